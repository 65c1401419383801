import { diffInputs } from "../diff";
import type { Difference } from "../diff";
import type { JsonValue } from "../json";
import { keysOf, parsePath, related, showPath } from "../path";
import type { Step } from "../step";

/** One property that a step changes. */
export interface Change {
  /** As a reader knows it: `agentPoolProfiles[linux].count`. */
  readonly path: string;
  /** The path without list items, for the table. */
  readonly keys: readonly string[];
  /** `stated`: only the engine says so, both values look the same here, as masked secrets do. */
  readonly kind: Difference["kind"] | "stated";
  readonly old?: JsonValue;
  readonly new?: JsonValue;
  /** The new value is known only during the deployment; it may turn out to be the old one. */
  readonly unknown: boolean;
}

/** What the engine writes as a reason that is no property of the resource. */
const noProperty: ReadonlySet<string> = new Set(["provider", "id", "urn"]);

/**
 * What a step changes: the differences between its inputs, and what the engine names beyond them. The engine's list is
 * used to add, never to leave out: it is often empty.
 *
 * @param step - one step
 */
export function changesOf(step: Step): readonly Change[] {
  if (step.old === undefined || step.new === undefined) return [];
  const own = diffInputs(step.old.inputs, step.new.inputs).map(toChange);
  const stated = [...new Set([...step.engineChanges, ...step.replaceReasons])]
    .filter((path) => path !== "" && !path.startsWith("__") && !noProperty.has(path))
    .map((path) => ({ path, keys: keysOf(parsePath(path)) }))
    .filter(({ keys }, _, all) => !own.some((change) => related(change.keys, keys)) && !hasLonger(keys, all));
  return [...own, ...stated.map((found) => ({ ...found, kind: "stated" as const, unknown: false }))];
}

/** Whether a longer path says the same more exactly. */
function hasLonger(keys: readonly string[], all: readonly { readonly keys: readonly string[] }[]): boolean {
  return all.some((other) => other.keys.length > keys.length && related(other.keys, keys));
}

function toChange(difference: Difference): Change {
  const { path, ...rest } = difference;
  return { path: showPath(path), keys: keysOf(path), ...rest };
}
