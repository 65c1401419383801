/** A JSON value of a recording. */
export type Json = null | boolean | number | string | readonly Json[] | JsonMap;
/** A JSON object of a recording. */
export interface JsonMap {
  readonly [name: string]: Json;
}

/** Whether a value is an object. */
export function isMap(value: unknown): value is JsonMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The text of a field; empty when it is none. */
export function textOf(value: Json | undefined, field: string): string {
  const inner = isMap(value) ? value[field] : undefined;
  return typeof inner === "string" ? inner : "";
}

/** A copy of an object without one of its fields. */
export function without(map: JsonMap, field: string): JsonMap {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== field));
}
