import { type Draft, lightRows, replacedRows } from "./draft";
import type { ImpactRow } from "./row";

const newCluster =
  "Keep the value and put protect: true on the cluster. If it must change: build a second cluster beside this one, move the workloads, then remove this one.";

const light = lightRows(["eks-api-model", "terraform-aws-cluster"]);
const replaced = replacedRows({
  code: "InvalidParameterException",
  instead: newCluster,
  source: ["terraform-aws-cluster", "cloudformation-spec"],
});

const drafts: readonly Draft[] = [
  replaced("name", "A cluster cannot be renamed."),
  replaced("region", "A cluster cannot move to another region."),
  replaced("roleArn", "The role of a cluster is fixed when it is made."),
  replaced("bootstrapSelfManagedAddons", "Only a new cluster is made with or without the default add-ons."),
  replaced("outpostConfig", "The placement of a local cluster is fixed when it is made."),
  replaced("kubernetesNetworkConfig.ipFamily", "The address family of a cluster is fixed when it is made."),
  replaced(
    "kubernetesNetworkConfig.serviceIpv4Cidr",
    "The service range of a cluster is fixed when it is made.",
  ),
  light(
    "kubernetesNetworkConfig.serviceIpv6Cidr",
    "noise",
    "Chosen by EKS; what the program says is not sent.",
  ),
  light(
    "kubernetesNetworkConfig.elasticLoadBalancing",
    "metadata",
    "EKS changes the load balancing of Auto Mode in place.",
  ),
  {
    ...light(
      "kubernetesNetworkConfig",
      "noise",
      "The provider keeps the present network when the program says nothing about it.",
    ),
    when: { kind: "remove" },
  },
  light(
    "kubernetesNetworkConfig",
    "unclassified",
    "No source says what this part of the network configuration does.",
  ),
  {
    path: "remoteNetworkConfig",
    provider: "replace",
    inPlace: "metadata",
    nodes: "none",
    platform: "EKS itself changes the networks of hybrid nodes in place.",
    instead: newCluster,
    source: ["terraform-aws-cluster"],
    conflicts: [
      {
        source: "eksctl-remote-network",
        says: "UpdateClusterConfig takes other remote networks on a running cluster.",
        resolution: "What the provider plans counts here; the schema of a newer provider may plan an update.",
      },
    ],
  },

  refusedVersion("back", "EKS does not take a control plane to an older minor by this property.", {
    conflicts: [
      {
        source: "eks-version-rollback",
        says: "EKS can roll a control plane back by one minor within seven days.",
        resolution: "It is an update type of its own, which the provider does not send.",
      },
    ],
  }),
  refusedVersion("skips-minors", "EKS upgrades one minor at a time."),
  refusedVersion("patch", "EKS takes minors only (1.36), no patch versions."),
  {
    ...light(
      "version",
      "noise",
      "The provider keeps the present version when the program says nothing about it.",
      ["aws-sdk"],
    ),
    when: { kind: "remove" },
  },
  {
    path: "version",
    provider: "update",
    inPlace: "irreversible",
    nodes: "none",
    platform:
      "EKS upgrades the control plane; nodes stay on their version until their group is updated. There is no downgrade.",
    instead:
      "Check removed APIs, the upgrade insights and that the Windows AMI types exist for the new minor; upgrade a test cluster first.",
    source: ["eks-api-model", "eks-versions"],
  },
  light(
    "forceUpdateVersion",
    "metadata",
    "Holds for the next upgrade, which then passes over blocking readiness checks.",
  ),

  mode(["", "CONFIG_MAP"], ["API_AND_CONFIG_MAP"]),
  mode(["API_AND_CONFIG_MAP"], ["API"]),
  {
    ...light(
      "accessConfig",
      "noise",
      "The provider keeps the present access configuration when the program says nothing about it.",
    ),
    when: { kind: "remove" },
  },
  {
    path: "accessConfig.authenticationMode",
    provider: "update",
    inPlace: "refused",
    nodes: "none",
    code: "InvalidParameterException",
    platform:
      "EKS moves the authentication mode one step at a time and never back: CONFIG_MAP, API_AND_CONFIG_MAP, API.",
    instead: "Go step by step, each in a deployment of its own.",
    source: ["eks-api-model", "pulumi-eks-auth-mode"],
  },
  replaced(
    "accessConfig.bootstrapClusterCreatorAdminPermissions",
    "Only a new cluster is made with or without administrator rights of its creator.",
  ),
  light("accessConfig", "unclassified", "No source says what this part of the access configuration does."),

  {
    path: "encryptionConfig",
    when: { kind: "add" },
    provider: "update",
    inPlace: "irreversible",
    nodes: "none",
    platform: "EKS encrypts all Secrets with the key; it cannot be switched off again.",
    instead: "Choose the key with care, and protect it: a cluster whose key is gone cannot read its Secrets.",
    source: ["eks-api-model", "terraform-aws-cluster"],
  },
  {
    ...replaced("encryptionConfig", "Encryption cannot be switched off."),
    when: { kind: "remove" },
  },
  {
    path: "encryptionConfig",
    provider: "update",
    inPlace: "refused",
    nodes: "none",
    code: "InvalidParameterException",
    platform: "EKS does not exchange the key of an encrypted cluster.",
    instead: newCluster,
    source: ["mullion-inference", "terraform-aws-cluster"],
  },

  light(
    "vpcConfig.subnetIds",
    "metadata",
    "EKS moves its network interfaces; the new subnets must lie in the zones of the old ones.",
  ),
  light(
    "vpcConfig.securityGroupIds",
    "scheduling",
    "EKS attaches other security groups to its network interfaces; check that nodes still reach them.",
  ),
  light(
    "vpcConfig.endpointPublicAccess",
    "scheduling",
    "EKS opens or closes the public endpoint; check that your pipelines still reach the API server.",
  ),
  light(
    "vpcConfig.endpointPrivateAccess",
    "scheduling",
    "EKS opens or closes the private endpoint; nodes may use the public one from then on.",
  ),
  light(
    "vpcConfig.publicAccessCidrs",
    "scheduling",
    "EKS changes who reaches the public endpoint; check that your pipelines still do.",
  ),
  light("vpcConfig.clusterSecurityGroupId", "noise", "Chosen by EKS; what the program says is not sent."),
  light("vpcConfig.vpcId", "noise", "Follows from the subnets; what the program says is not sent."),
  light("vpcConfig", "unclassified", "No source says what this part of the VPC configuration does.", [
    "aws-sdk",
  ]),

  {
    ...light("computeConfig.nodeRoleArn", "scale", "Auto Mode makes Linux nodes with this role from now on."),
    when: { kind: "add" },
  },
  replaced(
    "computeConfig.nodeRoleArn",
    "The node role of Auto Mode can be neither exchanged nor taken away.",
  ),
  light(
    "computeConfig",
    "scale",
    "Auto Mode starts or stops to make Linux nodes by itself; Windows nodes are not its business.",
  ),
  light("storageConfig", "metadata", "EKS changes the block storage of Auto Mode in place."),
  light("controlPlaneScalingConfig", "metadata", "EKS changes the size of the control plane in place."),
  light("defaultAddonsToRemoves", "scheduling", "The provider removes default add-ons from the cluster.", [
    "aws-sdk",
  ]),
  light("deletionProtection", "metadata", "EKS refuses to delete the cluster while it is on."),
  light("enabledClusterLogTypes", "metadata", "EKS sends other control plane logs to CloudWatch."),
  light("tags", "metadata", "AWS writes the tags."),
  light(
    "upgradePolicy",
    "metadata",
    "Says what happens when standard support ends: extended support at a price, or an automatic upgrade.",
  ),
  light(
    "zonalShiftConfig",
    "metadata",
    "EKS may move traffic away from a zone in trouble, or stops doing so.",
  ),
  ...["kubeApiServerConfig", "kubeControllerManagerConfig", "kubeSchedulerConfig"].map((path) =>
    light(path, "unclassified", `No source says what a changed ${path} does to a running cluster.`, [
      "aws-sdk",
    ]),
  ),
];

/**
 * What a changed property of an EKS cluster means. The plan is that of the Terraform schema which @pulumi/aws bridges
 * (`ForceNew`); what EKS does comes from its API model and user guide.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/cluster.go
 */
export const eksClusterRows: readonly ImpactRow[] = drafts.map((row) => ({ ...row, type: "eks:Cluster" }));

function refusedVersion(
  version: "back" | "skips-minors" | "patch",
  platform: string,
  more: Pick<ImpactRow, "conflicts"> = {},
): Draft {
  return {
    path: "version",
    when: { version },
    provider: "update",
    inPlace: "refused",
    nodes: "none",
    code: "InvalidParameterException",
    platform,
    instead: "Go to the next minor, with the node groups in between.",
    source: ["eks-api-model", "eks-version-steps"],
    ...more,
  };
}

function mode(from: readonly string[], to: readonly string[]): Draft {
  return {
    path: "accessConfig.authenticationMode",
    when: { from, to },
    provider: "update",
    inPlace: "irreversible",
    nodes: "none",
    platform: "EKS moves the authentication mode one step further; there is no way back.",
    instead: "Make access entries for everything in aws-auth first.",
    source: ["eks-api-model", "pulumi-eks-auth-mode"],
  };
}
