import type { AzureNativeProvider } from "../../../../localcloud/providers/azure-native/provider";
import type { PropertyMap } from "../../../../localcloud/wire/values";
import type { MemoryClusters } from "../../memory-clusters";

/** What happens to nodes when a change is carried out, or why it is not. */
export type Outcome = "in place" | "scaled" | "stopped" | "reimaged" | `refused: ${string}`;

/** One property: what the preview says about a change of it, and what the cloud does. */
export interface Change {
  readonly property: string;
  /** Inputs that both sides have, on top of the base. */
  readonly given?: PropertyMap;
  readonly from?: PropertyMap;
  readonly to: PropertyMap;
  readonly preview: "update" | "replace";
  /** What a PUT does, whatever the preview says. */
  readonly cloud: Outcome;
}

/** Carries a change out as the engine would, and says what happened to the nodes, or the refusal. */
export async function outcomeOf(
  provider: AzureNativeProvider,
  clusters: MemoryClusters,
  type: string,
  before: PropertyMap,
  after: PropertyMap,
): Promise<{ readonly outcome: Outcome; readonly message: string }> {
  clusters.log.length = 0;
  const request = {
    type,
    name: "shop",
    urn: `urn:pulumi:dev::shop::${type}::shop`,
    id: "",
    olds: {},
    oldInputs: before,
    news: after,
    ignoreChanges: [],
    timeoutSeconds: 0,
    preview: false,
  };
  try {
    await provider.update(request);
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    const [, code] = /Code="(\w+)"/.exec(message) ?? [];
    if (code === undefined) throw error;
    return { outcome: `refused: ${code}`, message };
  }
  return { outcome: workOn(clusters), message: "" };
}

/** What the log of the clusters says about nodes. */
function workOn(clusters: MemoryClusters): Outcome {
  const touched = clusters.log.filter((line) => !line.startsWith("start"));
  const added = touched.some((line) => line.startsWith("add"));
  const drained = touched.some((line) => line.startsWith("drain"));
  if (added && drained) return "reimaged";
  if (drained) return clusters.nodeNames().some((name) => name.includes("pool1")) ? "scaled" : "stopped";
  return added ? "scaled" : "in place";
}

/** What the provider plans for a change. */
export function previewOf(
  provider: AzureNativeProvider,
  type: string,
  before: PropertyMap,
  after: PropertyMap,
): "update" | "replace" | "nothing" {
  const request = {
    type,
    name: "shop",
    urn: `urn:pulumi:dev::shop::${type}::shop`,
    id: "",
    olds: {},
    oldInputs: before,
    news: after,
    ignoreChanges: [],
  };
  const { changes, replaces = [] } = provider.diff(request);
  return changes === "none" ? "nothing" : replaces.length > 0 ? "replace" : "update";
}
