import { textAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { DeployedResource } from "../inventory/deployment";
import type { Target } from "../view";
import type { Platform } from "../../catalogue/kubernetes-minors";
import { aksPools, classicAksPools } from "./aks";
import { eksPools, selfManagedPools } from "./eks";
import type { DeployedPool } from "./pool";

/** The cluster that a stack's last deployment asked for. */
export interface DeployedCluster {
  readonly target: Target;
  /** Name in the cloud; empty where the state does not say it. */
  readonly name: string;
  /** Kubernetes version that was asked for; empty where the state does not say it. */
  readonly version: string;
  /** Engine of network policies; absent where the state does not say it. */
  readonly networkPolicy?: string;
  readonly pools: readonly DeployedPool[];
}

/** Types of clusters, and where their names and versions stand. */
const clusterTypes = [
  {
    target: "aks",
    type: /^azure-native[:_].*:ManagedCluster$/,
    name: "resourceName",
    version: "kubernetesVersion",
  },
  {
    target: "aks",
    type: /^azure:containerservice\/kubernetesCluster:KubernetesCluster$/,
    name: "name",
    version: "kubernetesVersion",
  },
  { target: "eks", type: /^aws:eks\/cluster:Cluster$/, name: "name", version: "version" },
  { target: "existing", type: /^mullion:existing:Cluster$/, name: "name", version: "version" },
] as const;

/**
 * The cluster in a stack's state, by what the program asked for. Where a stack holds several, the first one: a stack is a
 * cluster.
 */
export function deployedCluster(resources: readonly DeployedResource[]): DeployedCluster {
  const live = resources.filter((resource) => resource.delete !== true && resource.external !== true);
  const [found] = clusterTypes.flatMap((row) =>
    live.filter(({ type }) => row.type.test(type)).map((resource) => ({ row, resource })),
  );
  const stack = live.find(({ type }) => type === "pulumi:pulumi:Stack");
  if (found === undefined) return { target: "unknown", name: "", version: "", pools: [] };
  const { row, resource } = found;
  const said = (property: string, output: string) =>
    textAt(resource.inputs, property) || textAt(resource.outputs, property) || textAt(stack?.outputs, output);
  const networkPolicy = textAt(resource.inputs, "networkProfile", "networkPolicy");
  return {
    target: row.target,
    name: said(row.name, "clusterName"),
    version: said(row.version, "kubernetesVersion"),
    ...(networkPolicy === "" ? {} : { networkPolicy }),
    pools: [...aksPools(live), ...classicAksPools(live), ...eksPools(live), ...selfManagedPools(live)],
  };
}

/** Whose dates count for a cluster: those of the platform, or of Kubernetes itself. */
export const platformOf = {
  aks: "aks",
  eks: "eks",
  existing: "upstream",
  unknown: "upstream",
} as const satisfies Record<Target, Platform>;
