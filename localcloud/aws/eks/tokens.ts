import { hexOf } from "../../clouds/identifiers";
import { arnOf, keyOf } from "../account";
import type { Cloud } from "../cloud";
import type { AwsError } from "../errors";
import { invalidRequest, resourceNotFound } from "../errors";
import type { Write } from "../resource-type";
import { textAt } from "../../clouds/json";
import type { StoredResource } from "../store";

/** Type tokens of the EKS resources that this cloud has. */
export const eks = {
  cluster: "aws:eks/cluster:Cluster",
  nodeGroup: "aws:eks/nodeGroup:NodeGroup",
  addon: "aws:eks/addon:Addon",
  accessEntry: "aws:eks/accessEntry:AccessEntry",
  accessPolicyAssociation: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  podIdentityAssociation: "aws:eks/podIdentityAssociation:PodIdentityAssociation",
} as const;

/** The ARN of a cluster. */
export const clusterArn = (region: string, name: string): string => arnOf("eks", region, `cluster/${name}`);

/** Where a cluster is kept. */
export const clusterKey = (region: string, name: string): string => keyOf(eks.cluster, region, name);

/** The id of the control plane that runs for a cluster: a folder's name, the same for every process. */
export function controlPlaneId(region: string, name: string): string {
  return `eks-${name.slice(0, 60)}-${hexOf(clusterArn(region, name), 8)}`;
}

/** Key of the cluster that a request names in `clusterName`. */
export const clusterOfRequest = ({ region, requested }: Write): string =>
  clusterKey(region, textAt(requested, "clusterName") ?? "");

/** The cluster that a request names. */
export function findCluster({ cloud, region, requested }: Write): StoredResource | undefined {
  return cloud.store.find(clusterKey(region, textAt(requested, "clusterName") ?? ""));
}

/** What is part of a cluster needs one that is there, and is not coming or going. */
export function clusterTakesRequests(write: Write): AwsError | undefined {
  const name = textAt(write.requested, "clusterName") ?? "";
  const cluster = findCluster(write);
  if (cluster === undefined) return resourceNotFound(`No cluster found for name: ${name}.`);
  return cluster.state === "ACTIVE" || cluster.state === "UPDATING"
    ? undefined
    : invalidRequest(`Cluster '${name}' is not in ACTIVE status`);
}

/** The parts of a cluster of one type. */
export function partsOf(cloud: Cloud, cluster: StoredResource, type: string): readonly StoredResource[] {
  return cloud.store.children(cluster.id, type);
}
