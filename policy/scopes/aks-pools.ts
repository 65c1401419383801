import { isAksWindowsSku } from "../../catalogue/aks";
import type { Resource } from "../resource";
import type { Scope } from "../rule";
import type { Stack } from "../stack";
import type { View } from "../view";
import { inWords } from "../text";
import { aksClusters } from "./resources";

/** A node pool of AKS: an AgentPool resource, or one of the agentPoolProfiles inside a ManagedCluster. */
export interface AksPool {
  readonly resource: Resource;
  /** The properties, which both forms share but for the name. */
  readonly view: View;
  readonly inline: boolean;
}

/** All node pools of AKS, in either form. */
export const aksPools: Scope<AksPool> = {
  types: ["azure-native:containerservice:AgentPool", ...aksClusters.types],
  subjects: (resource) =>
    aksClusters.types.includes(resource.type)
      ? resource.props.list("agentPoolProfiles").map((view) => ({ resource, view, inline: true }))
      : [{ resource, view: resource.props, inline: false }],
};

/** Name of the property that holds a pool's name. */
export function poolNameProperty(pool: AksPool): "name" | "agentPoolName" {
  return pool.inline ? "name" : "agentPoolName";
}

/** Whether the pool's nodes run Windows. AKS takes a pool without osType for Linux. @throws {Unproved} */
export function isWindowsPool({ view }: AksPool): boolean {
  const osType = view.string("osType");
  if (osType !== undefined) return osType.toLowerCase() === "windows";
  return isAksWindowsSku(view.string("osSKU") ?? "");
}

/** The cluster that the pool belongs to, if the program declares it. @throws {Unproved} */
export function clusterOf({ resource, inline }: AksPool, stack: Stack): Resource | undefined {
  if (inline) return resource;
  const behind = stack
    .behind(resource, "resourceName")
    .filter(({ type }) => aksClusters.types.includes(type));
  if (behind.length > 0) return behind[0];
  const clusters = stack.subjects(aksClusters);
  if (clusters.length === 0) return undefined;
  const name = resource.props.string("resourceName");
  return clusters.find((cluster) => cluster.props.string("resourceName") === name);
}

/** The pool's Kubernetes version, or its cluster's when it has none of its own. @throws {Unproved} */
export function versionOf(pool: AksPool, stack: Stack): { version: string; path: string } | undefined {
  const own = pool.view.string("orchestratorVersion");
  if (own !== undefined) return { version: own, path: pool.view.pathTo("orchestratorVersion") };
  const version = clusterOf(pool, stack)?.props.string("kubernetesVersion");
  return version === undefined ? undefined : { version, path: "kubernetesVersion of its cluster" };
}

/** The Windows pools of a cluster, inline ones and AgentPool resources. @throws {Unproved} */
export function windowsPoolsOf(cluster: Resource, stack: Stack): AksPool[] {
  return stack
    .subjects(aksPools)
    .filter((pool) => isWindowsPool(pool) && clusterOf(pool, stack)?.urn === cluster.urn);
}

/** Pools in words, for messages: `"win22a" and "win25a"`. */
export function poolNames(pools: readonly AksPool[]): string {
  return inWords(
    pools.map((pool) => JSON.stringify(pool.view.label(poolNameProperty(pool)) ?? pool.resource.name)),
  );
}
