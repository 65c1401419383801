import type { PropertyMap, PropertyValue } from "../../../wire/values";
import { isList, isRecord, UNKNOWN } from "../../../wire/values";

/**
 * A Kubernetes object as plain JSON: no secret marks, field names as in the API. In a preview a value may still
 * be the sentinel for an unknown. Objects are never changed in place.
 */
export type KubeObject = PropertyMap;

/** Where a value stands in an object: names of fields and indexes of list items. */
export type Path = readonly (string | number)[];

/** The value at a path, or `undefined` where the path leads nowhere. */
export function valueAt(object: PropertyValue | undefined, ...path: Path): PropertyValue | undefined {
  let value = object;
  for (const step of path) {
    if (typeof step === "number") value = isList(value) ? value[step] : undefined;
    else value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value;
}

/** The text at a path; empty when there is none. */
export function textAt(object: PropertyValue | undefined, ...path: Path): string {
  const value = valueAt(object, ...path);
  return typeof value === "string" ? value : "";
}

/** The number at a path, or `undefined`. */
export function numberAt(object: PropertyValue | undefined, ...path: Path): number | undefined {
  const value = valueAt(object, ...path);
  return typeof value === "number" ? value : undefined;
}

/** The fields of the object at a path; none when there is no object. */
export function mapAt(object: PropertyValue | undefined, ...path: Path): PropertyMap {
  const value = valueAt(object, ...path);
  return isRecord(value) ? value : {};
}

/** The items of the list at a path; none when there is no list. */
export function listAt(object: PropertyValue | undefined, ...path: Path): readonly PropertyValue[] {
  const value = valueAt(object, ...path);
  return isList(value) ? value : [];
}

/**
 * A copy with the value set at a path of field names; objects that are missing on the way are made. Nothing can be
 * set in what is not known yet: then the object stays as it is.
 */
export function withValue(object: PropertyMap, path: readonly string[], value: PropertyValue): PropertyMap {
  const [first, ...rest] = path;
  if (first === undefined || (rest.length > 0 && valueAt(object, first) === UNKNOWN)) return object;
  return { ...object, [first]: rest.length === 0 ? value : withValue(mapAt(object, first), rest, value) };
}

/** A copy without the value at a path of field names. */
export function withoutValue(object: PropertyMap, path: readonly string[]): PropertyMap {
  const [first, ...rest] = path;
  if (first === undefined || !Object.hasOwn(object, first)) return object;
  if (rest.length === 0) return Object.fromEntries(Object.entries(object).filter(([name]) => name !== first));
  const inner = object[first];
  return isRecord(inner) ? { ...object, [first]: withoutValue(inner, rest) } : object;
}

/** A value as text: a text as it is, anything else as JSON. */
export function printed(value: PropertyValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Whether two values are the same JSON, without regard to the order of fields. */
export function sameValue(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameValue(a[name], b[name]))
  );
}
