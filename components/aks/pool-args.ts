import type * as containerservice from "@pulumi/azure-native/containerservice";
import type * as pulumi from "@pulumi/pulumi";
import { aksPoolImmutableProperties, aksRequiresFips } from "../../catalogue/aks";
import type { NodePoolConfig } from "../../config/schema/pools";
import { poolLabel, slotLabel } from "../labels";
import { poolName } from "../names";
import type { OsFamily, Taint } from "../os";

/** The cluster that a pool joins. */
export interface PoolPlacement {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  readonly kubernetesVersion: string;
  readonly nodeSubnetId: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Options of an `AgentPool` that make previews say what Azure will do: what Azure cannot change is replaced, and since
 * the name stays the same the old pool goes first. To keep pods running meanwhile, add the pool in the other slot.
 */
export const poolChangeOptions = {
  replaceOnChanges: [...aksPoolImmutableProperties],
  deleteBeforeReplace: true,
} satisfies pulumi.CustomResourceOptions;

/**
 * Inputs of an `AgentPool`.
 *
 * @param pool - the pool's configuration
 * @param os - what differs by operating system
 * @param placement - the cluster it joins
 */
export function agentPoolArgs(
  pool: NodePoolConfig,
  os: OsFamily,
  placement: PoolPlacement,
): containerservice.AgentPoolArgs {
  const osSKU = osSku(pool);
  return {
    resourceGroupName: placement.resourceGroupName,
    resourceName: placement.clusterName,
    agentPoolName: poolName(pool),
    mode: "User",
    type: "VirtualMachineScaleSets",
    osType: os.os,
    osSKU,
    enableFIPS: aksRequiresFips(osSKU),
    orchestratorVersion: placement.kubernetesVersion,
    vmSize: pool.vmSize,
    count: pool.count,
    maxPods: 110,
    vnetSubnetID: placement.nodeSubnetId,
    nodeLabels: { [poolLabel]: pool.name, [slotLabel]: pool.slot },
    nodeTaints: os.taints.map(taintText),
    upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 30 },
    tags: { ...placement.tags },
  };
}

function osSku(pool: NodePoolConfig): string {
  switch (pool.os) {
    case "Linux":
      return "Ubuntu";
    case "Windows":
      return `Windows${pool.release}`;
  }
}

function taintText({ key, value, effect }: Taint): string {
  return `${key}=${value}:${effect}`;
}
