import type { IsoDate } from "../../../catalogue/source";
import type { ClusterView, FleetView } from "../../view";
import type { Grant } from "./access";

/** What somebody may see. */
export type Sight = "everything" | readonly Grant[];

/** A cluster as somebody sees it. */
export interface SeenCluster {
  readonly cluster: ClusterView;
  /** The only namespaces that are seen; absent when the whole cluster is. */
  readonly namespaces?: readonly string[];
}

/** The fleet as somebody sees it: pages are made of nothing else. */
export interface SeenFleet {
  readonly asOf: IsoDate;
  readonly clusters: readonly SeenCluster[];
}

/** Takes everything out of a fleet that somebody may not see. */
export function narrow(fleet: FleetView, sight: Sight): SeenFleet {
  return {
    asOf: fleet.asOf,
    clusters: fleet.clusters.flatMap((cluster) => narrowCluster(cluster, sight)),
  };
}

function narrowCluster(cluster: ClusterView, sight: Sight): readonly SeenCluster[] {
  if (sight === "everything") return [{ cluster }];
  const grants = sight.filter(({ clusters }) => clusters.includes("*") || clusters.includes(cluster.name));
  if (grants.length === 0) return [];
  if (grants.some(({ namespaces }) => namespaces === undefined)) return [{ cluster }];
  const namespaces = new Set(grants.flatMap((grant) => grant.namespaces ?? []));
  return [{ cluster: withinNamespaces(cluster, namespaces), namespaces: [...namespaces].sort() }];
}

/**
 * What a tenant of some namespaces sees: the cluster's version, pools and calendar, which decide on where its pods run,
 * and those pods. What speaks of others is left out: nodes one by one, and what policy, drift and monitoring found.
 */
function withinNamespaces(cluster: ClusterView, namespaces: ReadonlySet<string>): ClusterView {
  const isSeen = (pod: { readonly namespace: string }) => namespaces.has(pod.namespace);
  const { name, stack, target, source, contact, pools, retirements } = cluster;
  // Written out part by part: what a later version adds to a cluster is hidden until somebody decides otherwise.
  return {
    name,
    stack,
    target,
    source: { kind: source.kind, where: "" },
    contact,
    pools,
    retirements,
    findings: [],
    drift: [],
    monitoringGaps: [],
    unplacedPods: cluster.unplacedPods.filter(isSeen),
    nodes: [],
    pods: cluster.pods.filter(isSeen),
  };
}
