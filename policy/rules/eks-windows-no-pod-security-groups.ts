import { describe, type Resource } from "../resource";
import { stackRule } from "../rule";
import { resourcesOf } from "../scopes/resources";
import { hasLabels, namespaceOf } from "../scopes/services";
import { windowsPods } from "../scopes/windows-pods";
import type { Stack } from "../stack";
import { inWords } from "../text";

/** No security group is asked for that a Windows pod cannot have. */
export const eksWindowsNoPodSecurityGroups = stackRule({
  name: "eks-windows-no-pod-security-groups",
  level: "mandatory",
  description: "SecurityGroupPolicies of EKS select no Windows pods by their labels.",
  sources: [
    "https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html",
    "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html",
  ],
  scope: resourcesOf("kubernetes:vpcresources.k8s.aws:SecurityGroupPolicy"),
  *check(policy, stack) {
    const windows = windowsPodsOf(policy, stack);
    if (windows.length === 0) return;
    yield {
      field: "spec.podSelector",
      problem: `matches the Windows pods of ${inWords(windows)}`,
      reason:
        "Windows nodes have no branch network interfaces, so these pods get no security group of their own and are less guarded than the policy says",
      fix: "Leave them out by their labels, and guard them with the security group of their nodes",
    };
  },
});

function windowsPodsOf(policy: Resource, stack: Stack): string[] {
  const { props } = policy;
  const wanted = props
    .keys("spec", "podSelector", "matchLabels")
    .map((key) => [key, props.string("spec", "podSelector", "matchLabels", key)] as const);
  // Without labels a policy selects by service account or by expressions, which are not followed.
  if (wanted.length === 0) return [];
  return stack
    .subjects(windowsPods)
    .filter(
      (pod) => namespaceOf(pod.resource, stack) === namespaceOf(policy, stack) && hasLabels(pod, wanted),
    )
    .map(({ resource }) => describe(resource));
}
