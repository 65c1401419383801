import type * as containerservice from "@pulumi/azure-native/containerservice";
import type * as pulumi from "@pulumi/pulumi";
import { aksRequiresFips } from "../../catalogue/aks";
import { maxPodsOf } from "../../config/schema/aks/pool-facts";
import type { AksNetwork } from "../../config/schema/aks/network";
import type { AksNodePool, AksSystemPool } from "../../config/schema/aks/pools";
import { poolLabel, slotLabel } from "../labels";
import { aksPoolName } from "../names";
import type { OsFamily, Taint } from "../os";
import { withoutEmpty } from "../without-empty";

/** The cluster that a pool joins. */
export interface PoolPlacement {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  /** Version of the cluster, for pools that say nothing else. */
  readonly kubernetesVersion: string;
  readonly network: AksNetwork;
  /** Full id of the subnet that nodes live in; absent where AKS made the network. */
  readonly nodeSubnetId?: pulumi.Input<string> | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

type Args = containerservice.AgentPoolArgs;

/**
 * Inputs of an `AgentPool`.
 *
 * @param pool - the pool's configuration
 * @param os - what differs by operating system
 * @param placement - the cluster it joins
 */
export function agentPoolArgs(pool: AksNodePool, os: OsFamily, placement: PoolPlacement): Args {
  const args = ownPoolArgs(pool, os, placement);
  return pool.adopted === undefined ? args : withoutEmpty(args);
}

function ownPoolArgs(pool: AksNodePool, os: OsFamily, placement: PoolPlacement): Args {
  const { nodeSubnetId: vnetSubnetID } = placement;
  return {
    resourceGroupName: placement.resourceGroupName,
    resourceName: placement.clusterName,
    agentPoolName: aksPoolName(pool),
    mode: "User",
    type: "VirtualMachineScaleSets",
    osType: os.os,
    ...osSettings(pool),
    orchestratorVersion: pool.kubernetesVersion ?? placement.kubernetesVersion,
    vmSize: pool.vmSize,
    ...capacity(pool),
    ...priority(pool),
    maxPods: maxPodsOf(pool, placement.network),
    osDiskSizeGB: pool.osDiskGiB,
    osDiskType: pool.osDiskType,
    enableEncryptionAtHost: pool.encryptionAtHost,
    availabilityZones: [...pool.zones],
    ...(vnetSubnetID === undefined ? {} : { vnetSubnetID }),
    nodeLabels: { ...pool.labels, [poolLabel]: pool.name, [slotLabel]: pool.slot },
    nodeTaints: [...os.taints, ...pool.taints].map(taintText),
    upgradeSettings: upgradeSettings(pool),
    tags: { ...placement.tags },
  };
}

/**
 * How many nodes a pool has. With the autoscaler, `count` is where it starts.
 *
 * @param pool - a pool with `count` or `autoscale`
 */
export function capacity({ count, autoscale }: Pick<AksSystemPool, "count" | "autoscale">) {
  if (autoscale === undefined) return { enableAutoScaling: false, count: count ?? 0 };
  const { min, max } = autoscale;
  return { enableAutoScaling: true, count: min, minCount: min, maxCount: max };
}

function osSettings(pool: AksNodePool): Pick<Args, "osSKU" | "enableFIPS" | "windowsProfile"> {
  switch (pool.os) {
    case "Linux":
      return { osSKU: pool.osSku, enableFIPS: pool.fips };
    case "Windows": {
      const osSKU = `Windows${pool.release}`;
      return {
        osSKU,
        enableFIPS: pool.fips ?? aksRequiresFips(osSKU),
        ...(pool.outboundNat ? {} : { windowsProfile: { disableOutboundNat: true } }),
      };
    }
  }
}

function priority({
  spot,
}: AksNodePool): Pick<Args, "scaleSetPriority" | "scaleSetEvictionPolicy" | "spotMaxPrice"> {
  if (spot === undefined) return { scaleSetPriority: "Regular" };
  return {
    scaleSetPriority: "Spot",
    scaleSetEvictionPolicy: spot.evictionPolicy,
    spotMaxPrice: spot.maxPrice,
  };
}

function upgradeSettings({ upgrade, spot }: AksNodePool): Args["upgradeSettings"] {
  const { maxSurge, maxUnavailable, ...waits } = upgrade;
  // Azure refuses both on spot pools.
  return spot === undefined ? { maxSurge, maxUnavailable, ...waits } : waits;
}

function taintText({ key, value, effect }: Taint): string {
  return `${key}=${value}:${effect}`;
}
