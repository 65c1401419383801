import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { EksNetwork } from "../../config/schema/eks/network";
import { eksNetworkDefaults } from "../../config/schema/eks/network";
import type { ZonePlan } from "./subnet-plan";
import { subnetPlan } from "./subnet-plan";

/** Arguments of {@link Network}. */
export interface NetworkArgs {
  /** First part of the names that people see in the console. */
  readonly clusterName: string;
  readonly region: string;
  readonly network: EksNetwork;
  readonly tags: Readonly<Record<string, string>>;
}

/** Where nodes send what leaves the VPC. */
interface WayOut {
  readonly letter: string;
  readonly natGatewayId: pulumi.Output<string>;
}

/**
 * Tags by which load balancer controllers find subnets.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html
 */
const loadBalancerTags = {
  nodes: { "kubernetes.io/role/internal-elb": "1" },
  edge: { "kubernetes.io/role/elb": "1" },
} as const;

/** The network that control plane and nodes live in: a new VPC with subnets in each zone, or subnets that exist. */
export class Network extends pulumi.ComponentResource {
  /** Subnets of nodes and pods. */
  readonly nodeSubnetIds: readonly pulumi.Output<string>[];
  /** Subnets that EKS puts the interfaces of the control plane into. */
  readonly controlPlaneSubnetIds: readonly pulumi.Output<string>[];
  /** What must exist before a node can reach the control plane and its images: the ways out of each subnet. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:eks:Network", name, {}, opts);
    const existing = args.network.existingSubnetIds;
    if (existing === undefined) {
      const { subnetIds, ready } = this.createVpc(name, args);
      this.nodeSubnetIds = subnetIds;
      this.controlPlaneSubnetIds = subnetIds;
      this.ready = ready;
    } else {
      this.nodeSubnetIds = existing.nodes.map((id) => pulumi.output(id));
      this.controlPlaneSubnetIds = (existing.controlPlane ?? existing.nodes).map((id) => pulumi.output(id));
      this.ready = [];
    }
    this.registerOutputs({ nodeSubnetIds: this.nodeSubnetIds });
  }

  private createVpc(name: string, args: NetworkArgs) {
    const { clusterName, network, region, tags } = args;
    const vpcCidr = network.vpcCidr ?? eksNetworkDefaults.vpcCidr;
    const plan = subnetPlan(vpcCidr, region, network.zones);
    const vpc = new ec2.Vpc(
      `${name}-vpc`,
      {
        cidrBlock: vpcCidr,
        // Without both, nodes do not register: they are named after their DNS names.
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { ...tags, Name: clusterName },
      },
      { parent: this },
    );
    const edges = this.createEdge(name, args, plan, vpc);
    const waysOut = this.createWaysOut(name, args, edges);
    const nodes = plan.map((zone) => this.createNodeSubnet(name, args, zone, vpc, waysOut));
    return {
      subnetIds: nodes.map(({ subnet }) => subnet.id),
      ready: nodes.map(({ association }) => association),
    };
  }

  /** The subnets that face the internet, with the gateway and the route to it. */
  private createEdge(
    name: string,
    { clusterName, tags }: NetworkArgs,
    plan: readonly ZonePlan[],
    vpc: ec2.Vpc,
  ) {
    const options = { parent: this };
    const gateway = new ec2.InternetGateway(
      `${name}-internet`,
      { vpcId: vpc.id, tags: { ...tags, Name: clusterName } },
      options,
    );
    const table = new ec2.RouteTable(
      `${name}-edge`,
      {
        vpcId: vpc.id,
        routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
        tags: { ...tags, Name: `${clusterName}-edge` },
      },
      options,
    );
    return plan.map(({ zone, letter, edge }) => {
      const subnet = this.createSubnet(`${name}-edge-${letter}`, vpc, zone, edge, {
        ...tags,
        ...loadBalancerTags.edge,
        Name: `${clusterName}-edge-${letter}`,
      });
      const route = new ec2.RouteTableAssociation(
        `${name}-edge-${letter}`,
        { subnetId: subnet.id, routeTableId: table.id },
        options,
      );
      return { letter, subnet, route };
    });
  }

  /** NAT gateways: one in the first zone for all, or one in each. */
  private createWaysOut(
    name: string,
    { clusterName, network, tags }: NetworkArgs,
    edges: readonly {
      readonly letter: string;
      readonly subnet: ec2.Subnet;
      readonly route: pulumi.Resource;
    }[],
  ): WayOut[] {
    const zones = network.natGateways === "single" ? edges.slice(0, 1) : edges;
    return zones.map(({ letter, subnet, route }) => {
      const label = { ...tags, Name: `${clusterName}-nat-${letter}` };
      const address = new ec2.Eip(`${name}-nat-${letter}`, { domain: "vpc", tags: label }, { parent: this });
      const gateway = new ec2.NatGateway(
        `${name}-nat-${letter}`,
        { allocationId: address.id, subnetId: subnet.id, tags: label },
        { parent: this, dependsOn: [route] },
      );
      return { letter, natGatewayId: gateway.id };
    });
  }

  private createNodeSubnet(
    name: string,
    { clusterName, tags }: NetworkArgs,
    { zone, letter, nodes }: ZonePlan,
    vpc: ec2.Vpc,
    waysOut: readonly WayOut[],
  ) {
    const label = { ...tags, Name: `${clusterName}-nodes-${letter}` };
    const subnet = this.createSubnet(`${name}-nodes-${letter}`, vpc, zone, nodes, {
      ...label,
      ...loadBalancerTags.nodes,
    });
    const way = waysOut.find((other) => other.letter === letter) ?? waysOut[0];
    if (way === undefined) throw new Error(`there is no NAT gateway for the nodes in ${zone}`);
    const table = new ec2.RouteTable(
      `${name}-nodes-${letter}`,
      {
        vpcId: vpc.id,
        routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: way.natGatewayId }],
        tags: label,
      },
      { parent: this },
    );
    const association = new ec2.RouteTableAssociation(
      `${name}-nodes-${letter}`,
      { subnetId: subnet.id, routeTableId: table.id },
      { parent: this },
    );
    return { subnet, association };
  }

  private createSubnet(
    name: string,
    vpc: ec2.Vpc,
    availabilityZone: string,
    cidrBlock: string,
    tags: Record<string, string>,
  ): ec2.Subnet {
    return new ec2.Subnet(name, { vpcId: vpc.id, availabilityZone, cidrBlock, tags }, { parent: this });
  }
}
