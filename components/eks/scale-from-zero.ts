import type { PoolSpec } from "./pool-args";

/** A tag of an Auto Scaling group. */
export interface GroupTag {
  /** Last part of the Pulumi name: which tag it is. */
  readonly name: string;
  readonly key: string;
  readonly value: string;
}

const prefix = "k8s.io/cluster-autoscaler/node-template";

/**
 * Tags that tell the cluster autoscaler what a node of an empty group would be: without them it takes it for Linux,
 * without labels, taints or addresses for Windows pods.
 *
 * @param pool - the pool
 * @param podAddresses - addresses that a Windows node has for pods, where the catalogue knows the instance type
 * @returns nothing for groups that never are empty
 * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export function scaleFromZeroTags(pool: PoolSpec, podAddresses: number | undefined): GroupTag[] {
  if (pool.autoscale?.min !== 0) return [];
  const labels = { ...pool.labels, "kubernetes.io/os": pool.os.toLowerCase() };
  return [
    ...Object.entries(labels).map(([key, value]) => ({
      name: `label-${key}`,
      key: `${prefix}/label/${key}`,
      value,
    })),
    ...pool.taints.map(({ key, value, effect }) => ({
      name: `taint-${key}`,
      key: `${prefix}/taint/${key}`,
      value: `${value}:${effect}`,
    })),
    ...(pool.os === "Windows" && podAddresses !== undefined
      ? [
          {
            name: "pod-addresses",
            key: `${prefix}/resources/vpc.amazonaws.com/PrivateIPv4Address`,
            value: String(podAddresses),
          },
        ]
      : []),
  ];
}
