import * as v from "valibot";
import type { FoundObject } from "../found";

/**
 * What is read of an EKS cluster to write its configuration; everything else is only compared.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_Cluster.html (read 2026-11-23)
 */
export const describedCluster = v.object({
  arn: v.string(),
  version: v.string(),
  roleArn: v.string(),
  tags: v.optional(v.record(v.string(), v.string()), {}),
  vpcConfig: v.object({
    subnetIds: v.optional(v.array(v.string()), []),
    endpointPublicAccess: v.optional(v.boolean(), true),
    publicAccessCidrs: v.optional(v.array(v.string()), []),
  }),
  kubernetesNetworkConfig: v.optional(
    v.object({ serviceIpv4Cidr: v.optional(v.string()), ipFamily: v.optional(v.string()) }),
    {},
  ),
  accessConfig: v.optional(v.object({ authenticationMode: v.optional(v.string()) }), {}),
  upgradePolicy: v.optional(v.object({ supportType: v.optional(v.string()) }), {}),
  enabledClusterLogTypes: v.optional(v.array(v.string()), []),
  encryptionConfig: v.optional(v.object({ provider: v.object({ keyArn: v.optional(v.string()) }) })),
  deletionProtection: v.optional(v.boolean(), false),
});

/** What is read of a node group to write its configuration. */
export const describedGroup = v.object({
  nodeRoleArn: v.string(),
  subnetIds: v.optional(v.array(v.string()), []),
  amiType: v.optional(v.string(), "CUSTOM"),
  version: v.optional(v.string()),
  instanceTypes: v.optional(v.array(v.string()), []),
  capacityType: v.optional(v.string(), "ON_DEMAND"),
  diskSize: v.optional(v.number()),
  scalingConfig: v.object({ minSize: v.number(), maxSize: v.number(), desiredSize: v.number() }),
  updateConfig: v.optional(
    v.object({
      maxUnavailable: v.optional(v.number()),
      maxUnavailablePercentage: v.optional(v.number()),
    }),
    {},
  ),
  launchTemplate: v.optional(v.object({ id: v.string(), version: v.string() })),
  labels: v.optional(v.record(v.string(), v.string()), {}),
  taints: v.optional(
    v.array(v.object({ key: v.string(), value: v.optional(v.string(), ""), effect: v.string() })),
    [],
  ),
});

/** A cluster as read. */
export type DescribedCluster = v.InferOutput<typeof describedCluster>;

/** A node group with its name in AWS. */
export interface NamedGroup extends v.InferOutput<typeof describedGroup> {
  readonly physicalName: string;
}

/**
 * A node group as it was read.
 *
 * @throws valibot.ValiError when it is none
 */
export function namedGroup({ name, properties }: FoundObject): NamedGroup {
  return { ...v.parse(describedGroup, properties), physicalName: name };
}
