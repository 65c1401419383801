import type { SourceId, Sourced } from "../source";
import type { Verdict } from "../verdict";
import { vmSize } from "../vm-sizes";
import { type AksWindowsSku, aksWindowsSkus } from "./os-skus";

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

/**
 * `maxPods` that AKS uses when it is left out, by network mode.
 *
 * @see https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning
 */
export const aksDefaultMaxPods = { overlay: 250, podSubnet: 110, nodeSubnet: 30, kubenet: 110 } as const;

/**
 * Bounds of `maxPods`; the nodes of a pool together must have room for `minPerPool` pods.
 *
 * @see https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning
 */
export const aksMaxPodsLimits = { min: 10, max: 250, minPerPool: 30 } as const;

/**
 * Bounds of `upgradeSettings`, in minutes. Always set them: the sources disagree about the default of `maxSurge` (10 %
 * in the REST API, 1 in the documentation).
 *
 * @see https://github.com/Azure/azure-rest-api-specs/blob/main/specification/containerservice/resource-manager/Microsoft.ContainerService/aks/stable/2025-09-01/managedClusters.json
 */
export const aksUpgradeLimits = {
  drainTimeoutMinutes: { min: 1, max: 1440, default: 30 },
  nodeSoakMinutes: { min: 0, max: 30, default: 0 },
} as const;

/**
 * Bounds of the number of nodes.
 *
 * @see https://learn.microsoft.com/azure/aks/quotas-skus-regions
 */
export const aksNodeCountLimits = { systemMin: 1, userMin: 0, perPool: 1000, perCluster: 5000 } as const;

/**
 * Smallest VM that AKS takes for a system pool. Fewer than two nodes, and B-series sizes, are discouraged by the
 * documentation but accepted.
 *
 * @see https://learn.microsoft.com/azure/aks/use-system-pools
 */
export const aksSystemPoolFloor = { vCpus: 4, memoryGiB: 4, advisedNodes: 2 } as const;

/** Sources of the limits above, by their name. */
export const aksPoolSources = {
  aksPoolImmutableProperties: ["capz-machinepool", "azurerm-node-pool", "aks-create-node-pools"],
  aksDefaultMaxPods: ["aks-ip-planning"],
  aksMaxPodsLimits: ["aks-ip-planning"],
  aksUpgradeLimits: ["aks-rest-2025-09-01", "azurerm-node-pool", "aks-resize-node-pool"],
  aksNodeCountLimits: ["aks-quotas"],
  aksSystemPoolFloor: ["aks-use-system-pools", "aks-quotas"],
  aksDefaultOsDiskGiB: ["aks-concepts-storage"],
} as const satisfies Record<string, readonly SourceId[]>;

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

/**
 * What is wrong with `maxPods` of a pool.
 *
 * @param maxPods - pods for each node
 * @param nodes - nodes that the pool starts with: `count`, or `minCount` under the autoscaler
 * @returns a phrase that starts with "must", or `undefined` when AKS takes it
 */
export function aksMaxPodsProblem(maxPods: number, nodes: number): string | undefined {
  const { min, max, minPerPool } = aksMaxPodsLimits;
  if (!Number.isInteger(maxPods) || maxPods < min || maxPods > max) {
    return `must be a whole number from ${String(min)} to ${String(max)}, got ${String(maxPods)}`;
  }
  if (nodes > 0 && maxPods * nodes < minPerPool) {
    return `must give the pool room for ${String(minPerPool)} pods, got ${String(maxPods)} on ${String(nodes)} nodes`;
  }
  return undefined;
}

/**
 * Whether the node image of a Windows SKU boots on a VM size.
 *
 * @param osSku - value of `osSKU`
 * @param size - value of `vmSize`
 * @see https://learn.microsoft.com/azure/aks/generation-2-vms
 */
export function aksWindowsVmSizeSupport(osSku: AksWindowsSku, size: string): Verdict {
  const row = vmSize(size);
  if (row === undefined) {
    return {
      verdict: "warn",
      reason: `The catalogue does not know the VM size "${size}".`,
      source: ["azure-vm-sizes"],
    };
  }
  const { defaultGeneration } = aksWindowsSkus[osSku];
  if (!row.generations.includes(defaultGeneration)) {
    return {
      verdict: "warn",
      reason: `${row.size} boots generation ${row.generations.join(" or ")} only, and ${osSku} nodes are generation ${String(defaultGeneration)} unless the request carries the header UseWindowsGen2VM=true, which azure-native does not send.`,
      source: ["aks-gen2", "azure-vm-sizes"],
    };
  }
  return {
    verdict: "ok",
    reason: `${row.size} boots the generation ${String(defaultGeneration)} image of ${osSku}.`,
    source: ["aks-gen2", "azure-vm-sizes"],
  };
}
