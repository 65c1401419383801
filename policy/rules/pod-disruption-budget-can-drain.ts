import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { hasLabels, namespaceOf } from "../scopes/services";
import { type Pod, pods } from "../scopes/pods";
import { resourcesOf } from "../scopes/resources";
import type { Stack } from "../stack";

/** A budget lets at least one pod go. */
export const podDisruptionBudgetCanDrain = stackRule({
  name: "pod-disruption-budget-can-drain",
  level: "mandatory",
  description: "A PodDisruptionBudget allows at least one of its pods to be evicted.",
  sources: [
    "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/error-code-poddrainfailure",
  ],
  scope: resourcesOf("kubernetes:policy:PodDisruptionBudget"),
  *check(budget, stack) {
    const { props } = budget;
    const maxUnavailable = props.text("spec", "maxUnavailable");
    if (maxUnavailable === "0" || maxUnavailable === "0%") {
      yield never(
        "spec.maxUnavailable",
        `is ${maxUnavailable}`,
        'Set it to 1 or more, or to a share such as "25%"',
      );
      return;
    }
    const minAvailable = props.text("spec", "minAvailable");
    if (minAvailable === undefined) return;
    if (minAvailable === "100%") {
      yield never("spec.minAvailable", "is 100%", "Use maxUnavailable: 1");
      return;
    }
    const replicas = replicasOf(budget, stack);
    if (replicas === undefined || !/^\d+$/.test(minAvailable) || Number(minAvailable) < replicas) return;
    yield never(
      "spec.minAvailable",
      `is ${minAvailable} for ${replicas} replicas`,
      "Use maxUnavailable: 1, or more replicas",
    );
  },
});

function never(field: string, problem: string, fix: string) {
  return {
    field,
    problem,
    reason:
      "No pod may ever be evicted, so every drain waits until it times out: upgrades fail with UnsatisfiablePDB (AKS) or PodEvictionFailure (EKS)",
    fix,
  };
}

/** Replicas of the one workload that the budget selects by labels; undefined when that is not one, or they scale. */
function replicasOf(budget: Resource, stack: Stack): number | undefined {
  const { props } = budget;
  const wanted = props
    .keys("spec", "selector", "matchLabels")
    .map((key) => [key, props.string("spec", "selector", "matchLabels", key)] as const);
  if (wanted.length === 0) return undefined;
  const matching = stack
    .subjects(pods)
    .filter(
      (pod) => namespaceOf(pod.resource, stack) === namespaceOf(budget, stack) && hasLabels(pod, wanted),
    );
  const [only, ...others] = matching;
  return only === undefined || others.length > 0 ? undefined : fixedReplicas(only);
}

function fixedReplicas({ resource }: Pod): number | undefined {
  const scales = ["kubernetes:apps:Deployment", "kubernetes:apps:StatefulSet", "kubernetes:apps:ReplicaSet"];
  return scales.includes(resource.type) ? resource.props.number("spec", "replicas") : undefined;
}
