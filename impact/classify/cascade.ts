import type { Entry, Inventory } from "../inventory/inventory";
import { isMap } from "../json";
import type { Step } from "../step";
import { actionOf } from "./action";
import { changesOf } from "./change";
import type { Change } from "./change";

/** A provider whose configuration is not known during the preview, so that everything it manages looks changed. */
export interface Cascade {
  /** URN of the provider resource. */
  readonly provider: string;
  /** The property that is not known, for example `kubeconfig`. */
  readonly property: string;
  /** URN of the cluster that it comes from, where the input tells. */
  readonly cluster?: string;
  /**
   * `phantom`: the cluster stays, so the value will turn out to be the old one. `real`: the cluster itself is replaced or
   * deleted, and the objects go with it. `open`: the input does not tell why the value is not known.
   */
  readonly kind: "phantom" | "real" | "open";
}

/**
 * Finds the providers whose configuration became unknown, and why.
 *
 * @param inventory - everything that the input holds
 * @returns by URN of the provider
 */
export function findCascades(inventory: Inventory): ReadonlyMap<string, Cascade> {
  const found = new Map<string, Cascade>();
  for (const entry of inventory.entries) {
    if (entry.subject.kind !== "provider") continue;
    const cascade = cascadeOf(entry, inventory);
    if (cascade !== undefined) found.set(entry.step.urn, cascade);
  }
  return found;
}

/** URN of the provider of a step: `<urn>::<id>` without the id. */
export function providerOf({ new: next, old }: Step): string | undefined {
  return (next ?? old)?.provider?.replace(/::[^:]*$/, "");
}

/**
 * The changes of an object that are left when its provider's unknown configuration is taken away. Without the provider's
 * check, the inputs lack what it fills in: automatic names, the default namespace, encoded secrets.
 *
 * @param entry - an object of such a provider
 */
export function realChanges(entry: Entry): readonly Change[] {
  const autonamed = hasAutomaticName(entry.step);
  return changesOf(entry).filter((change) => !change.unknown && !filledIn(change, entry, autonamed));
}

function cascadeOf(entry: Entry, inventory: Inventory): Cascade | undefined {
  const action = actionOf(entry.step);
  if (action !== "update" && action !== "replace") return undefined;
  const changes = changesOf(entry);
  const open = changes.find(({ unknown }) => unknown);
  if (open === undefined || changes.some(({ unknown }) => !unknown)) return undefined;
  const property = open.keys[0] ?? open.path;
  const clusters = sourcesOf(entry.step, property, inventory);
  const lost = clusters.find(({ step }) => ["replace", "delete"].includes(actionOf(step)));
  const changed = lost ?? clusters.find(({ step }) => actionOf(step) !== "none");
  return {
    provider: entry.step.urn,
    property,
    ...(changed === undefined ? {} : { cluster: changed.step.urn }),
    kind: lost !== undefined ? "real" : changed === undefined ? "open" : "phantom",
  };
}

/** Clusters that a property was computed from, over any number of steps; all clusters where the input has no dependencies. */
function sourcesOf(step: Step, property: string, inventory: Inventory): readonly Entry[] {
  const start = step.new?.propertyDependencies[property] ?? step.old?.propertyDependencies[property];
  if (start === undefined) return inventory.clusters;
  const seen = new Set<string>();
  const queue = [...start];
  for (let urn = queue.pop(); urn !== undefined; urn = queue.pop()) {
    if (seen.has(urn)) continue;
    seen.add(urn);
    const source = inventory.byUrn.get(urn)?.step;
    queue.push(...Object.values((source?.new ?? source?.old)?.propertyDependencies ?? {}).flat());
  }
  return inventory.clusters.filter(({ step: cluster }) => seen.has(cluster.urn));
}

function hasAutomaticName({ old }: Step): boolean {
  const metadata = old?.inputs["metadata"];
  const annotations = isMap(metadata) ? metadata["annotations"] : undefined;
  return isMap(annotations) && annotations["pulumi.com/autonamed"] === "true";
}

function filledIn({ kind, keys, path }: Change, { step }: Entry, autonamed: boolean): boolean {
  const name = keys.join(".");
  // Helm releases get all defaults from the check, and encoded secrets replace plain ones; neither can be compared.
  if (step.type === "kubernetes:helm.sh/v3:Release" && kind === "remove") return true;
  if (step.type === "kubernetes:core/v1:Secret" && (keys[0] === "data" || keys[0] === "stringData")) {
    return kind === (keys[0] === "data" ? "remove" : "add");
  }
  if (kind !== "remove") return false;
  return (
    name === "metadata.namespace" ||
    (autonamed && name === "metadata.name") ||
    path.endsWith('["pulumi.com/autonamed"]')
  );
}
