import type { SourceId } from "../source";
import { type Draft, lightRows } from "./draft";
import type { EffectClass } from "./effect-class";
import type { NodeReach } from "./row";

/** What to do where only another cluster helps. */
export const newCluster =
  "Keep the value and put protect: true on the cluster. If it must change: build a second cluster beside this one, move the workloads, then remove this one.";

/** The provider replaces the cluster, and Azure refuses the change. */
export function fixed(
  path: string,
  platform: string,
  source: readonly SourceId[] = ["azure-native-replacement", "azurerm-node-pool"],
): Draft {
  return {
    path,
    provider: "replace",
    inPlace: "refused",
    nodes: "none",
    code: "PropertyChangeNotAllowed",
    platform,
    instead: newCluster,
    source,
  };
}

/** The provider replaces the cluster although Azure changes it in place. */
export function overReplaced(
  path: string,
  inPlace: EffectClass,
  platform: string,
  nodes: NodeReach,
  instead: string,
  source: readonly SourceId[],
): Draft {
  return { path, provider: "replace", inPlace, nodes, platform, instead, source };
}

/** The provider plans an update that Azure refuses. */
export function refused(path: string, platform: string, source: readonly SourceId[]): Draft {
  return {
    path,
    provider: "update",
    inPlace: "refused",
    nodes: "none",
    code: "PropertyChangeNotAllowed",
    platform,
    instead: newCluster,
    source,
  };
}

/** The provider plans an update, and Azure does more than write it down. */
export function rolling(
  path: string,
  inPlace: EffectClass,
  platform: string,
  nodes: NodeReach,
  source: readonly SourceId[],
): Draft {
  const instead =
    "Do it in a maintenance window, with upgradeSettings on every pool that leave room for the drain.";
  return { path, provider: "update", inPlace, nodes, platform, instead, source };
}

/** The provider plans an update that touches no node. */
export const light = lightRows(["aks-rest-2025-09-01"]);
