import { type Draft, lightRows, replacedRows } from "./draft";
import type { ImpactRow } from "./row";

const newGroup =
  "Leave nodeGroupName out, so that Pulumi makes the new group before it deletes the old one; with a fixed name EKS answers ResourceInUseException.";

const light = lightRows(["eks-api-model", "terraform-aws-node-group"]);
const replaced = replacedRows({
  code: "InvalidParameterException",
  instead: newGroup,
  source: ["terraform-aws-node-group", "cloudformation-spec"],
});

const drafts: readonly Draft[] = [
  replaced("clusterName", "A node group belongs to one cluster; the group of another one is another group."),
  replaced("region", "A node group cannot move to another region."),
  replaced("nodeGroupName", "A node group cannot be renamed; the new name is a new group."),
  replaced("nodeGroupNamePrefix", "A node group cannot be renamed; the new name is a new group."),
  ...unsetKeepsValue("amiType"),
  replaced("amiType", "The AMI type of a node group is fixed when it is made."),
  ...unsetKeepsValue("capacityType"),
  replaced("capacityType", "The capacity type of a node group is fixed when it is made."),
  ...unsetKeepsValue("diskSize"),
  replaced("diskSize", "The disk size of a node group without a launch template is fixed when it is made."),
  ...unsetKeepsValue("instanceTypes"),
  replaced("instanceTypes", "The instance types of a node group are fixed when it is made."),
  replaced("nodeRoleArn", "The role of the nodes is fixed when the group is made."),
  replaced("subnetIds", "The subnets of a node group are fixed when it is made."),
  replaced("remoteAccess", "Remote access is fixed when the node group is made."),
  replaced("launchTemplate", "A group made without a launch template can never take one, and the reverse."),
  replaced("launchTemplate.id", "A group cannot move to another launch template."),
  replaced("launchTemplate.name", "A group cannot move to another launch template."),
  rolling(
    "launchTemplate.version",
    "EKS replaces every node of the group with one of the other template version.",
  ),

  {
    path: "version",
    when: { version: "back" },
    provider: "update",
    inPlace: "refused",
    nodes: "none",
    code: "InvalidParameterException",
    platform: "EKS does not take a node group to an older Kubernetes minor.",
    instead: "Keep the version; for older nodes add a new group.",
    source: ["mullion-inference", "eks-troubleshooting"],
  },
  ...unsetKeepsValue("version"),
  {
    ...rolling("version", "EKS replaces every node of the group with one of the other Kubernetes version."),
    wayBack: "new-pool",
    instead:
      "Upgrade the control plane first; EKS accepts no version newer than it, and no group without drain room.",
  },
  ...unsetKeepsValue("releaseVersion"),
  {
    ...rolling("releaseVersion", "EKS replaces every node of the group with one of the other AMI release."),
    instead: "Take a release of the group's own Kubernetes minor; EKS refuses others.",
  },

  {
    path: "scalingConfig.desiredSize",
    when: { number: "grows" },
    provider: "update",
    inPlace: "scale",
    nodes: "none",
    platform: "EKS adds nodes; running nodes are not touched.",
    instead: "",
    source: ["eks-api-model", "terraform-aws-node-group"],
  },
  {
    path: "scalingConfig.desiredSize",
    provider: "update",
    inPlace: "scale",
    nodes: "pool",
    platform: "EKS terminates nodes and does not ask PodDisruptionBudgets; which ones is its choice.",
    instead:
      "Add ignoreChanges for scalingConfig.desiredSize where an autoscaler owns it, or drain nodes first.",
    source: ["eks-api-model", "eks-managed-update"],
  },
  ...["scalingConfig.minSize", "scalingConfig.maxSize"].flatMap((path): readonly Draft[] => [
    {
      ...light(
        path,
        "scale",
        "The autoscaler may take nodes away down to the new bound, without asking PodDisruptionBudgets.",
      ),
      when: { number: "shrinks" },
      nodes: "pool",
    },
    light(path, "scale", "The autoscaler adds nodes up to the new bound."),
  ]),
  light(
    "scalingConfig",
    "scale",
    "The autoscaler keeps the number of nodes within the new bounds; it may add or remove some.",
  ),
  light("warmPoolConfig", "scale", "EKS keeps stopped or running spare nodes beside the group."),
  {
    ...light(
      "labels",
      "scheduling",
      "EKS sets the labels on live nodes; running pods stay, new pods follow the new labels.",
    ),
    instead: "Check nodeSelectors and affinities that use the changed labels.",
  },
  {
    ...light(
      "taints",
      "scheduling",
      "EKS sets the taints on live nodes. NO_EXECUTE evicts pods without a toleration at once.",
    ),
    instead: "Give the workloads the toleration first.",
  },
  light("tags", "metadata", "AWS writes the tags on the group; instances keep theirs."),
  light("updateConfig", "metadata", "Holds for the next update; nodes are not touched now."),
  light(
    "forceUpdateVersion",
    "metadata",
    "Holds for the next update, which then evicts pods past their PodDisruptionBudgets.",
  ),
  light(
    "nodeRepairConfig",
    "metadata",
    "From now on EKS may replace nodes that it finds unhealthy, or stops doing so.",
  ),
];

/**
 * What a changed property of a managed EKS node group means. The plan is that of the Terraform schema which @pulumi/aws
 * bridges (`ForceNew`); what EKS does comes from its API model and user guide.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/node_group.go
 */
export const eksNodeGroupRows: readonly ImpactRow[] = drafts.map((row) => ({
  ...row,
  type: "eks:NodeGroup",
}));

/** Optional and computed in the provider's schema: leaving the property out keeps what is there. */
function unsetKeepsValue(path: string): readonly Draft[] {
  return [
    {
      path,
      when: { kind: "remove" },
      provider: "update",
      inPlace: "noise",
      nodes: "none",
      platform: `The provider keeps the present ${path} when the program says nothing about it.`,
      instead: "",
      source: ["aws-sdk", "terraform-aws-node-group"],
    },
  ];
}

function rolling(path: string, platform: string): Draft {
  return {
    path,
    provider: "update",
    inPlace: "rolling",
    nodes: "pool",
    platform: `${platform} Each drain has 15 minutes; a PodDisruptionBudget in the way ends the update with PodEvictionFailure.`,
    instead: "Set updateConfig, check PodDisruptionBudgets, and do it in a maintenance window.",
    source: ["eks-managed-update", "terraform-aws-node-group"],
  };
}
