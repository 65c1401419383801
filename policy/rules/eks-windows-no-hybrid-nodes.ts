import { stackRule } from "../rule";
import { groupNames, windowsGroupsOf } from "../scopes/eks-groups";
import { eksClusters } from "../scopes/resources";

/** Hybrid nodes are not counted on for Windows. */
export const eksWindowsNoHybridNodes = stackRule({
  name: "eks-windows-no-hybrid-nodes",
  level: "advisory",
  description: "An EKS cluster with Windows node groups has no remote networks for hybrid nodes.",
  sources: ["https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-overview.html"],
  scope: eksClusters,
  *check(cluster, stack) {
    if (!cluster.props.has("remoteNetworkConfig")) return;
    const groups = windowsGroupsOf(cluster, stack);
    if (groups.length === 0) return;
    yield {
      field: "remoteNetworkConfig",
      problem: `is set, though the cluster has Windows node groups (${groupNames(groups)})`,
      reason:
        "Hybrid nodes are Linux only, so Windows pods run in the cloud and have to reach the remote networks from there",
      fix: "Keep Windows workloads on the node groups by their selectors, or use two clusters",
    };
  },
});
