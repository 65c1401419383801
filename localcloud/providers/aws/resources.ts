import type { PropertyValue } from "../../wire/values";

/** What the real provider knows about a resource type beside its shape. */
export interface ResourceSpec {
  /** The property that is made up when it is not given, and how long it may be. */
  readonly name?: { readonly property: string; readonly maxLength: number };
  /** Paths of properties whose change needs a replacement; `[]` stands for any index. */
  readonly forceNew: readonly string[];
  /** Only taking the property away needs a replacement. */
  readonly forceNewOnRemoval?: readonly string[];
  /** Computed properties that are unknown in the preview of a change of anything but the tags. */
  readonly unknownOnUpdate?: readonly string[];
  /** Properties whose order does not matter. */
  readonly sets?: readonly string[];
  /** How the provider writes the value of a property before it compares two of them. */
  readonly written?: Readonly<
    Record<string, (value: PropertyValue | undefined) => PropertyValue | undefined>
  >;
  /** Whether the service has regions. @default true */
  readonly regional?: false;
}

/** @see https://github.com/pulumi/pulumi-aws/blob/master/provider/resources.go (autonaming: 255 characters unless said otherwise) */
const named = (property: string, maxLength = 255) => ({ property, maxLength });

/**
 * Resource types by token.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service (ForceNew of each schema)
 */
export const resourceSpecs: Readonly<Record<string, ResourceSpec>> = {
  "aws:ec2/vpc:Vpc": { forceNew: ["cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "instanceTenancy"] },
  "aws:ec2/subnet:Subnet": {
    forceNew: ["availabilityZone", "availabilityZoneId", "cidrBlock", "ipv6Native", "outpostArn", "vpcId"],
  },
  "aws:ec2/internetGateway:InternetGateway": { forceNew: [] },
  "aws:ec2/eip:Eip": {
    forceNew: [
      "address",
      "customerOwnedIpv4Pool",
      "domain",
      "ipamPoolId",
      "networkBorderGroup",
      "publicIpv4Pool",
    ],
  },
  "aws:ec2/natGateway:NatGateway": {
    forceNew: ["allocationId", "availabilityMode", "connectivityType", "privateIp", "subnetId", "vpcId"],
  },
  "aws:ec2/routeTable:RouteTable": { forceNew: ["vpcId"], sets: ["routes", "propagatingVgws"] },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { forceNew: ["gatewayId", "subnetId"] },
  "aws:ec2/securityGroup:SecurityGroup": {
    name: named("name"),
    forceNew: ["description", "name", "namePrefix", "vpcId"],
    sets: ["ingress", "egress"],
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    name: named("name", 125),
    forceNew: ["name", "namePrefix"],
    unknownOnUpdate: ["latestVersion"],
    sets: ["vpcSecurityGroupIds", "securityGroupNames", "tagSpecifications"],
  },
  "aws:iam/role:Role": {
    name: named("name", 64),
    forceNew: ["name", "namePrefix", "path"],
    sets: ["managedPolicyArns"],
    regional: false,
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { forceNew: ["policyArn", "role"], regional: false },
  "aws:iam/instanceProfile:InstanceProfile": {
    name: named("name", 128),
    forceNew: ["name", "namePrefix", "path"],
    regional: false,
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    forceNew: ["url"],
    sets: ["clientIdLists"],
    // IAM answers the address without its scheme.
    written: { url: (url) => (typeof url === "string" ? url.replace(/^https:\/\//, "") : url) },
    regional: false,
  },
  "aws:kms/key:Key": {
    forceNew: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
  },
  "aws:autoscaling/group:Group": {
    name: named("name"),
    forceNew: ["initialLifecycleHooks", "name", "namePrefix"],
    sets: ["vpcZoneIdentifiers", "availabilityZones", "tags", "terminationPolicies", "enabledMetrics"],
  },
  "aws:autoscaling/tag:Tag": { forceNew: ["autoscalingGroupName", "tag.key"] },
  "aws:eks/cluster:Cluster": {
    name: named("name", 100),
    forceNew: [
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
      "bootstrapSelfManagedAddons",
      "encryptionConfig.provider.keyArn",
      "kubernetesNetworkConfig.ipFamily",
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      "name",
      "outpostConfig",
      "roleArn",
    ],
    forceNewOnRemoval: ["encryptionConfig"],
    sets: [
      "enabledClusterLogTypes",
      "vpcConfig.subnetIds",
      "vpcConfig.securityGroupIds",
      "vpcConfig.publicAccessCidrs",
      "encryptionConfig.resources",
    ],
  },
  "aws:eks/nodeGroup:NodeGroup": {
    name: named("nodeGroupName"),
    forceNew: [
      "amiType",
      "capacityType",
      "clusterName",
      "diskSize",
      "instanceTypes",
      "launchTemplate.id",
      "launchTemplate.name",
      "nodeGroupName",
      "nodeGroupNamePrefix",
      "nodeRoleArn",
      "remoteAccess",
      "remoteAccess.ec2SshKey",
      "remoteAccess.sourceSecurityGroupIds",
      "subnetIds",
    ],
    sets: ["subnetIds", "taints", "remoteAccess.sourceSecurityGroupIds"],
  },
  "aws:eks/addon:Addon": { forceNew: ["addonName", "clusterName", "namespaceConfig.namespace"] },
  "aws:eks/accessEntry:AccessEntry": {
    forceNew: ["clusterName", "principalArn", "type"],
    sets: ["kubernetesGroups"],
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    forceNew: [
      "accessScope",
      "accessScope.type",
      "accessScope.namespaces",
      "clusterName",
      "policyArn",
      "principalArn",
    ],
    sets: ["accessScope.namespaces"],
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    forceNew: ["clusterName", "namespace", "serviceAccount"],
  },
};
