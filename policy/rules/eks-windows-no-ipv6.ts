import { stackRule } from "../rule";
import { groupNames, windowsGroupsOf } from "../scopes/eks-groups";
import { eksClusters } from "../scopes/resources";

/** A cluster with Windows nodes uses IPv4. */
export const eksWindowsNoIpv6 = stackRule({
  name: "eks-windows-no-ipv6",
  level: "mandatory",
  description: "An EKS cluster with Windows node groups does not have the IP family ipv6.",
  sources: ["https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html"],
  scope: eksClusters,
  *check(cluster, stack) {
    if (cluster.props.string("kubernetesNetworkConfig", "ipFamily") !== "ipv6") return;
    const groups = windowsGroupsOf(cluster, stack);
    if (groups.length === 0) return;
    yield {
      field: "kubernetesNetworkConfig.ipFamily",
      problem: `is "ipv6", though the cluster has Windows node groups (${groupNames(groups)})`,
      reason: "Windows pods on EKS have IPv4 addresses only, and the family of a cluster cannot be changed",
      fix: 'Create the cluster with "ipv4"',
    };
  },
});
