import * as pulumi from "@pulumi/pulumi";
import { windowsReleases } from "../../catalogue/windows-releases";
import type { ExistingConfig } from "../../config/schema/existing";
import type { ExistingNodePool } from "../../config/schema/existing/pools";
import { Calico } from "../cluster/network/calico";
import { SmbDriver } from "../cluster/storage/smb-driver";
import type { BlockStorage, Platform, PlatformPool, ShareStorage } from "../platform";
import type { ClusterArgs } from "./cluster";
import { Cluster } from "./cluster";

/** What a cluster that exists already needs before teams can share it: a network and drivers, where asked for. */
export class ExistingPlatform extends pulumi.ComponentResource implements Platform {
  readonly clusterName: Platform["clusterName"];
  readonly kubernetesVersion: Platform["kubernetesVersion"];
  readonly kubeconfig: Platform["kubeconfig"];
  readonly provider: Platform["provider"];
  readonly pools: readonly PlatformPool[];
  readonly blockStorage?: BlockStorage;
  readonly shareStorage?: ShareStorage;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:existing:Platform", name, {}, opts);
    const { config } = args;
    const cluster = new Cluster(`${name}-cluster`, args, { parent: this });
    this.clusterName = cluster.clusterName;
    this.kubernetesVersion = cluster.kubernetesVersion;
    this.kubeconfig = cluster.kubeconfig;
    this.provider = cluster.provider;
    const ready = this.createNetwork(name, config);
    this.createSmbDriver(name, config, ready);
    this.pools = config.nodePools.map((pool) => describePool(pool, ready));
    const { block, smb } = config.storage;
    if (block !== undefined) this.blockStorage = block;
    if (smb !== undefined) this.shareStorage = smbStorage(smb);
    this.registerOutputs({ clusterName: this.clusterName });
  }

  /** The resource after which pods get addresses. */
  private createNetwork(name: string, { network }: ExistingConfig): pulumi.Resource {
    const { installCalico, mode, serviceCidr } = network;
    if (installCalico === undefined) return this.provider;
    const args = { ...installCalico, serviceCidr, bgp: mode === "bgp" };
    return new Calico(`${name}-calico`, args, { parent: this, providers: [this.provider] }).ready;
  }

  private createSmbDriver(name: string, { storage }: ExistingConfig, ready: pulumi.Resource): void {
    if (storage.smb?.install !== true) return;
    new SmbDriver(`${name}-smb`, { dependsOn: [ready] }, { parent: this, providers: [this.provider] });
  }
}

function smbStorage({ source, secret }: NonNullable<ExistingConfig["storage"]["smb"]>): ShareStorage {
  return {
    provisioner: "smb.csi.k8s.io",
    parameters: {
      source,
      "csi.storage.k8s.io/provisioner-secret-name": secret.name,
      "csi.storage.k8s.io/provisioner-secret-namespace": secret.namespace,
      "csi.storage.k8s.io/node-stage-secret-name": secret.name,
      "csi.storage.k8s.io/node-stage-secret-namespace": secret.namespace,
    },
  };
}

function describePool(pool: ExistingNodePool, ready: pulumi.Resource): PlatformPool {
  const common = { name: pool.name, physicalName: pool.name, os: pool.os, ready };
  switch (pool.os) {
    case "Linux":
      return common;
    case "Windows":
      return { ...common, release: pool.release, hostBuild: windowsReleases[pool.release].build };
  }
}
