import type { CloudObject } from "../../scenarios/observe";
import type { Scope } from "./happened";
import type { Goal, Wanted } from "./stage";

type Inputs = Wanted["inputs"];

/** The label by which workloads find the nodes of a group whatever its name is. */
export const groupLabel = "shop.example/group";

/** Zones and subnets of the network. */
export const subnetIds: readonly string[] = ["${subnet-a.id}", "${subnet-b.id}"];

/**
 * A network, roles, a launch template and a cluster with Windows IPAM.
 *
 * @param version - Kubernetes minor of the cluster
 * @param instanceType - what the launch template says; another one makes another version of the template
 */
export function eksGoal(version = "1.35", instanceType = "m6i.large"): Goal {
  return {
    vpc: { type: "aws:ec2/vpc:Vpc", inputs: { cidrBlock: "10.1.0.0/16" } },
    "subnet-a": subnet("a", "10.1.0.0/20"),
    "subnet-b": subnet("b", "10.1.16.0/20"),
    "subnet-c": subnet("c", "10.1.32.0/20"),
    ...role("cluster-role", "eks", ["AmazonEKSClusterPolicy", "AmazonEKSVPCResourceController"]),
    ...role("linux-role", "ec2", nodePolicies),
    ...role("windows-role", "ec2", nodePolicies),
    ...role("other-role", "ec2", nodePolicies),
    template: {
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      inputs: { name: "shop", instanceType },
    },
    cluster: {
      type: "aws:eks/cluster:Cluster",
      inputs: {
        name: "shop",
        roleArn: "${cluster-role.arn}",
        version,
        vpcConfig: { subnetIds },
        accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" },
        bootstrapSelfManagedAddons: false,
      },
      dependsOn: ["cluster-role-0", "cluster-role-1"],
    },
    cni: {
      type: "aws:eks/addon:Addon",
      inputs: {
        clusterName: "${cluster.name}",
        addonName: "vpc-cni",
        configurationValues: '{"enableWindowsIpam":"true"}',
      },
    },
  };
}

const nodePolicies = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"];

function subnet(zone: string, cidrBlock: string): Wanted {
  const inputs = { vpcId: "${vpc.id}", cidrBlock, availabilityZone: `eu-west-1${zone}` };
  return { type: "aws:ec2/subnet:Subnet", inputs };
}

function role(name: string, service: string, policies: readonly string[]): Goal {
  const assumeRolePolicy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: `${service}.amazonaws.com` } },
    ],
  });
  const attached = policies.map((policy, index): readonly [string, Wanted] => [
    `${name}-${String(index)}`,
    {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      inputs: { role: `\${${name}.name}`, policyArn: `arn:aws:iam::aws:policy/${policy}` },
    },
  ]);
  return {
    [name]: { type: "aws:iam/role:Role", inputs: { name, assumeRolePolicy } },
    ...Object.fromEntries(attached),
  };
}

/** A managed node group at the cluster's minor. */
export function eksGroup(name: string, os: "Linux" | "Windows", changes: Inputs = {}): Wanted {
  const role = os === "Windows" ? "windows-role" : "linux-role";
  return {
    type: "aws:eks/nodeGroup:NodeGroup",
    inputs: {
      clusterName: "${cluster.name}",
      nodeGroupName: name,
      nodeRoleArn: `\${${role}.arn}`,
      subnetIds,
      amiType: os === "Windows" ? "WINDOWS_CORE_2022_x86_64" : "AL2023_x86_64_STANDARD",
      instanceTypes: ["m6i.large"],
      scalingConfig: { minSize: 1, maxSize: 4, desiredSize: 1 },
      labels: { [groupLabel]: name },
      ...changes,
    },
    dependsOn: [`${role}-0`, `${role}-1`, "cni"],
  };
}

/** What an edit of one group may touch; groups whose name Pulumi chose begin with it. */
export function groupScope(...names: readonly string[]): Scope {
  const fits = (group: string) => names.some((name) => group === name || group.startsWith(`${name}-`));
  return {
    pools: fits,
    objects: ({ type, body }: CloudObject) =>
      type === "aws:eks/nodeGroup:NodeGroup" && fits(String(body["nodeGroupName"])),
  };
}
