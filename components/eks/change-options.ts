import type * as pulumi from "@pulumi/pulumi";
import type { Adopted } from "../../config/schema/adopted";
import type { EksSystemPool } from "../../config/schema/eks/pools";

/**
 * Options of the cluster: its name is fixed, so the old one must be gone before a new one can have it.
 *
 * @param adopted - what stays as it is of a cluster that was made by other means
 */
export function clusterChangeOptions(adopted?: Adopted) {
  return {
    // Describe never answers it, so an import or a refresh would plan another cluster.
    ignoreChanges: ["accessConfig.bootstrapClusterCreatorAdminPermissions", ...(adopted?.keep ?? [])],
    deleteBeforeReplace: true,
  } satisfies pulumi.CustomResourceOptions;
}

/**
 * Options of a node group. It has no fixed name, so a change that needs another group makes the new one first; that of an
 * adopted one is fixed, so the old group goes first.
 *
 * @param pool - the pool's configuration
 */
export function poolChangeOptions({ autoscale, adopted }: Pick<EksSystemPool, "autoscale" | "adopted">) {
  return {
    ignoreChanges: [
      // The autoscaler owns the number of nodes.
      ...(autoscale === undefined ? [] : ["scalingConfig.desiredSize"]),
      ...(adopted?.keep ?? []),
    ],
    ...(adopted === undefined ? {} : { deleteBeforeReplace: true }),
  } satisfies pulumi.CustomResourceOptions;
}

/**
 * Options of an add-on: it has one name, so the old one goes first.
 *
 * @param isAdopted - whether it was installed by other means: then all but its settings stays as it is
 */
export function addOnChangeOptions(isAdopted: boolean) {
  const kept = [
    "addonVersion",
    "namespaceConfig",
    "podIdentityAssociations",
    "serviceAccountRoleArn",
    "tags",
  ];
  return {
    ...(isAdopted ? { ignoreChanges: kept } : {}),
    deleteBeforeReplace: true,
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
