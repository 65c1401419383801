import type { PropertyMap, PropertyValue } from "../../../wire/values";
import { isList, isRecord } from "../../../wire/values";

/**
 * What of an object stands in a shape too: fields that the shape has, and list items up to the shape's length. A
 * live object pruned to the shape of its inputs shows what became of the inputs, without what the server filled in.
 */
export function pruneTo(source: PropertyMap, shape: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => {
      const wanted = Object.hasOwn(shape, name) ? shape[name] : undefined;
      return wanted === undefined ? [] : [[name, pruneValue(value, wanted)]];
    }),
  );
}

function pruneValue(value: PropertyValue, shape: PropertyValue): PropertyValue {
  if (isRecord(value) && isRecord(shape)) return pruneTo(value, shape);
  if (isList(value) && isList(shape)) return pruneList(value, shape);
  return value;
}

function pruneList(
  source: readonly PropertyValue[],
  shape: readonly PropertyValue[],
): readonly PropertyValue[] {
  if (source.length === 0 || shape.length === 0) return [];
  if (typeName(source[0]) !== typeName(shape[0])) return source;
  return source.slice(0, shape.length).map((item, i) => {
    const wanted = shape[i];
    return wanted === undefined ? item : pruneValue(item, wanted);
  });
}

function typeName(value: PropertyValue | undefined): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
