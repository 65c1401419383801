import { isList, isMap } from "./json";
import type { JsonMap, JsonValue } from "./json";
import { containsUnknown, isMarked, isSecret, isUnknown } from "./values";

/** One step of a property path: a property, or an item of a list by position or by its name. */
export type Segment = { readonly key: string } | { readonly item: string };

/** One property that differs between the old and the new inputs. */
export interface Difference {
  readonly path: readonly Segment[];
  readonly kind: "add" | "remove" | "change";
  /** Absent when added. */
  readonly old?: JsonValue;
  /** Absent when removed. */
  readonly new?: JsonValue;
  /** The new value is not known before the deployment: it may turn out to be the old one. */
  readonly unknown: boolean;
}

/**
 * Compares two sets of inputs, deeply. Keys that begin with `__` belong to provider bridges and are passed over; null
 * and absent are the same; lists of plain values are compared as a whole; list items with unique names are matched by
 * name, others by position.
 *
 * @param old - inputs of the last deployment
 * @param next - inputs of the program now
 * @returns the differences in the order of the old keys, then the new ones
 */
export function diffInputs(old: JsonMap, next: JsonMap): readonly Difference[] {
  const found: Difference[] = [];
  compareMaps(old, next, [], found);
  return found;
}

function compare(
  old: JsonValue | undefined,
  next: JsonValue | undefined,
  path: readonly Segment[],
  found: Difference[],
): void {
  const before = old ?? undefined;
  const after = next ?? undefined;
  if (before === undefined && after === undefined) return;
  if (isUnknown(after)) {
    // Two plans of the same program do not know the same things.
    if (!isUnknown(before))
      found.push({
        path,
        kind: before === undefined ? "add" : "change",
        ...present(before, after),
        unknown: true,
      });
  } else if (isBranch(before, path) && isBranch(after, path)) {
    compareMaps(before ?? {}, after ?? {}, path, found);
  } else if (isObjectList(before) && isObjectList(after)) {
    compareLists(before, after, path, found);
  } else if (!equal(before, after)) {
    const kind = before === undefined ? "add" : after === undefined ? "remove" : "change";
    found.push({ path, kind, ...present(before, after), unknown: containsUnknown(after) });
  }
}

function present(old: JsonValue | undefined, next: JsonValue | undefined): Pick<Difference, "old" | "new"> {
  return { ...(old === undefined ? {} : { old }), ...(next === undefined ? {} : { new: next }) };
}

function compareMaps(old: JsonMap, next: JsonMap, path: readonly Segment[], found: Difference[]): void {
  const keys = new Set([...Object.keys(old), ...Object.keys(next)]);
  for (const key of keys) {
    if (key.startsWith("__") || identical(own(old, key), own(next, key))) continue;
    compare(own(old, key), own(next, key), [...path, { key }], found);
  }
}

function compareLists(
  old: readonly JsonMap[],
  next: readonly JsonMap[],
  path: readonly Segment[],
  found: Difference[],
): void {
  const before = byName(old);
  const after = byName(next);
  const named = before !== undefined && after !== undefined;
  const [left, right] = named ? [before, after] : [byPosition(old), byPosition(next)];
  for (const item of new Set([...left.keys(), ...right.keys()])) {
    compare(left.get(item), right.get(item), [...path, { item }], found);
  }
}

/**
 * Whether two values are alike to the letter; most are, and this is the cheapest way to find out.
 *
 * @param a - one value
 * @param b - the other
 */
export function identical(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (isList(a))
    return isList(b) && a.length === b.length && a.every((item, index) => identical(item, b[index]));
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => identical(own(a, key), own(b, key)));
}

/** The items by their `name`; `undefined` when an item has none or two have the same. */
function byName(items: readonly JsonMap[]): ReadonlyMap<string, JsonMap> | undefined {
  const named = new Map<string, JsonMap>();
  for (const item of items) {
    const name = item["name"];
    if (typeof name !== "string" || isUnknown(name) || named.has(name)) return undefined;
    named.set(name, item);
  }
  return named;
}

function byPosition(items: readonly JsonMap[]): ReadonlyMap<string, JsonMap> {
  return new Map(items.map((item, index) => [String(index), item]));
}

function own(map: JsonMap, key: string): JsonValue | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isTree(value: JsonValue | undefined): value is JsonMap {
  return isMap(value) && !isMarked(value);
}

/** A map, or a property that is missing beside a map: its parts are compared one by one. List items stay whole. */
function isBranch(value: JsonValue | undefined, path: readonly Segment[]): value is JsonMap | undefined {
  const last = path.at(-1);
  return isTree(value) || (value === undefined && last !== undefined && "key" in last);
}

function isObjectList(value: JsonValue | undefined): value is readonly JsonMap[] {
  return isList(value) && value.length > 0 && value.every((item) => isTree(item));
}

/**
 * Whether two values are the same, whatever the order of keys in them.
 *
 * @param a - one value
 * @param b - the other
 */
export function sameValue(a: JsonValue, b: JsonValue): boolean {
  return a === b || canonical(a) === canonical(b);
}

function equal(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  // Two masked values may hide two different secrets; the engine's own list of changes then tells.
  if (isSecret(a) && isSecret(b)) return canonical(a) === canonical(b);
  return a === b || canonical(a) === canonical(b);
}

/** JSON text with sorted keys, so that the order of keys is no difference. */
function canonical(value: JsonValue | undefined): string {
  return JSON.stringify(value, (_, part: JsonValue) =>
    isMap(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  );
}
