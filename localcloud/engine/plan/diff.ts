import { isList, isRecord, unwrapSecrets, type PropertyMap, type PropertyValue } from "../../wire/values";
import { sameValue } from "../values/equal";
import { formatPath, parsePath, pathContains, type PathStep } from "../values/path";

/** What happens to one property, in the words of engine events. */
export type DiffKind = "add" | "add-replace" | "delete" | "delete-replace" | "update" | "update-replace";

/** One entry of a detailed diff. */
export interface PropertyDiff {
  readonly diffKind: DiffKind;
  /** Whether the change was found by comparing inputs with inputs. */
  readonly inputDiff: boolean;
}

/** What a provider, or the engine in its place, found out about a change. */
export interface Diff {
  readonly changes: "none" | "some" | "unknown";
  /** Top-level properties that differ. */
  readonly changed: readonly string[];
  /** Top-level properties that need a replacement. */
  readonly replaces: readonly string[];
  /** Path to what changed there; absent when the provider gave none. */
  readonly detailed?: Readonly<Record<string, PropertyDiff>>;
  readonly deleteBeforeReplace: boolean;
}

/** A diff that says: nothing changed. */
export const NO_CHANGE: Diff = { changes: "none", changed: [], replaces: [], deleteBeforeReplace: false };

/** A diff that says: something changed, and these keys need a replacement. */
export function replacedBecause(...keys: readonly string[]): Diff {
  return { changes: "some", changed: [], replaces: keys, deleteBeforeReplace: false };
}

/** Whether the change needs a new object. */
export function needsReplacement(diff: Diff): boolean {
  return (
    diff.replaces.length > 0 || Object.values(diff.detailed ?? {}).some((entry) => isReplace(entry.diffKind))
  );
}

/** The engine's own comparison of inputs, for providers that answer "unknown". */
export function compareInputs(olds: PropertyMap, news: PropertyMap): Diff {
  const detailed: Record<string, PropertyDiff> = {};
  compare([], unwrapSecrets(olds), unwrapSecrets(news), detailed);
  if (Object.keys(detailed).length === 0) return NO_CHANGE;
  const changed = [...new Set(Object.keys(detailed).map((path) => String(parsePath(path)?.[0] ?? path)))];
  return { changes: "some", changed, replaces: [], detailed, deleteBeforeReplace: false };
}

/** Turns the changes that `replaceOnChanges` names into replacements. */
export function applyReplaceOnChanges(
  diff: Diff,
  replaceOnChanges: readonly string[],
  hasInitErrors: boolean,
): Diff {
  if ((diff.changes !== "some" && !hasInitErrors) || replaceOnChanges.length === 0) return diff;
  const paths = replaceOnChanges.map(requirePath);
  const named = (text: string): boolean => {
    const steps = parsePath(text);
    return steps !== undefined && paths.some((path) => pathContains(path, steps));
  };
  const detailed = diff.detailed === undefined ? undefined : { ...diff.detailed };
  for (const [path, entry] of Object.entries(detailed ?? {})) {
    if (detailed !== undefined && named(path))
      detailed[path] = { ...entry, diffKind: asReplace(entry.diffKind) };
  }
  const replaces = new Set([...diff.replaces, ...diff.changed.filter(named)]);
  let changes = diff.changes;
  if (hasInitErrors && named(INIT_ERROR)) {
    replaces.add(INIT_ERROR);
    if (detailed !== undefined) detailed[INIT_ERROR] = { diffKind: "update-replace", inputDiff: false };
    changes = "some";
  }
  return { ...diff, changes, replaces: [...replaces], ...(detailed === undefined ? {} : { detailed }) };
}

/** The diff seen from the other side: what a refresh shows. */
export function invert(diff: Diff): Diff {
  const flip = (kind: DiffKind): DiffKind => {
    if (kind === "add" || kind === "add-replace") return kind === "add" ? "delete" : "delete-replace";
    if (kind === "delete" || kind === "delete-replace") return kind === "delete" ? "add" : "add-replace";
    return kind;
  };
  if (diff.detailed === undefined) return diff;
  const entries = Object.entries(diff.detailed).map(([path, entry]) => [
    path,
    { ...entry, diffKind: flip(entry.diffKind) },
  ]);
  return { ...diff, detailed: Object.fromEntries(entries) as Record<string, PropertyDiff> };
}

/** The path that stands for "the object is not initialised" in `replaceOnChanges`. */
const INIT_ERROR = "#initerror";

function requirePath(text: string): readonly PathStep[] {
  const path = parsePath(text);
  if (path === undefined)
    throw new Error(
      `replaceOnChanges: "${text}" is not a property path; write for example spec.template or tags["a.b"]`,
    );
  return path;
}

function compare(
  path: readonly PathStep[],
  old: PropertyValue | undefined,
  now: PropertyValue | undefined,
  found: Record<string, PropertyDiff>,
): void {
  if (sameValue(old, now)) return;
  if (isRecord(old) && isRecord(now)) {
    for (const name of new Set([...Object.keys(old), ...Object.keys(now)]))
      compare([...path, name], old[name], now[name], found);
  } else if (isList(old) && isList(now)) {
    for (let i = 0; i < Math.max(old.length, now.length); i++) compare([...path, i], old[i], now[i], found);
  } else {
    const diffKind = old === undefined ? "add" : now === undefined ? "delete" : "update";
    found[formatPath(path)] = { diffKind, inputDiff: true };
  }
}

function isReplace(kind: DiffKind): boolean {
  return kind.endsWith("-replace");
}

function asReplace(kind: DiffKind): DiffKind {
  switch (kind) {
    case "add":
      return "add-replace";
    case "delete":
      return "delete-replace";
    case "update":
      return "update-replace";
    case "add-replace":
    case "delete-replace":
    case "update-replace":
      return kind;
  }
}
