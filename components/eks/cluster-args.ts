import type * as eks from "@pulumi/aws/eks";
import type * as pulumi from "@pulumi/pulumi";
import type { EksConfig } from "../../config/schema/eks";
import { eksClusterName } from "../names";

/** The part of the configuration that the cluster is made from. Node pools are no part of it. */
export type ClusterConfig = Pick<
  EksConfig,
  "name" | "environment" | "tags" | "cluster" | "network" | "adopted"
>;

/** What the cluster is made from: editing a node pool changes nothing of it. */
export interface ClusterSpec {
  readonly config: ClusterConfig;
  readonly roleArn: pulumi.Input<string>;
  /** Subnets in two zones or more. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** ARN of the key that encrypts Kubernetes secrets; absent where a cluster was made without. */
  readonly secretsKeyArn?: pulumi.Input<string> | undefined;
}

/**
 * Inputs of the EKS cluster.
 *
 * @param spec - what the cluster is made from
 * @see docs/guides/eks.md for each default and its source
 */
export function clusterArgs(spec: ClusterSpec): eks.ClusterArgs {
  const { environment, tags, cluster, network } = spec.config;
  return {
    name: eksClusterName(spec.config),
    roleArn: spec.roleArn,
    version: cluster.kubernetesVersion,
    vpcConfig: {
      subnetIds: [...spec.subnetIds],
      endpointPrivateAccess: true,
      endpointPublicAccess: !cluster.private,
      ...(cluster.private || cluster.authorizedIpRanges.length === 0
        ? {}
        : { publicAccessCidrs: [...cluster.authorizedIpRanges] }),
    },
    kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: network.serviceCidr },
    // The API's own default, CONFIG_MAP, refuses access entries.
    accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: true },
    // The add-ons are resources of their own, with versions and settings that stay known.
    bootstrapSelfManagedAddons: false,
    ...(spec.secretsKeyArn === undefined
      ? {}
      : { encryptionConfig: { provider: { keyArn: spec.secretsKeyArn }, resources: ["secrets"] } }),
    enabledClusterLogTypes: [...cluster.logTypes],
    upgradePolicy: { supportType: cluster.extendedSupport ? "EXTENDED" : "STANDARD" },
    deletionProtection: environment !== "dev",
    tags: { ...tags },
  };
}
