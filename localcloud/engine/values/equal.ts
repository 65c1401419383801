import { isList, isRecord, type PropertyMap, type PropertyValue } from "../../wire/values";

/** Whether two values are the same at any depth; a property that is `undefined` counts as absent. */
export function sameValue(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (isRecord(a) && isRecord(b)) return sameProperties(a, b);
  return false;
}

function sameProperties(a: PropertyMap, b: PropertyMap): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameValue(a[name], b[name]))
  );
}
