import type { PropertyMap, PropertyValue } from "../wire/values";
import { isList, isRecord } from "../wire/values";

/** Any JSON value. */
export type Json = PropertyValue;
/** A JSON object: what clouds take and give as bodies. */
export type JsonObject = PropertyMap;

/** The value at a path of property names, for instance `properties.networkProfile.networkPlugin`. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  return path
    .split(".")
    .reduce<Json | undefined>(
      (part, name) => (isRecord(part) ? (part[name] ?? undefined) : undefined),
      value,
    );
}

/** The text at a path; `undefined` when there is something else or nothing. */
export function textAt(value: Json | undefined, path: string): string | undefined {
  const found = valueAt(value, path);
  return typeof found === "string" ? found : undefined;
}

/** The text of a value; empty when it is no text. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The number at a path; `undefined` when there is something else or nothing. */
export function numberAt(value: Json | undefined, path: string): number | undefined {
  const found = valueAt(value, path);
  return typeof found === "number" ? found : undefined;
}

/** Whether there is `true` at a path. */
export function isTrueAt(value: Json | undefined, path: string): boolean {
  return valueAt(value, path) === true;
}

/** The object at a path; empty when there is something else or nothing. */
export function objectAt(value: Json | undefined, path: string): JsonObject {
  const found = valueAt(value, path);
  return isRecord(found) ? found : {};
}

/** The list at a path; empty when there is something else or nothing. */
export function listAt(value: Json | undefined, path: string): readonly Json[] {
  const found = valueAt(value, path);
  return isList(found) ? found : [];
}

/** The texts of the list at a path. */
export function textsAt(value: Json | undefined, path: string): readonly string[] {
  return listAt(value, path).filter((item) => typeof item === "string");
}

/** The objects of the list at a path. */
export function objectsAt(value: Json | undefined, path: string): readonly JsonObject[] {
  return listAt(value, path).filter((item): item is JsonObject => isRecord(item));
}

/** `given` laid over `defaults`, objects merged at any depth; `null` counts as not given. */
export function overlay(defaults: JsonObject, given: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    const below = merged[name];
    if (value === null) merged[name] = below ?? null;
    else merged[name] = isRecord(below) && isRecord(value) ? overlay(below, value) : value;
  }
  return merged;
}

/** A copy without some properties. */
export function without(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
}

/** A copy without properties that are `null`, at any depth of objects. */
export function withoutNulls(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([name, item]) => [name, isRecord(item) ? withoutNulls(item) : item]),
  );
}

/** Whether two values are equal; the order of object keys does not matter. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  if (isRecord(a) && isRecord(b)) {
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...names].every((name) => sameJson(a[name], b[name]));
  }
  return a === b;
}
