import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";
import type { AksConfig } from "../../config/schema/stack";
import type { PhysicalNames } from "../names";
import { physicalNames, poolName } from "../names";
import type { BlockStorage, Platform, PlatformPool } from "../platform";
import { Cluster } from "./cluster";
import { Network } from "./network";
import { NodePool } from "./node-pool";

/** Everything in Azure that a hybrid cluster needs: group, network, cluster and node pools. */
export class AksPlatform extends pulumi.ComponentResource implements Platform {
  readonly clusterName: Platform["clusterName"];
  readonly kubernetesVersion: Platform["kubernetesVersion"];
  readonly kubeconfig: Platform["kubeconfig"];
  readonly provider: Platform["provider"];
  readonly pools: readonly PlatformPool[];
  readonly blockStorage: BlockStorage = {
    provisioner: "disk.csi.azure.com",
    parameters: { skuName: "Premium_LRS" },
  };

  constructor(name: string, config: AksConfig, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:Platform", name, {}, opts);
    const names = physicalNames(config.name);
    const group = this.createResourceGroup(name, config, names);
    const network = this.createNetwork(name, config, names, group);
    const cluster = this.createCluster(name, config, names, group, network);
    this.pools = this.createPools(name, config, group, network, cluster);
    this.clusterName = cluster.clusterName;
    this.kubernetesVersion = cluster.kubernetesVersion;
    this.kubeconfig = cluster.kubeconfig;
    this.provider = cluster.provider;
    this.registerOutputs({ clusterName: this.clusterName });
  }

  private createResourceGroup(
    name: string,
    config: AksConfig,
    names: PhysicalNames,
  ): resources.ResourceGroup {
    return new resources.ResourceGroup(
      `${name}-group`,
      { resourceGroupName: names.resourceGroup, location: config.location, tags: { ...config.tags } },
      { parent: this, deleteBeforeReplace: true, protect: config.environment !== "dev" },
    );
  }

  private createNetwork(
    name: string,
    config: AksConfig,
    names: PhysicalNames,
    group: resources.ResourceGroup,
  ): Network {
    return new Network(
      `${name}-network`,
      {
        resourceGroupName: group.name,
        location: config.location,
        names,
        addressSpace: "10.64.0.0/16",
        nodeSubnetPrefix: "10.64.0.0/20",
        tags: config.tags,
      },
      { parent: this },
    );
  }

  private createCluster(
    name: string,
    config: AksConfig,
    names: PhysicalNames,
    group: resources.ResourceGroup,
    network: Network,
  ): Cluster {
    return new Cluster(
      `${name}-cluster`,
      {
        names,
        resourceGroupName: group.name,
        location: config.location,
        kubernetesVersion: config.cluster.kubernetesVersion,
        systemPool: config.systemPool,
        nodeSubnetId: network.nodeSubnetId,
        windowsPasswordVersion: 1,
        tags: config.tags,
        protect: config.environment !== "dev",
      },
      { parent: this },
    );
  }

  private createPools(
    name: string,
    config: AksConfig,
    group: resources.ResourceGroup,
    network: Network,
    cluster: Cluster,
  ): readonly PlatformPool[] {
    const placement = {
      resourceGroupName: group.name,
      clusterName: cluster.clusterName,
      kubernetesVersion: config.cluster.kubernetesVersion,
      nodeSubnetId: network.nodeSubnetId,
      tags: config.tags,
    };
    return config.nodePools.map((pool) => {
      const component = new NodePool(
        `${name}-pool-${poolName(pool)}`,
        { ...placement, pool },
        { parent: this },
      );
      return component.description;
    });
  }
}
