import type { PropertyMap, PropertyValue } from "../../wire/values";
import { isRecord } from "../../wire/values";
import { sameValue, valueAt } from "./objects/object";

/**
 * A JSON merge patch that makes an object what the new inputs say, and takes away what the old inputs had and the
 * new ones have not. What others set stays.
 *
 * @param old Old inputs.
 * @param news New inputs.
 * @param live The object as it is now.
 * @see https://datatracker.ietf.org/doc/html/rfc7386
 */
export function mergePatchOf(old: PropertyMap, news: PropertyMap, live: PropertyMap): PropertyMap {
  const gone = Object.keys(old).filter((name) => !Object.hasOwn(news, name) && Object.hasOwn(live, name));
  const changed = Object.entries(news).flatMap(([name, value]): [string, PropertyValue][] => {
    const now = valueAt(live, name);
    if (isRecord(value) && isRecord(now)) {
      const before = valueAt(old, name);
      const inner = mergePatchOf(isRecord(before) ? before : {}, value, now);
      return Object.keys(inner).length === 0 ? [] : [[name, inner]];
    }
    return sameValue(value, now) ? [] : [[name, value]];
  });
  return Object.fromEntries([...changed, ...gone.map((name): [string, PropertyValue] => [name, null])]);
}
