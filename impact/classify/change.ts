import { classicToNative } from "../dialect/classic-azure";
import { diffInputs, sameValue } from "../diff";
import type { Difference, Segment } from "../diff";
import { inlineProfiles } from "../inventory/inventory";
import type { Entry } from "../inventory/inventory";
import { isMap } from "../json";
import type { JsonMap, JsonValue } from "../json";
import { keysOf, parsePath, related, showPath } from "../path";
import { isSecret } from "../values";

/** One property that a step changes. */
export interface Change {
  /** As the program spells it: `agentPoolProfiles[linux].count`. */
  readonly path: string;
  /** The path without list items, spelt as the impact table spells it. */
  readonly keys: readonly string[];
  /** Name of the inline pool that it belongs to. */
  readonly inline?: string;
  /** `stated`: only the engine says so, both values look the same here, as masked secrets do. */
  readonly kind: Difference["kind"] | "stated";
  readonly old?: JsonValue;
  readonly new?: JsonValue;
  /** The program says for the first time what the cloud had filled in anyway. */
  readonly already?: true;
  /** The new value is known only during the deployment; it may turn out to be the old one. */
  readonly unknown: boolean;
}

/** What the engine writes as a reason that is no property of the resource. */
const noProperty: ReadonlySet<string> = new Set(["provider", "id", "urn"]);

/**
 * What a step changes: the differences between its inputs, and what the engine names beyond them. The engine's list is
 * used to add, never to leave out: it is often empty.
 *
 * @param entry - one step
 */
export function changesOf(entry: Entry): readonly Change[] {
  const { step } = entry;
  if (step.old === undefined || step.new === undefined) return [];
  const { inputs, outputs = {} } = step.old;
  const own = diffInputs(inputs, step.new.inputs).map((difference) => {
    const { path, ...rest } = difference;
    return { ...place(entry, path), ...rest, ...before(difference, outputs) };
  });
  const stated = [...new Set([...step.engineChanges, ...step.replaceReasons])]
    .filter((path) => path !== "" && !path.startsWith("__") && !noProperty.has(path))
    .map((path) => ({ ...place(entry, parsePath(path)), kind: "stated" as const, unknown: false }))
    .filter(({ keys }, _, all) => !own.some((change) => related(change.keys, keys)) && !hasLonger(keys, all));
  return [...own, ...stated];
}

/** What an added property was until now, where the cloud had filled it in. */
function before({ kind, path, new: next }: Difference, outputs: JsonMap): Pick<Change, "old" | "already"> {
  if (kind !== "add") return {};
  const filled = path.reduce<JsonValue | undefined>(
    (part, segment) =>
      "key" in segment && isMap(part) && Object.hasOwn(part, segment.key) ? part[segment.key] : undefined,
    outputs,
  );
  if (filled === undefined || filled === null || isSecret(filled)) return {};
  return next !== undefined && sameValue(filled, next) ? { old: filled, already: true } : { old: filled };
}

/** Whether a longer path says the same more exactly. */
function hasLonger(keys: readonly string[], all: readonly { readonly keys: readonly string[] }[]): boolean {
  return all.some((other) => other.keys.length > keys.length && related(other.keys, keys));
}

function place(entry: Entry, path: readonly Segment[]): Pick<Change, "path" | "keys" | "inline"> {
  const { kind, dialect } = entry.subject;
  const plain = keysOf(path);
  const keys =
    dialect === "azure" && (kind === "cluster" || kind === "pool") ? classicToNative(kind, plain) : plain;
  const inline = keys[0] === "agentPoolProfiles" ? inlineName(entry, path[1]) : undefined;
  return { path: showPath(path), keys, ...(inline === undefined ? {} : { inline }) };
}

/** The engine counts the items of a list, the program names them; the classic provider has a single inline pool. */
function inlineName({ step, subject }: Entry, segment: Segment | undefined): string | undefined {
  const [old, next] = [inlineProfiles(subject, step.old?.inputs), inlineProfiles(subject, step.new?.inputs)];
  if (subject.dialect === "azure") return [...old.keys()][0] ?? [...next.keys()][0];
  if (segment === undefined || !("item" in segment)) return undefined;
  if (old.has(segment.item) || next.has(segment.item)) return segment.item;
  return /^\d+$/.test(segment.item) ? [...old.keys()][Number(segment.item)] : undefined;
}
