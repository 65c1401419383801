import { isJson, type Json } from "./json";

/** A property that the program would set otherwise than it is. */
export interface Difference {
  /** Path by the provider's names, as `ignoreChanges` takes it. */
  readonly path: string;
  /** What the cloud has; absent when it has nothing. */
  readonly has?: unknown;
  /** What the program would set; absent when it says nothing. */
  readonly sets?: unknown;
}

/** Stands in a plan for what only the cloud can say. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Maps whose keys are the user's own: they are kept whole. */
const ownKeys: ReadonlySet<string> = new Set(["tags", "nodeLabels", "labels", "addonProfiles"]);

/**
 * Where the program and the cloud disagree about an object. On the top level only what the program says counts: the rest
 * is not imported. Below, what only the cloud says counts too, since it is imported with its neighbours.
 *
 * @param planned - inputs of the resource
 * @param found - the object by the same names
 * @param ignored - paths that the program ignores by itself
 */
export function differencesOf(planned: Json, found: Json, ignored: readonly string[]): readonly Difference[] {
  return Object.entries(planned)
    .filter(([name]) => !name.startsWith("__"))
    .flatMap(([name, sets]) => compare(name, name, sets, found[name]))
    .filter(({ path }) => !ignored.includes(path));
}

function compare(path: string, name: string, sets: unknown, has: unknown): readonly Difference[] {
  if (sets === UNKNOWN || isSecret(sets)) return [];
  if (isJson(sets) && isJson(has) && !ownKeys.has(name)) {
    const names = [...new Set([...Object.keys(sets), ...Object.keys(has)])].filter(
      (key) => !key.startsWith("__"),
    );
    return names.flatMap((key) => compare(`${path}.${key}`, key, sets[key], has[key]));
  }
  if (Array.isArray(sets) && Array.isArray(has) && sets.length === has.length && sets.some(isJson)) {
    return sets.flatMap((item, index) => compare(`${path}[${String(index)}]`, name, item, has[index]));
  }
  if (same(sets, has)) return [];
  return [{ path, ...(has === undefined ? {} : { has }), ...(sets === undefined ? {} : { sets }) }];
}

function isSecret(value: unknown): boolean {
  return isJson(value) && "4dabf18193072939515e22adb298388d" in value;
}

function same(a: unknown, b: unknown): boolean {
  if (isEmpty(a) && isEmpty(b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (isJson(a) && isJson(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => same(a[name], b[name]));
  }
  return a === b;
}

/** Providers and clouds do not tell an empty list or map from none. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) ? value.length === 0 : isJson(value) && Object.keys(value).length === 0;
}
