import { stackRule } from "../rule";
import { eksClusterOf, isCustomGroup, windowsGroupsOf } from "../scopes/eks-groups";
import { isWindowsPod } from "../scopes/pod-os";
import { pods } from "../scopes/pods";
import { eksNodeGroups } from "../scopes/resources";

/** Where Windows is in play, the operating system of every node group can be told. */
export const eksCustomAmiOsKnown = stackRule({
  name: "eks-custom-ami-os-known",
  level: "advisory",
  description: "In a program with Windows groups or pods, no EKS node group has the amiType CUSTOM.",
  sources: ["https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html"],
  scope: eksNodeGroups,
  *check(group, stack) {
    if (!isCustomGroup(group)) return;
    const cluster = eksClusterOf(group, stack);
    const hasWindows = cluster !== undefined && windowsGroupsOf(cluster, stack).length > 0;
    if (!hasWindows && !stack.subjects(pods).some(isWindowsPod)) return;
    yield {
      field: "amiType",
      problem: 'is "CUSTOM", so that the program does not say whether its nodes run Windows',
      reason:
        "Rules about Windows groups, and about where pods can be placed, cannot tell for this group, and pass over it",
      fix: "Choose an amiType that names the operating system, or check the group's AMI, node role and taints by hand",
    };
  },
});
