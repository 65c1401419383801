import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as kms from "@pulumi/aws/kms";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { EksConfig } from "../../config/schema/eks";
import { clusterChangeOptions } from "./change-options";
import type { ClusterConfig, ClusterSpec } from "./cluster-args";
import { clusterArgs } from "./cluster-args";
import { kubeconfigOf } from "./kubeconfig";

/** Arguments of {@link Cluster}. */
export interface ClusterArgs extends Omit<ClusterSpec, "secretsKeyArn" | "config"> {
  readonly config: ClusterConfig & Pick<EksConfig, "region" | "encryption">;
  /** Whether the engine refuses to delete or replace the cluster. */
  readonly protect: boolean;
  /** What must exist before the cluster and outlive it: the rights of its role, the routes of its subnets. */
  readonly dependsOn: readonly pulumi.Resource[];
}

/** An EKS cluster without nodes, the provider of identities for its pods, and a way into it. */
export class Cluster extends pulumi.ComponentResource {
  readonly clusterName: pulumi.Output<string>;
  readonly kubernetesVersion: pulumi.Output<string>;
  /** Address of the API server, with `https://`. */
  readonly endpoint: pulumi.Output<string>;
  /** Certificate authority as base64. */
  readonly certificateAuthority: pulumi.Output<string>;
  /** Security group that lets nodes and control plane talk to each other. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Secret, though it holds no credentials: the program's outputs are alike on all targets. */
  readonly kubeconfig: pulumi.Output<string>;
  readonly provider: kubernetes.Provider;
  /** ARN of the OIDC provider that service accounts sign in with. */
  readonly oidcProviderArn: pulumi.Output<string>;
  /** Address of the OIDC issuer, with `https://`. */
  readonly oidcIssuer: pulumi.Output<string>;

  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:eks:Cluster", name, {}, opts);
    const cluster = this.createCluster(name, args, this.secretsKey(name, args));
    this.oidcIssuer = issuerOf(cluster);
    this.oidcProviderArn = this.oidcProvider(name, args);
    this.clusterName = cluster.name;
    this.kubernetesVersion = cluster.version;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.data;
    this.securityGroupId = cluster.vpcConfig.clusterSecurityGroupId;
    this.kubeconfig = pulumi.secret(readKubeconfig(cluster, args.config));
    this.provider = this.createProvider(name, cluster);
    this.registerOutputs({ clusterName: this.clusterName, kubernetesVersion: this.kubernetesVersion });
  }

  private secretsKey(name: string, { config, protect }: ClusterArgs): pulumi.Input<string> | undefined {
    if (config.encryption !== undefined) return config.encryption.keyArn;
    // Encryption cannot be taken back, so a cluster that was made without goes on without until somebody asks for it.
    if (config.adopted !== undefined) return undefined;
    const key = new kms.Key(
      `${name}-secrets`,
      {
        description: `Kubernetes secrets of the EKS cluster ${config.name}`,
        enableKeyRotation: true,
        // The longest time to think again that KMS gives: without the key a cluster is lost.
        deletionWindowInDays: 30,
        tags: { ...config.tags },
      },
      { parent: this, protect },
    );
    return key.arn;
  }

  private createCluster(
    name: string,
    args: ClusterArgs,
    secretsKeyArn: pulumi.Input<string> | undefined,
  ): eks.Cluster {
    const { protect, dependsOn, ...spec } = args;
    return new eks.Cluster(`${name}-eks`, clusterArgs({ ...spec, secretsKeyArn }), {
      parent: this,
      protect,
      dependsOn: [...dependsOn],
      ...clusterChangeOptions(args.config.adopted),
    });
  }

  private oidcProvider(name: string, { config }: ClusterArgs): pulumi.Output<string> {
    const existing = config.adopted?.oidcProviderArn;
    if (existing !== undefined) return pulumi.output(existing);
    const provider = new iam.OpenIdConnectProvider(
      `${name}-oidc`,
      { url: this.oidcIssuer, clientIdLists: ["sts.amazonaws.com"], tags: { ...config.tags } },
      { parent: this },
    );
    return provider.arn;
  }

  private createProvider(name: string, cluster: eks.Cluster): kubernetes.Provider {
    return new kubernetes.Provider(
      `${name}-kubernetes`,
      {
        kubeconfig: this.kubeconfig,
        // Known in every preview but that of a replacement, so only a new cluster replaces what is inside.
        clusterIdentifier: cluster.arn,
      },
      { parent: this },
    );
  }
}

function issuerOf(cluster: eks.Cluster): pulumi.Output<string> {
  return cluster.identities.apply((identities) => {
    const issuer = identities[0]?.oidcs[0]?.issuer;
    if (issuer === undefined) throw new Error("EKS names no OIDC issuer of the cluster");
    return issuer;
  });
}

function readKubeconfig(cluster: eks.Cluster, { region }: ClusterArgs["config"]): pulumi.Output<string> {
  return pulumi
    .all([cluster.name, cluster.endpoint, cluster.certificateAuthority])
    .apply(([clusterName, endpoint, { data }]) =>
      kubeconfigOf({ clusterName, region, endpoint, certificateAuthority: data }),
    );
}
