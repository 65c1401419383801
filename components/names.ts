import type { azureNames } from "../catalogue/names";

/** Names in Azure of everything that a stack creates once. */
export interface AksNames {
  readonly resourceGroup: string;
  readonly cluster: string;
  /** Group that AKS creates for nodes, disks and load balancers. */
  readonly nodeResourceGroup: string;
  readonly virtualNetwork: string;
  readonly nodeSubnet: string;
  readonly apiServerSubnet: string;
  /** Identity of the control plane. */
  readonly identity: string;
  readonly logWorkspace: string;
  readonly metricsWorkspace: string;
  readonly dataCollectionEndpoint: string;
  readonly logCollectionRule: string;
  readonly metricsCollectionRule: string;
  readonly windowsRuleGroup: string;
  readonly windowsAlertGroup: string;
}

/** Which rule of the catalogue each name keeps; a test holds all of them against the longest prefix. */
export const aksNameRules = {
  resourceGroup: "resourceGroup",
  cluster: "managedCluster",
  nodeResourceGroup: "nodeResourceGroup",
  virtualNetwork: "virtualNetwork",
  nodeSubnet: "subnet",
  apiServerSubnet: "subnet",
  identity: "userAssignedIdentity",
  logWorkspace: "logAnalyticsWorkspace",
  dataCollectionEndpoint: "dataCollectionEndpoint",
  logCollectionRule: "dataCollectionRule",
  metricsCollectionRule: "dataCollectionRule",
} as const satisfies Partial<Record<keyof AksNames, keyof typeof azureNames>>;

/**
 * The names of a stack's resources on Azure. Nothing is ever shortened: the longest prefix that the configuration takes
 * gives names within every limit.
 *
 * @param prefix - first part of all names, from the configuration
 * @param adopted - names of a cluster that was made by other means
 */
export function aksNames(prefix: string, adopted?: Pick<AksNames, "resourceGroup" | "cluster">): AksNames {
  return {
    resourceGroup: adopted?.resourceGroup ?? `${prefix}-rg`,
    cluster: adopted?.cluster ?? prefix,
    nodeResourceGroup: `${prefix}-nodes-rg`,
    virtualNetwork: `${prefix}-vnet`,
    nodeSubnet: "nodes",
    apiServerSubnet: "api-server",
    identity: `${prefix}-control-plane`,
    logWorkspace: `${prefix}-logs`,
    metricsWorkspace: `${prefix}-metrics`,
    dataCollectionEndpoint: `${prefix}-dce`,
    logCollectionRule: `${prefix}-logs-dcr`,
    metricsCollectionRule: `${prefix}-metrics-dcr`,
    windowsRuleGroup: `${prefix}-windows-nodes`,
    windowsAlertGroup: `${prefix}-windows-alerts`,
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

/**
 * Name in Azure of a pool: that of a pool that was made by other means stays what it is.
 *
 * @param pool - name and slot, and the name in Azure of an adopted pool
 */
export function aksPoolName(pool: AksNamedPool): string {
  return pool.adopted?.name ?? poolName(pool);
}

/**
 * Name of the cluster in AWS: that of a cluster that was made by other means stays what it is.
 *
 * @param config - the stack's configuration
 */
export function eksClusterName(config: {
  readonly name: string;
  readonly adopted?: { readonly cluster: string } | undefined;
}): string {
  return config.adopted?.cluster ?? config.name;
}

interface AksNamedPool {
  readonly name: string;
  readonly slot: string;
  readonly adopted?: { readonly name: string } | undefined;
}
