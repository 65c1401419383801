import type * as pulumi from "@pulumi/pulumi";
import { aksPoolImmutableProperties } from "../../catalogue/aks";
import type { AksNodePool, AksSystemPool } from "../../config/schema/aks/pools";
import type { Adopted } from "../../config/schema/adopted";

/** Properties of the inline pool that Azure refuses to change; only another cluster can have another value. */
const fixedSystemPoolProperties = [
  "vmSize",
  "osSKU",
  "vnetSubnetID",
  "maxPods",
  "osDiskSizeGB",
  "osDiskType",
  "availabilityZones",
] as const;

/** Properties of the cluster that Azure refuses to change although the provider plans an update. */
const fixedClusterProperties = [
  "enableRBAC",
  "oidcIssuerProfile.enabled",
  "apiServerAccessProfile.enablePrivateCluster",
  // Azure could move an API server into the network, but only with a restart by hand: docs/guides/aks.md.
  "apiServerAccessProfile.enableVnetIntegration",
  "apiServerAccessProfile.subnetId",
  "networkProfile.loadBalancerSku",
] as const;

/** Properties that Azure changes in place on Linux pools, while it refuses to on Windows pools. */
const changeableOnLinux: readonly string[] = ["osSKU", "enableFIPS"];

/**
 * Options of the `ManagedCluster` that make previews say what Azure will do.
 *
 * @param systemPool - the inline pool
 * @param adopted - what stays as it is of a cluster that was made by other means
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go for what the provider plans by itself
 */
export function clusterChangeOptions(systemPool: AksSystemPool, adopted?: Adopted) {
  const counts = systemPool.autoscale === undefined ? [] : ["agentPoolProfiles[0].count"];
  return {
    replaceOnChanges: [
      ...fixedClusterProperties,
      ...fixedSystemPoolProperties.map((property) => `agentPoolProfiles[0].${property}`),
    ],
    // The provider would replace the whole cluster for another password: docs/guides/aks.md, "Changing the Windows password".
    ignoreChanges: ["windowsProfile.adminPassword", ...counts, ...(adopted?.keep ?? [])],
    // The names are fixed, so the old cluster must be gone before a new one can have them.
    deleteBeforeReplace: true,
  } satisfies pulumi.CustomResourceOptions;
}

/**
 * Options of an `AgentPool` that make previews say what Azure will do: what Azure cannot change is replaced, and since
 * the name stays the same the old pool goes first. To keep pods running meanwhile, add the pool in the other slot.
 *
 * @param pool - the pool's configuration
 */
export function poolChangeOptions(pool: AksNodePool) {
  const isFixed = (property: string) => pool.os === "Windows" || !changeableOnLinux.includes(property);
  return {
    replaceOnChanges: aksPoolImmutableProperties.filter(isFixed),
    // The autoscaler owns the number of nodes.
    ignoreChanges: [...(pool.autoscale === undefined ? [] : ["count"]), ...(pool.adopted?.keep ?? [])],
    deleteBeforeReplace: true,
  } satisfies pulumi.CustomResourceOptions;
}
