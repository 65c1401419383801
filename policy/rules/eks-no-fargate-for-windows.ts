import { stackRule } from "../rule";
import { eksClusterOf } from "../scopes/eks-groups";
import { clustersBehind } from "../scopes/node-pools";
import { isWindowsPod } from "../scopes/pod-os";
import { type Pod, pods } from "../scopes/pods";
import { resourcesOf } from "../scopes/resources";
import { describe } from "../resource";
import { namespaceOf } from "../scopes/services";
import type { Stack } from "../stack";
import { inWords } from "../text";
import type { View } from "../view";

/** Fargate does not take Windows pods. */
export const eksNoFargateForWindows = stackRule({
  name: "eks-no-fargate-for-windows",
  level: "mandatory",
  description: "Selectors of an EKS Fargate profile match no Windows pods.",
  sources: ["https://docs.aws.amazon.com/eks/latest/userguide/fargate.html"],
  scope: resourcesOf("aws:eks/fargateProfile:FargateProfile"),
  *check(profile, stack) {
    const cluster = eksClusterOf(profile, stack);
    const windows = stack
      .subjects(pods)
      .filter(
        (pod) =>
          isWindowsPod(pod) &&
          (cluster === undefined ||
            clustersBehind(pod.resource, stack).some(({ urn }) => urn === cluster.urn)),
      );
    for (const selector of profile.props.list("selectors")) {
      const caught = windows.filter((pod) => catches(selector, pod, stack));
      if (caught.length === 0) continue;
      yield {
        field: selector.path,
        problem: `matches the Windows pods of ${inWords(caught.map(({ resource }) => describe(resource)))}`,
        reason: "Fargate runs Linux only: these pods stay Pending instead of going to the Windows nodes",
        fix: "Narrow the selector by labels, or put the Windows workloads into a namespace of their own",
      };
    }
  },
});

function catches(selector: View, { resource, metadata }: Pod, stack: Stack): boolean {
  if (!matches(selector.string("namespace") ?? "", namespaceOf(resource, stack))) return false;
  return selector
    .keys("labels")
    .every((key) => matches(selector.string("labels", key) ?? "", metadata?.string("labels", key) ?? ""));
}

/** Fargate's wildcards: `*` for any characters, `?` for one. */
function matches(pattern: string, value: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`).test(value);
}
