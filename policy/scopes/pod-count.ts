import type { Pod } from "./pods";

/**
 * How many pods a workload has at once, as the program says it: one for a bare pod, one on each node for a DaemonSet.
 *
 * @param nodes nodes of the pool that a DaemonSet is counted on
 * @throws {Unproved}
 */
export function podCount({ resource: { type, props } }: Pod, nodes: number): number {
  switch (type) {
    case "kubernetes:apps:Deployment":
    case "kubernetes:apps:StatefulSet":
    case "kubernetes:apps:ReplicaSet":
    case "kubernetes:core:ReplicationController":
    case "kubernetes:argoproj.io:Rollout":
      return props.number("spec", "replicas") ?? 1;
    case "kubernetes:batch:Job":
      return props.number("spec", "parallelism") ?? 1;
    case "kubernetes:batch:CronJob":
      return props.number("spec", "jobTemplate", "spec", "parallelism") ?? 1;
    case "kubernetes:apps:DaemonSet":
      return nodes;
    case "kubernetes:core:PodTemplate":
      return 0;
    default:
      return 1;
  }
}
