import type { Sourced } from "../source";

/** Operating system of a node pool, as AKS spells it. */
export type AksOsType = "Linux" | "Windows";

/** What AKS demands of the name of a node pool. */
export interface AksPoolNameRule extends Sourced {
  readonly pattern: RegExp;
  readonly maxLength: number;
  /** The rule in words, for messages: "must be …". */
  readonly rule: string;
}

/**
 * Names of node pools. Windows nodes are called `aks<pool><6 characters>` and a Windows host name has at most 15.
 *
 * @see https://learn.microsoft.com/azure/aks/create-node-pools
 */
export const aksPoolName = {
  Linux: {
    pattern: /^[a-z][a-z0-9]{0,11}$/,
    maxLength: 12,
    rule: "1 to 12 lower-case letters and digits, starting with a letter",
    source: ["aks-create-node-pools"],
  },
  Windows: {
    pattern: /^[a-z][a-z0-9]{0,5}$/,
    maxLength: 6,
    rule: "1 to 6 lower-case letters and digits, starting with a letter",
    source: ["aks-create-node-pools"],
  },
} as const satisfies Record<AksOsType, AksPoolNameRule>;

/**
 * Properties of an agent pool that Azure refuses to change (`PropertyChangeNotAllowed`) although azure-native plans an
 * update: what a program gives as `replaceOnChanges`. Azure's own refusals on `vmSize` and `gpuInstanceProfile` are
 * missing because azure-native plans a replacement there by itself.
 *
 * @see https://github.com/kubernetes-sigs/cluster-api-provider-azure/blob/main/internal/webhooks/azuremanagedmachinepool_webhook.go
 */
export const aksPoolImmutableProperties = [
  "osType",
  "osSKU",
  "osDiskSizeGB",
  "osDiskType",
  "kubeletDiskType",
  "vnetSubnetID",
  "podSubnetID",
  "maxPods",
  "availabilityZones",
  "enableFIPS",
  "enableEncryptionAtHost",
  "enableUltraSSD",
  "enableNodePublicIP",
  "nodePublicIPPrefixID",
  "kubeletConfig",
  "linuxOSConfig",
  "scaleSetPriority",
  "scaleSetEvictionPolicy",
  "spotMaxPrice",
  "type",
  "proximityPlacementGroupID",
  "hostGroupID",
  "messageOfTheDay",
  "windowsProfile",
] as const;

/** `maxPods` that AKS uses when it is left out, by network mode. */
export const aksDefaultMaxPods = { overlay: 250, podSubnet: 110, nodeSubnet: 30, kubenet: 110 } as const;

/** Bounds of `maxPods`, and how many pods the nodes of a pool must hold together. */
export const aksMaxPodsLimits = { min: 10, max: 250, minPerPool: 30 } as const;

/** Bounds of `upgradeSettings`. */
export const aksUpgradeLimits = {
  drainTimeoutMinutes: { min: 1, max: 1440, default: 30 },
  nodeSoakMinutes: { min: 0, max: 30, default: 0 },
} as const;

/** Bounds of the number of nodes in a pool. */
export const aksNodeCountLimits = { systemMin: 1, userMin: 0, perPool: 1000, perCluster: 5000 } as const;

/**
 * Size of a managed OS disk in GiB when `osDiskSizeGB` is 0, by the number of vCPUs.
 *
 * @param vCpus - vCPUs of the VM size
 * @see https://learn.microsoft.com/azure/aks/concepts-storage
 */
export function aksDefaultOsDiskGiB(vCpus: number): number {
  if (vCpus >= 64) return 1024;
  if (vCpus >= 16) return 512;
  if (vCpus >= 8) return 256;
  return 128;
}
