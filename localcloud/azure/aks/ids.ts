import { digitsOf, hexOf } from "../../clouds/identifiers";
import type { JsonObject } from "../../clouds/json";
import { textAt } from "../../clouds/json";
import type { ResourceId } from "../resource-id";
import { nameAfter, parseResourceId } from "../resource-id";

/** Type of clusters in Azure's spelling. */
export const managedClusterType = "Microsoft.ContainerService/managedClusters";
/** Type of node pools in Azure's spelling. */
export const agentPoolType = "Microsoft.ContainerService/managedClusters/agentPools";

/** AKS spells the group's segment in lower case, unlike everybody else. */
export function aksId(id: ResourceId): string {
  return id.text.replace(/\/resourcegroups\//i, "/resourcegroups/");
}

/** The id of a pool of a cluster. */
export function poolId(clusterId: string, name: string): string {
  return `${clusterId}/agentPools/${name}`;
}

/** The id of the cluster that a pool, or anything else below it, belongs to. */
export function clusterIdOf(id: string): string {
  return id.split("/").slice(0, 9).join("/");
}

/** The id of the control plane that runs for a cluster: a folder's name, the same for every process. */
export function controlPlaneId(clusterId: string): string {
  const name = nameAfter(clusterId, "managedClusters") ?? "cluster";
  return `aks-${name.toLowerCase().replace(/[^a-z0-9-]/g, "-")}-${hexOf(clusterId.toLowerCase(), 8)}`;
}

/** The group that AKS keeps a cluster's machines in. */
export function nodeResourceGroup(clusterId: string, cluster: JsonObject): string {
  const { name, resourceGroup = "" } = parseResourceId(clusterId);
  return (
    textAt(cluster, "properties.nodeResourceGroup") ??
    `MC_${resourceGroup}_${name}_${textAt(cluster, "location") ?? ""}`
  );
}

/** The eight digits that Linux nodes of a cluster have in their names. */
export function clusterHash(clusterId: string): string {
  return digitsOf(clusterId.toLowerCase(), 8);
}
