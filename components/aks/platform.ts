import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import type { AksConfig } from "../../config/schema/aks";
import type { AksNames } from "../names";
import { aksNames, poolName } from "../names";
import type { BlockStorage, Platform, PlatformPool, ShareStorage } from "../platform";
import type { Room } from "../room";
import { Cluster } from "./cluster";
import { DataCollection } from "./data-collection";
import { Identity } from "./identity";
import { Maintenance } from "./maintenance";
import { MonitoringWorkspaces } from "./monitoring-workspaces";
import { Network } from "./network";
import { NodePool } from "./node-pool";
import { aksWindowsRoom } from "./room";

/** What all parts of the platform share. */
interface Ground {
  readonly config: AksConfig;
  readonly names: AksNames;
  readonly resourceGroupName: pulumi.Output<string>;
  readonly location: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Everything in Azure that a hybrid cluster needs: group, network, identity, cluster, node pools and monitoring. */
export class AksPlatform extends pulumi.ComponentResource implements Platform {
  readonly clusterName: Platform["clusterName"];
  readonly kubernetesVersion: Platform["kubernetesVersion"];
  readonly kubeconfig: Platform["kubeconfig"];
  readonly provider: Platform["provider"];
  readonly pools: readonly PlatformPool[];
  readonly windowsRoom?: Room;
  readonly blockStorage: BlockStorage = {
    provisioner: "disk.csi.azure.com",
    parameters: { skuName: "Premium_LRS" },
    snapshots: true,
  };
  readonly shareStorage: ShareStorage = {
    provisioner: "file.csi.azure.com",
    parameters: { skuName: "Standard_LRS", protocol: "smb" },
  };
  /** Secret: the password of the Windows administrator. */
  readonly windowsAdminPassword: pulumi.Output<string>;

  constructor(name: string, config: AksConfig, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:Platform", name, {}, opts);
    const ground = this.createGround(name, config);
    const network = this.createNetwork(name, ground);
    const workspaces = this.createWorkspaces(name, ground);
    const cluster = this.createCluster(name, ground, network, workspaces);
    this.pools = this.createPools(name, ground, network, cluster);
    const room = aksWindowsRoom(config);
    if (room !== undefined) this.windowsRoom = room;
    this.createMaintenance(name, ground, cluster);
    this.createDataCollection(name, ground, workspaces, cluster);
    this.clusterName = cluster.clusterName;
    this.kubernetesVersion = cluster.kubernetesVersion;
    this.kubeconfig = cluster.kubeconfig;
    this.provider = cluster.provider;
    this.windowsAdminPassword = cluster.windowsAdminPassword;
    this.registerOutputs({ clusterName: this.clusterName });
  }

  private createGround(name: string, config: AksConfig): Ground {
    const { location, tags } = config;
    const names = aksNames(config.name, config.adopted);
    // The group of an adopted cluster stays whose it is: its place and tags are not known.
    if (config.adopted !== undefined)
      return { config, names, location, tags, resourceGroupName: pulumi.output(names.resourceGroup) };
    const group = new resources.ResourceGroup(
      `${name}-group`,
      { resourceGroupName: names.resourceGroup, location, tags: { ...tags } },
      // Azure deletes everything in a group together with it, so the group is protected like the cluster.
      { parent: this, deleteBeforeReplace: true, protect: isProtected(config) },
    );
    return { config, names, location, tags, resourceGroupName: group.name };
  }

  private createNetwork(name: string, ground: Ground): Partial<Network> {
    const { network, adopted } = ground.config;
    if (adopted?.managedNetwork === true) return {};
    return new Network(`${name}-network`, { ...ground, network }, { parent: this });
  }

  private createWorkspaces(name: string, ground: Ground): MonitoringWorkspaces | undefined {
    const { monitoring } = ground.config;
    if (!monitoring.logs && !monitoring.metrics) return undefined;
    return new MonitoringWorkspaces(`${name}-monitoring`, { ...ground, monitoring }, { parent: this });
  }

  private createCluster(
    name: string,
    ground: Ground,
    { nodeSubnetId, apiServerSubnetId }: Partial<Network>,
    workspaces: MonitoringWorkspaces | undefined,
  ): Cluster {
    const { config } = ground;
    const subnets = { nodeSubnetId, ...(apiServerSubnetId === undefined ? {} : { apiServerSubnetId }) };
    const { identityId, rights } = this.createIdentity(name, ground, subnets);
    const logWorkspaceId = workspaces?.logWorkspaceId;
    return new Cluster(
      `${name}-cluster`,
      {
        ...ground,
        ...subnets,
        identityId,
        ...(logWorkspaceId === undefined ? {} : { logWorkspaceId }),
        protect: isProtected(config),
        dependsOn: rights,
      },
      { parent: this },
    );
  }

  /** The control plane's identity with its rights; that of an adopted cluster has its own. */
  private createIdentity(
    name: string,
    ground: Ground,
    subnets: Pick<Partial<Network>, "nodeSubnetId" | "apiServerSubnetId">,
  ): { readonly identityId?: pulumi.Input<string> | undefined; readonly rights: readonly pulumi.Resource[] } {
    const { config } = ground;
    if (config.adopted !== undefined) return { identityId: config.adopted.identityId, rights: [] };
    const keyVaultId = config.encryption?.vaultId;
    const { kubeletIdentityId } = config.identity;
    return new Identity(
      `${name}-identity`,
      {
        ...ground,
        ...subnets,
        ...(kubeletIdentityId === undefined ? {} : { kubeletIdentityId }),
        ...(keyVaultId === undefined ? {} : { keyVaultId }),
      },
      { parent: this },
    );
  }

  private createPools(
    name: string,
    ground: Ground,
    { nodeSubnetId }: Partial<Network>,
    cluster: Cluster,
  ): PlatformPool[] {
    const { config } = ground;
    return config.nodePools.map((pool) => {
      const component = new NodePool(
        `${name}-pool-${poolName(pool)}`,
        {
          pool,
          resourceGroupName: ground.resourceGroupName,
          clusterName: cluster.clusterName,
          kubernetesVersion: config.cluster.kubernetesVersion,
          network: config.network,
          nodeSubnetId,
          tags: ground.tags,
        },
        { parent: this },
      );
      return component.description;
    });
  }

  private createMaintenance(
    name: string,
    { resourceGroupName, config }: Ground,
    { clusterName }: Cluster,
  ): void {
    const { maintenance } = config;
    if (Object.keys(maintenance).length === 0) return;
    new Maintenance(`${name}-maintenance`, { resourceGroupName, clusterName, maintenance }, { parent: this });
  }

  private createDataCollection(
    name: string,
    ground: Ground,
    workspaces: MonitoringWorkspaces | undefined,
    { clusterId, clusterName }: Cluster,
  ): void {
    if (workspaces === undefined) return;
    const { alerts } = ground.config.inCluster;
    const args = { ...ground, workspaces, clusterId, clusterName, alerts };
    new DataCollection(`${name}-collection`, args, { parent: this });
  }
}

function isProtected({ environment }: AksConfig): boolean {
  return environment !== "dev";
}
