import { stackRule } from "../rule";
import { groupNames, windowsGroupsOf } from "../scopes/eks-groups";
import { eksClusters } from "../scopes/resources";

/** A cluster with Windows nodes does not leave its nodes to Auto Mode. */
export const eksWindowsNoAutoMode = stackRule({
  name: "eks-windows-no-auto-mode",
  level: "advisory",
  description: "An EKS cluster with Windows node groups does not use Auto Mode.",
  sources: [
    "https://docs.aws.amazon.com/eks/latest/userguide/automode.html",
    "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html",
  ],
  scope: eksClusters,
  *check(cluster, stack) {
    if (cluster.props.boolean("computeConfig", "enabled") !== true) return;
    const groups = windowsGroupsOf(cluster, stack);
    if (groups.length === 0) return;
    yield {
      field: "computeConfig.enabled",
      problem: `is true, though the cluster has Windows node groups (${groupNames(groups)})`,
      reason: "Auto Mode makes Linux nodes only and never scales for pending Windows pods",
      fix: "Switch it off and scale the node groups with the cluster autoscaler or Karpenter",
    };
  },
});
