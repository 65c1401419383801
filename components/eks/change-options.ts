import type * as pulumi from "@pulumi/pulumi";
import type { EksSystemPool } from "../../config/schema/eks/pools";

/** Options of the cluster: its name is fixed, so the old one must be gone before a new one can have it. */
export const clusterChangeOptions = {
  // Describe never answers it, so an import or a refresh would plan another cluster.
  ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions"],
  deleteBeforeReplace: true,
} satisfies pulumi.CustomResourceOptions;

/**
 * Options of a node group. It has no fixed name, so a change that needs another group makes the new one first.
 *
 * @param pool - the pool's configuration
 */
export function poolChangeOptions({ autoscale }: Pick<EksSystemPool, "autoscale">) {
  return {
    // The autoscaler owns the number of nodes.
    ignoreChanges: autoscale === undefined ? [] : ["scalingConfig.desiredSize"],
  } satisfies pulumi.CustomResourceOptions;
}

/**
 * Options of the Auto Scaling group of a self-managed pool, which has no fixed name either.
 *
 * @param pool - the pool's configuration
 */
export function autoscalingGroupChangeOptions({ autoscale }: Pick<EksSystemPool, "autoscale">) {
  return {
    // The autoscaler owns the number of nodes.
    ignoreChanges: autoscale === undefined ? [] : ["desiredCapacity"],
  } satisfies pulumi.CustomResourceOptions;
}
