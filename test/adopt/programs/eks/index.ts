import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** What a test wants otherwise: inputs of the cluster, node groups beside the Linux one, add-ons. */
interface Shape {
  readonly cluster?: Partial<aws.eks.ClusterArgs>;
  readonly groups?: readonly (Record<string, unknown> & { readonly os: "linux" | "windows" })[];
  readonly addOns?: readonly string[];
}

const { cluster = {}, groups = [], addOns = [] } = new pulumi.Config().requireObject<Shape>("shape");

const vpc = new aws.ec2.Vpc("vpc", {
  cidrBlock: "10.10.0.0/16",
  enableDnsHostnames: true,
  enableDnsSupport: true,
});
const gateway = new aws.ec2.InternetGateway("gateway", { vpcId: vpc.id });
const routes = new aws.ec2.RouteTable("routes", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
});
const subnets = ["a", "b"].map((zone, index) => {
  const cidrBlock = `10.10.${String(index * 16)}.0/20`;
  const place = { availabilityZone: `eu-west-1${zone}`, mapPublicIpOnLaunch: true };
  const subnet = new aws.ec2.Subnet(zone, { vpcId: vpc.id, cidrBlock, ...place });
  const association = new aws.ec2.RouteTableAssociation(zone, {
    subnetId: subnet.id,
    routeTableId: routes.id,
  });
  return { id: subnet.id, association };
});
const subnetIds = subnets.map(({ id }) => id);
const nodePolicies = [
  "AmazonEKSWorkerNodePolicy",
  "AmazonEC2ContainerRegistryPullOnly",
  "AmazonEKS_CNI_Policy",
];
const control = role("cluster", "eks", ["AmazonEKSClusterPolicy", "AmazonEKSVPCResourceController"]);
const roles = { linux: role("linux", "ec2", nodePolicies), windows: role("windows", "ec2", nodePolicies) };

const managed = new aws.eks.Cluster(
  "cluster",
  {
    name: "Old_Cluster",
    roleArn: control.arn,
    version: "1.36",
    vpcConfig: { subnetIds },
    accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" },
    tags: { owner: "legacy" },
    ...cluster,
  },
  { dependsOn: [...control.policies, ...subnets.map(({ association }) => association)] },
);
const network = ["vpc-cni", "kube-proxy"].map(
  (addonName) =>
    new aws.eks.Addon(addonName, {
      clusterName: managed.name,
      addonName,
      ...(addonName === "vpc-cni"
        ? { configurationValues: JSON.stringify({ enableWindowsIpam: "true" }) }
        : {}),
    }),
);
const workers = nodeGroup("workers", { os: "linux" }, network);
for (const addonName of ["coredns", ...addOns])
  new aws.eks.Addon(addonName, { clusterName: managed.name, addonName }, { dependsOn: [workers] });
for (const [index, group] of groups.entries()) nodeGroup(`group${String(index)}`, group, [workers]);

function nodeGroup(
  nodeGroupName: string,
  { os, ...rest }: NonNullable<Shape["groups"]>[number],
  dependsOn: readonly pulumi.Resource[],
): aws.eks.NodeGroup {
  return new aws.eks.NodeGroup(
    nodeGroupName,
    {
      clusterName: managed.name,
      nodeGroupName,
      nodeRoleArn: roles[os].arn,
      subnetIds,
      instanceTypes: ["m6i.large"],
      scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 1 },
      ...rest,
    },
    { dependsOn: [...dependsOn, ...roles[os].policies] },
  );
}

function role(name: string, service: string, policies: readonly string[]) {
  const Principal = { Service: `${service}.amazonaws.com` };
  const assumeRolePolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }],
  });
  const made = new aws.iam.Role(name, { name: `old-${name}`, assumeRolePolicy });
  const attached = policies.map(
    (policy) =>
      new aws.iam.RolePolicyAttachment(`${name}-${policy}`, {
        role: made.name,
        policyArn: `arn:aws:iam::aws:policy/${policy}`,
      }),
  );
  return { arn: made.arn, policies: attached };
}
