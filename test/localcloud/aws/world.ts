import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { Cloud, Described } from "../../../localcloud/aws";
import { AwsError, createResource, deleteResource, openAws, updateResource } from "../../../localcloud/aws";
import { controlPlaneId } from "../../../localcloud/aws/eks/tokens";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { textAt } from "../../../localcloud/clouds/json";
import { MemoryClusters } from "../memory-clusters";

export const region = "eu-west-1";

/** The control plane behind the test cluster. */
export const shop = controlPlaneId(region, "shop");

/** Short names of types for tests. */
export const types = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  eip: "aws:ec2/eip:Eip",
  natGateway: "aws:ec2/natGateway:NatGateway",
  launchTemplate: "aws:ec2/launchTemplate:LaunchTemplate",
  role: "aws:iam/role:Role",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  cluster: "aws:eks/cluster:Cluster",
  nodeGroup: "aws:eks/nodeGroup:NodeGroup",
  addon: "aws:eks/addon:Addon",
  entry: "aws:eks/accessEntry:AccessEntry",
  association: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
  tag: "aws:autoscaling/tag:Tag",
  profile: "aws:iam/instanceProfile:InstanceProfile",
  group: "aws:autoscaling/group:Group",
} as const;

/** An AWS of its own in a temporary folder, with clusters in memory. */
export class World {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-aws-"));
  readonly clusters = new MemoryClusters();
  now = new Date("2026-11-23T08:00:00Z");
  readonly file = path.join(this.folder, "aws.db");
  readonly faultPlan = path.join(this.folder, "faults.json");
  readonly cloud: Cloud = openAws(this.file, this.clusters, {
    now: () => this.now,
    timeScale: 0,
    faultPlan: this.faultPlan,
  });
  subnetIds: readonly string[] = [];
  vpcId = "";

  create(type: string, requested: JsonObject): Promise<Described> {
    return createResource(this.cloud, { type, region: regionOf(type) }, requested);
  }

  update(type: string, id: string, requested: JsonObject): Promise<Described> {
    return updateResource(this.cloud, { type, region: regionOf(type), id }, requested);
  }

  delete(type: string, id: string): Promise<void> {
    return deleteResource(this.cloud, { type, region: regionOf(type), id });
  }

  async role(name: string, service: string, policies: readonly string[]): Promise<string> {
    const assumeRolePolicy = JSON.stringify({ Statement: [{ Principal: { Service: service } }] });
    const { properties } = await this.create(types.role, { name, assumeRolePolicy });
    for (const policy of policies)
      await this.create(types.attachment, { role: name, policyArn: `arn:aws:iam::aws:policy/${policy}` });
    return textAt(properties, "arn") ?? "";
  }

  async withNetwork(): Promise<this> {
    this.vpcId = (await this.create(types.vpc, { cidrBlock: "10.1.0.0/16" })).id;
    const made: string[] = [];
    for (const [index, zone] of ["a", "b"].entries()) {
      const cidrBlock = `10.1.${String(index)}.0/24`;
      const subnet = { vpcId: this.vpcId, cidrBlock, availabilityZone: `${region}${zone}` };
      made.push((await this.create(types.subnet, subnet)).id);
    }
    this.subnetIds = made;
    return this;
  }

  /** A network, roles and a cluster without nodes. */
  async withCluster(changes: JsonObject = {}): Promise<this> {
    await this.withNetwork();
    await this.role("cluster", "eks.amazonaws.com", [
      "AmazonEKSClusterPolicy",
      "AmazonEKSVPCResourceController",
    ]);
    await this.role("linux", "ec2.amazonaws.com", nodePolicies);
    await this.role("windows", "ec2.amazonaws.com", nodePolicies);
    await this.create(types.cluster, this.cluster(changes));
    return this;
  }

  cluster(changes: JsonObject = {}): JsonObject {
    return {
      name: "shop",
      roleArn: roleArn("cluster"),
      version: "1.35",
      vpcConfig: { subnetIds: this.subnetIds },
      accessConfig: { authenticationMode: "API" },
      bootstrapSelfManagedAddons: false,
      ...changes,
    };
  }

  group(nodeGroupName: string, changes: JsonObject = {}): JsonObject {
    const windows = typeof changes["amiType"] === "string" && changes["amiType"].startsWith("WINDOWS");
    return {
      clusterName: "shop",
      nodeGroupName,
      nodeRoleArn: roleArn(windows ? "windows" : "linux"),
      subnetIds: this.subnetIds,
      scalingConfig: { minSize: 1, maxSize: 5, desiredSize: 2 },
      instanceTypes: ["m5.large"],
      ...changes,
    };
  }

  /** The vpc-cni add-on with IPAM for Windows on. */
  withIpam(): Promise<Described> {
    return this.create(types.addon, {
      clusterName: "shop",
      addonName: "vpc-cni",
      configurationValues: '{"enableWindowsIpam":"true"}',
    });
  }

  /** Ranges of addresses for Windows nodes. */
  withPrefixes(): Promise<Described> {
    return this.update(types.addon, "shop:vpc-cni", {
      clusterName: "shop",
      addonName: "vpc-cni",
      configurationValues: '{"enableWindowsIpam":"true","enableWindowsPrefixDelegation":"true"}',
    });
  }

  close(): void {
    this.cloud.store.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What nodes need to join. */
export const nodePolicies = ["AmazonEKSWorkerNodePolicy", "AmazonEC2ContainerRegistryPullOnly"];

export const roleArn = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;

const regionOf = (type: string): string => (type.startsWith("aws:iam/") ? "" : region);

/** For assert.rejects: an AWS error with this code, and a message that matches. */
export function awsError(code: string, message: RegExp): (error: unknown) => boolean {
  return (error) => {
    if (!(error instanceof AwsError)) throw error;
    if (error.code === code && message.test(error.message)) return true;
    throw new Error(`expected ${code} ${String(message)}, got ${error.code}: ${error.message}`);
  };
}
