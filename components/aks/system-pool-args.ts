import type * as pulumi from "@pulumi/pulumi";
import { maxPodsOf } from "../../config/schema/aks/pool-facts";
import { systemPoolName } from "../names";
import type { ClusterConfig } from "./cluster-args";
import { capacity } from "./pool-args";

/**
 * The inline pool of a `ManagedCluster`: Linux, for system pods, the only one that is part of the cluster.
 *
 * @param config - the cluster's part of the configuration
 * @param nodeSubnetId - full id of the subnet
 */
export function systemPoolProfile(config: ClusterConfig, nodeSubnetId: pulumi.Input<string>) {
  const { systemPool: pool, cluster, network } = config;
  const { maxSurge, drainTimeoutInMinutes, nodeSoakDurationInMinutes } = pool.upgrade;
  return {
    name: systemPoolName,
    mode: "System",
    type: "VirtualMachineScaleSets",
    osType: "Linux",
    osSKU: pool.osSku,
    orchestratorVersion: cluster.kubernetesVersion,
    vmSize: pool.vmSize,
    ...capacity(pool),
    maxPods: maxPodsOf(pool, network),
    osDiskSizeGB: pool.osDiskGiB,
    osDiskType: pool.osDiskType,
    availabilityZones: [...pool.zones],
    vnetSubnetID: nodeSubnetId,
    nodeTaints: pool.dedicated ? ["CriticalAddonsOnly=true:NoSchedule"] : [],
    upgradeSettings: { maxSurge, drainTimeoutInMinutes, nodeSoakDurationInMinutes },
  };
}
