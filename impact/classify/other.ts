import type { Entry } from "../inventory/inventory";
import { actionOf } from "./action";
import { changesOf } from "./change";
import type { Finding } from "./classified";
import { nothing, unclassified } from "./property-findings";

/** Properties that are labels on the record and nothing else, with every cloud. */
const recordOnly: ReadonlySet<string> = new Set(["tags", "tagsAll"]);

/**
 * What a step on a resource outside the impact table does: creations touch nothing that runs, changed tags neither;
 * everything else is unclassified.
 *
 * @param entry - the resource
 */
export function otherFindings(entry: Entry): readonly Finding[] {
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
    case "delete":
    case "unknown":
      return [unclassified(undefined, `The impact table does not cover ${step.type}.`)];
  }
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
