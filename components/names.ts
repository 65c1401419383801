/** Names in the cloud of everything that a stack creates once. */
export interface PhysicalNames {
  readonly resourceGroup: string;
  readonly cluster: string;
  /** Group that AKS creates for nodes, disks and load balancers. */
  readonly nodeResourceGroup: string;
  readonly virtualNetwork: string;
  readonly nodeSubnet: string;
}

/**
 * The names of a stack's resources. Nothing is ever shortened: the longest prefix that the configuration accepts gives
 * names within every limit of the platform.
 *
 * @param prefix - first part of all names, from the configuration
 */
export function physicalNames(prefix: string): PhysicalNames {
  return {
    resourceGroup: `${prefix}-rg`,
    cluster: prefix,
    nodeResourceGroup: `${prefix}-nodes-rg`,
    virtualNetwork: `${prefix}-vnet`,
    nodeSubnet: "nodes",
  };
}

/** Name of the inline system pool. It never changes: Azure takes no other one for the life of the cluster. */
export const systemPoolName = "system";

/**
 * Name of a pool in the cloud: its own name and the slot letter.
 *
 * @param pool - name and slot, within the limits that the configuration checks
 */
export function poolName({ name, slot }: { readonly name: string; readonly slot: string }): string {
  return `${name}${slot}`;
}
