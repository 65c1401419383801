import { stackRule } from "../rule";
import { ipamOwners } from "../scopes/eks-cni";
import { groupNames, windowsGroupsOf } from "../scopes/eks-groups";
import { eksClusters } from "../scopes/resources";

/** Windows pods on EKS get addresses. */
export const eksWindowsIpamEnabled = stackRule({
  name: "eks-windows-ipam-enabled",
  level: "mandatory",
  description: "An EKS cluster with Windows node groups switches on enable-windows-ipam.",
  sources: [
    "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html",
    "https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/docs/windows/prefix_delegation_config_options.md",
  ],
  scope: eksClusters,
  *check(cluster, stack) {
    const groups = windowsGroupsOf(cluster, stack);
    if (groups.length === 0 || ipamOwners(cluster, stack).some(({ enabled }) => enabled)) return;
    yield {
      field: "enable-windows-ipam",
      problem: `is not switched on by the program, though the cluster has Windows node groups (${groupNames(groups)})`,
      reason: "Windows pods never get an address then and stay in ContainerCreating",
      fix: 'Set configurationValues of the vpc-cni add-on to {"enableWindowsIpam":"true"}, or data["enable-windows-ipam"] of the ConfigMap kube-system/amazon-vpc-cni to "true"',
    };
  },
});
