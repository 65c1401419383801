import type { Resource } from "../resource";
import type { Stack } from "../stack";
import type { Pod } from "./pods";
import { resourcesOf } from "./resources";
import { namespaceOf } from "./services";

const podAutoscalers = resourcesOf("kubernetes:autoscaling:HorizontalPodAutoscaler");

/**
 * The most pods that a workload has at once, as the program says it: what its HorizontalPodAutoscaler may make of it,
 * else its replicas; one for a bare pod, one on each node for a DaemonSet.
 *
 * @param nodes nodes of the pool that a DaemonSet is counted on
 * @throws {Unproved}
 */
export function podCount(pod: Pod, nodes: number, stack: Stack): number {
  return mostReplicas(pod, stack) ?? declaredCount(pod, nodes);
}

/** What an autoscaler of the program may scale the workload to. @throws {Unproved} */
function mostReplicas({ resource }: Pod, stack: Stack): number | undefined {
  const scaler = stack.subjects(podAutoscalers).find((one) => scales(one, resource, stack));
  return scaler?.props.number("spec", "maxReplicas");
}

function scales(scaler: Resource, workload: Resource, stack: Stack): boolean {
  const target = scaler.props.get("spec", "scaleTargetRef");
  if (target === undefined || !workload.type.endsWith(`:${target.string("kind") ?? ""}`)) return false;
  if (namespaceOf(scaler, stack) !== namespaceOf(workload, stack)) return false;
  if (stack.behind(scaler, "spec").includes(workload)) return true;
  const name = workload.props.string("metadata", "name");
  return name !== undefined && target.string("name") === name;
}

function declaredCount({ resource: { type, props } }: Pod, nodes: number): number {
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
