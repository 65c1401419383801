import { Provider } from "@pulumi/aws/provider";
import type { Region } from "@pulumi/aws/types/enums";
import * as pulumi from "@pulumi/pulumi";
import { windowsReleases } from "../../catalogue/windows-releases";
import type { EksConfig } from "../../config/schema/eks";
import type { EksNodePool, EksWindowsPool } from "../../config/schema/eks/pools";
import { kubeletDefaults } from "../../config/schema/eks/self-managed";
import { eksClusterName, poolName, systemPoolName } from "../names";
import type { OsName } from "../os";
import type { BlockStorage, Platform, PlatformPool } from "../platform";
import type { Room } from "../room";
import { Access } from "./access";
import { AddOn } from "./add-on";
import type { AddOnName } from "./add-on-settings";
import { addOnSettings } from "./add-on-settings";
import { Cluster } from "./cluster";
import { Network } from "./network";
import { NodePool } from "./node-pool";
import { nodePolicies } from "./node-role";
import type { PoolSpec } from "./pool-args";
import { poolSpec, systemPoolSpec } from "./pool-args";
import { Role } from "./role";
import { eksWindowsRoom } from "./room";
import { SelfManagedPool } from "./self-managed-pool";
import { machineImage } from "./self-managed-pool-args";
import { serviceTrust } from "./trust";

/** What all parts of the platform share. */
interface Ground {
  readonly config: EksConfig;
  /** Parent and provider of all parts. */
  readonly options: pulumi.ComponentResourceOptions;
}

/** Roles of nodes; where all pools of a system are adopted it needs none. */
type NodeRoles = Readonly<Partial<Record<OsName, Role>>>;

/** What node groups join. */
interface NodeGround extends Ground {
  readonly network: Network;
  readonly cluster: Cluster;
  readonly roles: NodeRoles;
  /** Add-ons without which no node gets Ready. */
  readonly nodeAddOns: readonly AddOn[];
}

/** Rights of the cluster. Without the second, Windows pods never get an address, and EKS does not check it. */
const clusterPolicies = ["AmazonEKSClusterPolicy", "AmazonEKSVPCResourceController"];

/** Everything in AWS that a hybrid cluster needs: network, roles, cluster, add-ons, node groups and access. */
export class EksPlatform extends pulumi.ComponentResource implements Platform {
  readonly clusterName: Platform["clusterName"];
  readonly kubernetesVersion: Platform["kubernetesVersion"];
  readonly kubeconfig: Platform["kubeconfig"];
  readonly provider: Platform["provider"];
  readonly pools: readonly PlatformPool[];
  readonly windowsRoom?: Room;
  readonly blockStorage: BlockStorage = {
    provisioner: "ebs.csi.aws.com",
    parameters: { type: "gp3", encrypted: "true" },
  };

  constructor(name: string, config: EksConfig, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:eks:Platform", name, {}, opts);
    const ground = this.createGround(name, config);
    const network = new Network(
      `${name}-network`,
      { ...config, clusterName: eksClusterName(config) },
      ground.options,
    );
    const cluster = createCluster(name, ground, network);
    const roles = createNodeRoles(name, ground);
    const nodeAddOns = createAddOns(name, ground, cluster, ["vpc-cni", "kube-proxy"], []);
    const nodeGround = { ...ground, network, cluster, roles, nodeAddOns };
    const system = createPool(name, nodeGround, systemPoolName, systemPoolSpec(config.systemPool));
    createAddOns(name, ground, cluster, clusterAddOns(config), [system.nodeGroup]);
    this.pools = config.nodePools.map((pool) => createNodePool(name, nodeGround, pool));
    const room = eksWindowsRoom(config);
    if (room !== undefined) this.windowsRoom = room;
    new Access(`${name}-access`, { ...config, clusterName: cluster.clusterName }, ground.options);
    this.clusterName = cluster.clusterName;
    this.kubernetesVersion = cluster.kubernetesVersion;
    this.kubeconfig = cluster.kubeconfig;
    this.provider = cluster.provider;
    this.registerOutputs({ clusterName: this.clusterName });
  }

  private createGround(name: string, config: EksConfig): Ground {
    // An import runs before the program, so what it takes over is the default provider's: aws:region says its region.
    if (config.adopted !== undefined) return { config, options: { parent: this } };
    // A provider of its own, so that the region stands in one place and never comes from somebody's environment.
    const region = config.region as Region; // checked by its pattern: AWS opens regions before the SDK lists them
    const provider = new Provider(`${name}-aws`, { region }, { parent: this });
    return { config, options: { parent: this, providers: [provider] } };
  }
}

function createCluster(name: string, { config, options }: Ground, network: Network): Cluster {
  const role = clusterRole(name, { config, options });
  return new Cluster(
    `${name}-cluster`,
    {
      config,
      roleArn: role.arn,
      subnetIds: network.controlPlaneSubnetIds,
      protect: config.environment !== "dev",
      // Without its rights EKS cannot clean up behind a cluster that is deleted.
      dependsOn: [...role.attachments, ...network.ready],
    },
    options,
  );
}

/** The role of the control plane; an adopted cluster has its own. */
function clusterRole(name: string, { config, options }: Ground): Pick<Role, "arn" | "attachments"> {
  if (config.adopted !== undefined) return { arn: pulumi.output(config.adopted.roleArn), attachments: [] };
  return new Role(
    `${name}-cluster`,
    { ...config, trust: serviceTrust("eks.amazonaws.com"), policies: clusterPolicies },
    options,
  );
}

/** A role for each operating system: a role has one access entry, and that says which system its nodes have. */
function createNodeRoles(name: string, { config, options }: Ground): NodeRoles {
  const args = { ...config, trust: serviceTrust("ec2.amazonaws.com"), policies: nodePolicies };
  const { adopted, systemPool, nodePools } = config;
  const isNeeded = (os: OsName) =>
    adopted === undefined ||
    (os === "Linux" && systemPool.adopted === undefined) ||
    nodePools.some((pool) => pool.os === os && pool.adopted === undefined);
  return {
    ...(isNeeded("Linux") ? { Linux: new Role(`${name}-linux`, args, options) } : {}),
    ...(isNeeded("Windows") ? { Windows: new Role(`${name}-windows`, args, options) } : {}),
  };
}

/** The add-ons that EKS takes for installed only once their pods run. */
function clusterAddOns({ monitoring }: EksConfig): AddOnName[] {
  const always: AddOnName[] = ["coredns", "aws-ebs-csi-driver"];
  return monitoring.containerInsights ? [...always, "amazon-cloudwatch-observability"] : always;
}

function createAddOns(
  name: string,
  { config, options }: Ground,
  cluster: Cluster,
  addOns: readonly AddOnName[],
  dependsOn: readonly pulumi.Resource[],
): AddOn[] {
  const isSelfManaged = (addOn: AddOnName) =>
    config.adopted?.addOns.some(({ name, selfManaged }) => selfManaged && name === addOn) === true;
  return addOns
    .filter((addOn) => !isSelfManaged(addOn))
    .map(
      (addOn) =>
        new AddOn(
          `${name}-${addOnSettings[addOn].shortName}`,
          { addOn, config, cluster, dependsOn },
          options,
        ),
    );
}

function createPool(name: string, ground: NodeGround, physicalName: string, pool: PoolSpec): NodePool {
  const { config, options, network, cluster, roles, nodeAddOns } = ground;
  const { arn, attachments } = nodeRole(roles, pool);
  return new NodePool(
    `${name}-pool-${physicalName}`,
    {
      pool,
      clusterName: cluster.clusterName,
      kubernetesVersion: config.cluster.kubernetesVersion,
      subnetIds: network.nodeSubnetIds,
      nodeRoleArn: arn,
      tags: config.tags,
      windowsPrefixDelegation: config.network.windowsPrefixDelegation,
      dependsOn: [...attachments, ...nodeAddOns.map(({ resource }) => resource)],
    },
    options,
  );
}

function nodeRole(
  roles: NodeRoles,
  { os, adopted }: PoolSpec,
): { readonly arn: pulumi.Input<string>; readonly attachments: readonly pulumi.Resource[] } {
  if (adopted !== undefined) return { arn: adopted.nodeRoleArn, attachments: [] };
  const role = roles[os];
  if (role === undefined) throw new Error(`there is no role for ${os} nodes`);
  return role;
}

/** A pool of the configuration, of the kind that it asks for. */
function createNodePool(name: string, ground: NodeGround, pool: EksNodePool): PlatformPool {
  if (pool.os === "Windows" && !pool.managed) {
    const { group } = createSelfManagedPool(name, ground, pool);
    return describePool(pool, group.name, group);
  }
  const { nodeGroup } = createPool(name, ground, poolName(pool), poolSpec(pool));
  return describePool(pool, nodeGroup.nodeGroupName, nodeGroup);
}

function createSelfManagedPool(name: string, ground: NodeGround, pool: EksWindowsPool): SelfManagedPool {
  const { config, options, network, cluster, nodeAddOns } = ground;
  return new SelfManagedPool(
    `${name}-pool-${poolName(pool)}`,
    {
      pool: poolSpec(pool),
      image: machineImage(pool, config.cluster.kubernetesVersion),
      kubelet: pool.kubelet ?? kubeletDefaults,
      config,
      cluster,
      subnetIds: network.nodeSubnetIds,
      dependsOn: nodeAddOns.map(({ resource }) => resource),
    },
    options,
  );
}

function describePool(
  pool: EksNodePool,
  physicalName: pulumi.Output<string>,
  ready: pulumi.Resource,
): PlatformPool {
  const common = { name: pool.name, physicalName, os: pool.os, ready };
  switch (pool.os) {
    case "Linux":
      return common;
    case "Windows":
      return { ...common, release: pool.release, hostBuild: windowsReleases[pool.release].build };
  }
}
