import { stackRule } from "../rule";
import { groupNames, groupsOf, isWindowsGroup } from "../scopes/eks-groups";
import { eksClusters, resourcesOf } from "../scopes/resources";

/** What can make Linux nodes besides managed groups. */
const otherNodes = resourcesOf("aws:autoscaling/group:Group", "aws:eks/fargateProfile:FargateProfile");

/** A cluster with Windows nodes has Linux nodes for CoreDNS and the controllers. */
export const eksWindowsNeedsLinuxGroup = stackRule({
  name: "eks-windows-needs-linux-group",
  level: "mandatory",
  description: "An EKS cluster with Windows node groups has a Linux node group too.",
  sources: ["https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html"],
  scope: eksClusters,
  *check(cluster, stack) {
    const groups = groupsOf(cluster, stack);
    if (!groups.some(isWindowsGroup) || !groups.every(isWindowsGroup)) return;
    if (cluster.props.boolean("computeConfig", "enabled") === true || stack.subjects(otherNodes).length > 0)
      return;
    yield {
      field: "node groups",
      problem: `are all Windows (${groupNames(groups)})`,
      reason:
        "CoreDNS and the controllers run on Linux only: the coredns add-on stays DEGRADED and no pod resolves a name",
      fix: "Add a managed node group of Amazon Linux, with two nodes for CoreDNS",
    };
  },
});
