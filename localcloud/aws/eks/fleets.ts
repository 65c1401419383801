import type { Work } from "../../clouds/work";
import { ownGroupsIn, ownNodes } from "../autoscaling/own-group";
import type { Cloud } from "../cloud";
import { managedGroup } from "./node-group";
import { reconcileGroup } from "./node-work";
import { imageOf } from "./nodes";
import { clusterKey, eks } from "./tokens";

/** A cluster by name. */
interface ClusterName {
  readonly cloud: Cloud;
  readonly region: string;
  readonly clusterName: string;
}

/** Brings all Windows nodes of a cluster to what the cluster gives now: addresses for pods, or none. */
export async function refreshWindowsNodes(cluster: ClusterName, work: Work): Promise<void> {
  const { cloud, region, clusterName } = cluster;
  for (const resource of cloud.store.children(clusterKey(region, clusterName), eks.nodeGroup)) {
    const group = await managedGroup(cloud, region, resource);
    if (imageOf(group).os === "windows" && resource.state === "ACTIVE") await reconcileGroup(group, work);
  }
  await letMachinesJoin(cluster, work);
}

/** Lets machines that EKS does not manage become nodes of a cluster, if nothing keeps them from it any more. */
export async function letMachinesJoin(
  { cloud, region, clusterName }: ClusterName,
  work: Work,
): Promise<void> {
  for (const resource of ownGroupsIn(cloud, region)) {
    if (resource.state !== "ACTIVE") continue;
    const { group, obstacle } = await ownNodes(cloud, resource);
    if (obstacle === undefined && group.clusterName === clusterName) await reconcileGroup(group, work);
  }
}
