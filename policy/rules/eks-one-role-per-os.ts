import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { groupNames, groupsOf, isCustomGroup, isWindowsGroup } from "../scopes/eks-groups";
import { eksClusters } from "../scopes/resources";
import type { Stack } from "../stack";

/** Linux and Windows nodes have roles of their own. */
export const eksOneRolePerOs = stackRule({
  name: "eks-one-role-per-os",
  level: "mandatory",
  description: "Linux and Windows node groups of an EKS cluster have different node roles.",
  sources: [
    "https://github.com/aws/containers-roadmap/issues/1977",
    "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html",
  ],
  scope: eksClusters,
  *check(cluster, stack) {
    const groups = groupsOf(cluster, stack);
    for (const windows of groups.filter(isWindowsGroup)) {
      const linux = groups.filter((group) => isLinuxGroup(group) && sameRole(group, windows, stack));
      if (linux.length === 0) continue;
      yield {
        field: `nodeRoleArn of node group ${groupNames([windows])}`,
        problem: `is also that of the Linux node group ${groupNames(linux)}`,
        reason:
          "A role has one access entry of one type, and a Windows node whose entry is EC2_LINUX has no right to run kube-proxy: its pods resolve no name",
        fix: "Give the Windows node groups a role of their own",
      };
    }
  },
});

function isLinuxGroup(group: Resource): boolean {
  return !isWindowsGroup(group) && !isCustomGroup(group);
}

function sameRole(one: Resource, other: Resource, stack: Stack): boolean {
  const [a, b] = [one, other].map(
    (group) => stack.behind(group, "nodeRoleArn")[0]?.urn ?? group.props.string("nodeRoleArn"),
  );
  return a !== undefined && a === b;
}
