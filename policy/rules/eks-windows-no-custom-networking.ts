import { stackRule } from "../rule";
import { addonSwitch, vpcCniAddon } from "../scopes/eks-cni";
import { groupNames, windowsGroupsOf } from "../scopes/eks-groups";
import { eksClusters } from "../scopes/resources";

const features = [
  { variable: "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG", title: "Custom networking" },
  { variable: "ENABLE_POD_ENI", title: "Security groups for pods" },
] as const;

/** The network add-on is not asked for what Windows nodes lack. */
export const eksWindowsNoCustomNetworking = stackRule({
  name: "eks-windows-no-custom-networking",
  level: "advisory",
  description:
    "The vpc-cni add-on of an EKS cluster with Windows node groups uses neither custom networking nor security groups for pods.",
  sources: ["https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html"],
  scope: eksClusters,
  *check(cluster, stack) {
    const groups = windowsGroupsOf(cluster, stack);
    const addon = groups.length === 0 ? undefined : vpcCniAddon(cluster, stack);
    if (addon === undefined) return;
    for (const { variable, title } of features) {
      if (addonSwitch(addon, variable) !== true) continue;
      yield {
        field: `configurationValues.env.${variable} of the vpc-cni add-on`,
        problem: `is "true", though the cluster has Windows node groups (${groupNames(groups)})`,
        reason: `${title} does not exist for Windows nodes: their pods keep the subnet and the security groups of the node`,
        fix: "Do not rely on it for Windows workloads, or run them in another cluster",
      };
    }
  },
});
