import type { PropertyMap, PropertyValue } from "../../../wire/values";
import { isList, isRecord } from "../../../wire/values";
import type { KubeObject } from "./object";
import { listAt, mapAt, textAt, valueAt } from "./object";
import { canonicalQuantity } from "./quantity";

/** The schema of a kind and the parts that it refers to. */
export interface ObjectSchema {
  readonly root: PropertyMap;
  readonly components: PropertyMap;
}

/**
 * Writes an object as the server would: without fields that its kind does not have and without empty maps, and with
 * quantities in their canonical form. An object with a value of the wrong type stays as it is, for the server to
 * refuse.
 */
export function conform(object: KubeObject, schema: ObjectSchema): KubeObject {
  try {
    const result = conformTo(object, schema.root, schema.components);
    return isRecord(result) ? result : object;
  } catch (error) {
    if (error instanceof WrongType) return object;
    throw error;
  }
}

class WrongType extends Error {}

/** Optional lists that the server does keep when they are empty: those of roles. */
const KEPT_EMPTY = ["rules"];

const QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";

function conformTo(value: PropertyValue, schema: PropertyMap, components: PropertyMap): PropertyValue {
  const reference = referenceOf(schema);
  if (reference === QUANTITY) return canonicalQuantity(value);
  if (reference !== undefined) return conformTo(value, mapAt(components, reference), components);
  const type = textAt(schema, "type");
  if (value === null || type === "") return value;
  checkType(value, type);
  if (isList(value)) return value.map((item) => conformTo(item, mapAt(schema, "items"), components));
  return isRecord(value) ? conformMap(value, schema, components) : value;
}

function conformMap(value: PropertyMap, schema: PropertyMap, components: PropertyMap): PropertyMap {
  const properties = mapAt(schema, "properties");
  const rest = valueAt(schema, "additionalProperties");
  const required = listAt(schema, "required");
  // A schema without properties takes anything.
  if (Object.keys(properties).length === 0 && !isRecord(rest)) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): [string, PropertyValue][] => {
    const own = valueAt(properties, name) ?? rest;
    if (!isRecord(own)) return [];
    if (isEmpty(inner, own) && !required.includes(name) && !KEPT_EMPTY.includes(name)) return [];
    return [[name, conformTo(inner, own, components)]];
  });
  return Object.fromEntries(entries);
}

/** An empty list, or an empty map of free keys (labels, data), is the same as none, and the server keeps none. */
function isEmpty(value: PropertyValue, schema: PropertyMap): boolean {
  if (isList(value)) return value.length === 0;
  return (
    isRecord(value) && Object.keys(value).length === 0 && isRecord(valueAt(schema, "additionalProperties"))
  );
}

/** Name of the component that a schema refers to, by itself or as the only part of `allOf`. */
function referenceOf(schema: PropertyMap): string | undefined {
  const reference = textAt(schema, "$ref") || textAt(schema, "allOf", 0, "$ref");
  return reference === "" ? undefined : reference.replace("#/components/schemas/", "");
}

function checkType(value: PropertyValue, type: string): void {
  const actual = isList(value) ? "array" : isRecord(value) ? "object" : typeof value;
  const fits =
    type === actual ||
    (actual === "number" && (type === "number" || (type === "integer" && Number.isInteger(value))));
  if (!fits) throw new WrongType();
}
