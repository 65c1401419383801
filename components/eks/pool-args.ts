import type * as ec2 from "@pulumi/aws/ec2";
import type * as eks from "@pulumi/aws/eks";
import type * as pulumi from "@pulumi/pulumi";
import { eksWindowsAmiTypeOf } from "../../catalogue/eks";
import { processorOf } from "../../catalogue/instance-types";
import type { EksNodePool, EksSystemPool } from "../../config/schema/eks/pools";
import { poolLabel, slotLabel } from "../labels";
import { poolName, systemPoolName } from "../names";
import type { OsName, Taint } from "../os";
import { osFamily } from "../os";

/** The cluster that a node group joins. */
export interface PoolPlacement {
  readonly clusterName: pulumi.Input<string>;
  /** Version of the cluster, for pools that say nothing else. */
  readonly kubernetesVersion: string;
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Role of the nodes, which differs by operating system. */
  readonly nodeRoleArn: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A launch template and its version. */
export interface TemplateReference {
  readonly id: pulumi.Input<string>;
  readonly version: pulumi.Input<string>;
}

/** A pool as a node group is made from it, the system pool included. */
export interface PoolSpec extends Pick<
  EksSystemPool,
  "instanceTypes" | "osDiskGiB" | "upgrade" | "count" | "autoscale" | "adopted"
> {
  /** Name with the slot letter: the beginning of the node group's name. */
  readonly physicalName: string;
  readonly os: OsName;
  readonly amiType: string;
  readonly spot: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly kubernetesVersion?: string | undefined;
  readonly releaseVersion?: string | undefined;
}

/**
 * What a node group is made from.
 *
 * @param pool - the pool's configuration
 */
export function poolSpec(pool: EksNodePool): PoolSpec {
  const amiType =
    pool.os === "Windows"
      ? eksWindowsAmiTypeOf(pool.edition, pool.release)
      : linuxAmiType(pool.instanceTypes);
  return {
    ...pool,
    amiType,
    physicalName: poolName(pool),
    labels: { ...pool.labels, [poolLabel]: pool.name, [slotLabel]: pool.slot },
    taints: [...osFamily(pool.os).taints, ...pool.taints],
  };
}

/**
 * What the node group for CoreDNS and the controllers is made from.
 *
 * @param pool - the system pool's configuration
 */
export function systemPoolSpec(pool: EksSystemPool): PoolSpec {
  return {
    ...pool,
    os: "Linux",
    amiType: linuxAmiType(pool.instanceTypes),
    physicalName: systemPoolName,
    spot: false,
    labels: { [poolLabel]: systemPoolName },
    taints: pool.dedicated ? [{ key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" }] : [],
  };
}

/**
 * Inputs of a managed node group.
 *
 * @param pool - the pool
 * @param template - the launch template and its version; absent for an adopted group without one
 * @param placement - the cluster it joins
 */
export function nodeGroupArgs(
  pool: PoolSpec,
  template: TemplateReference | undefined,
  placement: PoolPlacement,
): eks.NodeGroupArgs {
  return {
    clusterName: placement.clusterName,
    ...(pool.adopted === undefined
      ? // The provider ends the name, so that a successor can be made before the old group is gone.
        { nodeGroupNamePrefix: `${pool.physicalName}-` }
      : { nodeGroupName: pool.adopted.name }),
    nodeRoleArn: placement.nodeRoleArn,
    subnetIds: [...placement.subnetIds],
    amiType: pool.amiType,
    version: pool.kubernetesVersion ?? placement.kubernetesVersion,
    ...(pool.releaseVersion === undefined ? {} : { releaseVersion: pool.releaseVersion }),
    instanceTypes: [...pool.instanceTypes],
    capacityType: pool.spot ? "SPOT" : "ON_DEMAND",
    ...(template === undefined ? {} : { launchTemplate: { ...template } }),
    scalingConfig: scaling(pool),
    updateConfig: update(pool),
    forceUpdateVersion: pool.upgrade.ignoreDisruptionBudgets,
    labels: { ...pool.labels },
    taints: pool.taints.map(({ key, value, effect }) => ({ key, value, effect: taintEffects[effect] })),
    tags: { ...placement.tags },
  };
}

/**
 * Inputs of a node group's launch template. A group that was made without one can never take one.
 *
 * @param pool - the pool
 * @param tags - tags of the stack, which EKS does not hand down to instances and disks
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
 */
export function launchTemplateArgs(
  pool: PoolSpec,
  tags: Readonly<Record<string, string>>,
): ec2.LaunchTemplateArgs {
  const label = { ...tags, [poolLabel]: pool.physicalName };
  return {
    updateDefaultVersion: true,
    blockDeviceMappings: [
      {
        deviceName: rootDevices[pool.os],
        ebs: {
          volumeSize: pool.osDiskGiB,
          volumeType: "gp3",
          encrypted: "true",
          deleteOnTermination: "true",
        },
      },
    ],
    metadataOptions: {
      httpTokens: "required",
      // One hop ends at the node: pods get credentials by their service accounts.
      httpPutResponseHopLimit: 1,
      httpEndpoint: "enabled",
    },
    tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags: label })),
    tags: label,
  };
}

/** Name of the root disk in AMIs of EKS. @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html */
const rootDevices: Readonly<Record<OsName, string>> = { Linux: "/dev/xvda", Windows: "/dev/sda1" };

const taintEffects: Readonly<Record<Taint["effect"], string>> = {
  NoSchedule: "NO_SCHEDULE",
  PreferNoSchedule: "PREFER_NO_SCHEDULE",
  NoExecute: "NO_EXECUTE",
};

function linuxAmiType([first = ""]: readonly string[]): string {
  return processorOf(first) === "arm64" ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD";
}

/** With the autoscaler, the desired size is where the group starts. EKS takes no largest size below 1. */
function scaling({ count, autoscale }: Pick<PoolSpec, "count" | "autoscale">) {
  if (autoscale !== undefined) {
    return { minSize: autoscale.min, maxSize: autoscale.max, desiredSize: autoscale.min };
  }
  const size = count ?? 0;
  return { minSize: size, maxSize: Math.max(size, 1), desiredSize: size };
}

function update({ upgrade: { maxUnavailable } }: PoolSpec) {
  if (!maxUnavailable.endsWith("%")) return { maxUnavailable: Number(maxUnavailable) };
  return { maxUnavailablePercentage: Number(maxUnavailable.slice(0, -1)) };
}
