import type * as pulumi from "@pulumi/pulumi";
import { maxPodsOf } from "../../config/schema/aks/pool-facts";
import { systemPoolName } from "../names";
import { withoutEmpty } from "../without-empty";
import type { ClusterConfig } from "./cluster-args";
import { capacity } from "./pool-args";

/**
 * The inline pool of a `ManagedCluster`: Linux, for system pods, the only one that is part of the cluster.
 *
 * @param config - the cluster's part of the configuration
 * @param nodeSubnetId - full id of the subnet, where AKS has not made the network
 */
export function systemPoolProfile(config: ClusterConfig, nodeSubnetId: pulumi.Input<string> | undefined) {
  const { systemPool: pool, cluster, network } = config;
  const { maxSurge, drainTimeoutInMinutes, nodeSoakDurationInMinutes } = pool.upgrade;
  const profile = {
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
    ...(nodeSubnetId === undefined ? {} : { vnetSubnetID: nodeSubnetId }),
    nodeTaints: pool.dedicated ? ["CriticalAddonsOnly=true:NoSchedule"] : [],
    upgradeSettings: { maxSurge, drainTimeoutInMinutes, nodeSoakDurationInMinutes },
  };
  return config.adopted === undefined ? profile : withoutEmpty(profile);
}
