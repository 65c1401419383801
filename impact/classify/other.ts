import type { Entry, Inventory } from "../inventory/inventory";
import { actionOf } from "./action";
import { changesOf } from "./change";
import type { Finding } from "./classified";
import { nothing, unclassified } from "./property-findings";

/** Properties that are labels on the record and nothing else, with every cloud. */
const recordOnly: ReadonlySet<string> = new Set(["tags", "tagsAll"]);

/**
 * What a step on a resource outside the impact table does: creations touch nothing that runs, changed tags neither;
 * what is replaced only because its cluster is goes with it. Everything else is unclassified.
 *
 * @param entry - the resource
 * @param inventory - everything that the input holds
 */
export function otherFindings(entry: Entry, inventory: Inventory): readonly Finding[] {
  const { step } = entry;
  if (!step.custom) return [nothing];
  const action = actionOf(step);
  switch (action) {
    case "none":
      return [nothing];
    case "create":
      return [
        { ...nothing, effect: "metadata", platform: "Something new is made; nothing that runs is touched." },
      ];
    case "adopt":
    case "forget":
      return [{ ...nothing, effect: "metadata", platform: "Only Pulumi's state changes." }];
    case "update":
      return updateFindings(entry);
    case "replace":
      return goesWithCluster(entry, inventory)
        ? [
            {
              ...nothing,
              effect: "cluster-replace",
              platform: "It goes with its cluster and is made again for the new one.",
            },
          ]
        : [unclassified(undefined, `The impact table does not cover ${step.type}.`)];
    case "delete":
    case "unknown":
      return [unclassified(undefined, `The impact table does not cover ${step.type}.`)];
  }
}

/**
 * Whether all that forces a replacement comes from clusters that are replaced themselves. Where the cluster goes first, the
 * engine replaces what hangs on it and names no reason.
 */
function goesWithCluster(entry: Entry, { clusters }: Inventory): boolean {
  const { step } = entry;
  const replaced = new Set(
    clusters.filter((cluster) => actionOf(cluster.step) === "replace").map((cluster) => cluster.step.urn),
  );
  const comesFromThem = (sources: readonly string[] = []) => sources.some((urn) => replaced.has(urn));
  const sources = step.new?.propertyDependencies ?? {};
  const reasons =
    step.replaceReasons.length > 0 ? step.replaceReasons : changesOf(entry).map(({ keys }) => keys[0] ?? "");
  return Object.values(sources).some(comesFromThem) && reasons.every((path) => comesFromThem(sources[path]));
}

function updateFindings(entry: Entry): readonly Finding[] {
  const { step } = entry;
  const changes = changesOf(entry);
  if (changes.length === 0) {
    return [unclassified(undefined, "Pulumi plans an update and the input names no changed property.")];
  }
  return changes.map((change) =>
    recordOnly.has(change.keys[0] ?? "")
      ? { ...nothing, effect: "metadata", change, platform: "The platform writes the tags." }
      : unclassified(change, `The impact table does not cover ${step.type}.`),
  );
}
