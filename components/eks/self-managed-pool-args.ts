import type * as autoscaling from "@pulumi/aws/autoscaling";
import type * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import { eksWindowsAmiTypeOf, eksWindowsSsmParameter } from "../../catalogue/eks";
import { parseMinor } from "../../catalogue/kubernetes-minors";
import type { EksWindowsPool } from "../../config/schema/eks/pools";
import type { EksKubelet } from "../../config/schema/eks/self-managed";
import type { PoolSpec, TemplateReference } from "./pool-args";
import { launchTemplateArgs } from "./pool-args";
import type { GroupTag } from "./scale-from-zero";
import { scaleFromZeroTags } from "./scale-from-zero";

/** What a machine of a self-managed pool starts with, beside what managed groups have too. */
export interface MachineStart {
  readonly imageId: pulumi.Input<string>;
  /** As base64. */
  readonly userData: pulumi.Input<string>;
  readonly instanceProfileArn: pulumi.Input<string>;
  readonly securityGroupId: pulumi.Input<string>;
}

/** The image of machines: a fixed one, or the newest that a public SSM parameter names on each run. */
export type MachineImage = { readonly id: string } | { readonly ssmParameter: string };

/** Where a group is, and who it belongs to. */
export interface GroupPlacement {
  readonly clusterName: string;
  readonly subnetIds: readonly pulumi.Input<string>[];
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The image of a pool's machines.
 *
 * @param pool - the pool's configuration
 * @param clusterVersion - Kubernetes minor of the cluster, for pools that say nothing else
 */
export function machineImage(pool: EksWindowsPool, clusterVersion: string): MachineImage {
  if (pool.amiId !== undefined) return { id: pool.amiId };
  const version = pool.kubernetesVersion ?? clusterVersion;
  const minor = parseMinor(version);
  if (minor === undefined) throw new Error(`${version} is no Kubernetes version`);
  return { ssmParameter: eksWindowsSsmParameter(eksWindowsAmiTypeOf(pool.edition, pool.release), minor) };
}

/**
 * Inputs of the launch template of a self-managed pool: that of a managed one, with all that EKS would add by itself.
 *
 * @param pool - the pool
 * @param start - image, user data, role and security group
 * @param tags - tags of the stack
 */
export function selfManagedTemplateArgs(
  pool: PoolSpec,
  start: MachineStart,
  tags: Readonly<Record<string, string>>,
): ec2.LaunchTemplateArgs {
  return {
    ...launchTemplateArgs(pool, tags),
    imageId: start.imageId,
    userData: start.userData,
    iamInstanceProfile: { arn: start.instanceProfileArn },
    vpcSecurityGroupIds: [start.securityGroupId],
  };
}

/**
 * Inputs of the Auto Scaling group of a self-managed pool. A new version of the template replaces its machines, new ones
 * first.
 *
 * @param pool - the pool
 * @param template - the launch template and its version
 * @param placement - where the group is, and its tags
 * @param podAddresses - addresses that a node has for pods, where the catalogue knows the instance type
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html
 */
export function autoscalingGroupArgs(
  pool: PoolSpec,
  template: TemplateReference,
  { clusterName, subnetIds, tags }: GroupPlacement,
  podAddresses: number | undefined,
): autoscaling.GroupArgs {
  return {
    namePrefix: `${pool.physicalName}-`,
    vpcZoneIdentifiers: [...subnetIds],
    ...sizes(pool),
    mixedInstancesPolicy: {
      instancesDistribution: {
        onDemandPercentageAboveBaseCapacity: pool.spot ? 0 : 100,
        spotAllocationStrategy: "price-capacity-optimized",
      },
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version: template.version },
        overrides: pool.instanceTypes.map((instanceType) => ({ instanceType })),
      },
    },
    instanceRefresh: {
      strategy: "Rolling",
      preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 100 + surgePercentage(pool) },
    },
    tags: [
      ...Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: false })),
      { key: `kubernetes.io/cluster/${clusterName}`, value: "owned", propagateAtLaunch: true },
      ...autoscalerTags(pool, clusterName, podAddresses).map(({ key, value }) => {
        return { key, value, propagateAtLaunch: false };
      }),
    ],
  };
}

/**
 * Flags of the kubelet on a Windows node: what managed groups say by their own properties, then what only these can.
 *
 * @param pool - the pool
 * @param kubelet - the pool's settings
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/windows-oom.html for why memory is reserved
 */
export function kubeletArgs(
  { labels, taints }: Pick<PoolSpec, "labels" | "taints">,
  { maxPods, kubeReservedMemory, systemReservedMemory, extraArgs }: EksKubelet,
): string[] {
  const joined = (parts: readonly string[]) => parts.join(",");
  return [
    `--node-labels=${joined(Object.entries(labels).map(([key, value]) => `${key}=${value}`))}`,
    `--register-with-taints=${joined(taints.map(({ key, value, effect }) => `${key}=${value}:${effect}`))}`,
    `--kube-reserved=memory=${kubeReservedMemory}`,
    `--system-reserved=memory=${systemReservedMemory}`,
    ...(maxPods === undefined ? [] : [`--max-pods=${String(maxPods)}`]),
    ...extraArgs,
  ];
}

/** How the autoscaler finds the group, which EKS does for managed ones, and what a node of it would be. */
function autoscalerTags(
  pool: PoolSpec,
  clusterName: string,
  podAddresses: number | undefined,
): Pick<GroupTag, "key" | "value">[] {
  if (pool.autoscale === undefined) return [];
  return [
    { key: "k8s.io/cluster-autoscaler/enabled", value: "true" },
    { key: `k8s.io/cluster-autoscaler/${clusterName}`, value: "owned" },
    ...scaleFromZeroTags(pool, podAddresses),
  ];
}

function sizes({ count = 0, autoscale }: Pick<PoolSpec, "count" | "autoscale">) {
  if (autoscale === undefined) return { minSize: count, maxSize: count, desiredCapacity: count };
  return { minSize: autoscale.min, maxSize: autoscale.max, desiredCapacity: autoscale.min };
}

/** How many machines more than wanted a refresh may have, in percent of the largest size. */
function surgePercentage({ upgrade: { maxUnavailable }, count, autoscale }: PoolSpec): number {
  if (maxUnavailable.endsWith("%")) return Number(maxUnavailable.slice(0, -1));
  const size = Math.max(autoscale?.max ?? count ?? 0, 1);
  return Math.min(100, Math.ceil((Number(maxUnavailable) / size) * 100));
}
