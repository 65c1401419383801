import type { Json, JsonObject } from "../clouds/json";
import { sameJson } from "../clouds/json";
import { isList, isRecord } from "../wire/values";
import type { AwsError } from "./errors";
import { invalidParameter } from "./errors";

/** Tags have requests of their own on every service; a resource of another region is another one anyway. */
const elsewhere = ["tags", "tagsAll", "region"];

/**
 * The refusal of a change that no request of the service's API could say.
 *
 * @param updatable Paths of the properties that its update requests carry.
 * @param before The resource as it stands.
 */
export function fixedProperty(
  updatable: readonly string[],
  requested: JsonObject,
  before: JsonObject,
): AwsError | undefined {
  const fixed = changedPaths(requested, before, "").find(
    (path) =>
      !elsewhere.includes(path.split(".")[0] ?? "") &&
      !updatable.some((known) => path === known || path.startsWith(`${known}.`)),
  );
  return fixed === undefined
    ? undefined
    : invalidParameter(`${fixed} can't be changed: no update request of the API carries it`);
}

/** Paths of all that is asked for and stands otherwise; what is not asked for stays as it is. */
function changedPaths(asked: JsonObject, have: JsonObject, at: string): string[] {
  return Object.entries(asked).flatMap(([name, value]) => {
    const path = at === "" ? name : `${at}.${name}`;
    const now = have[name];
    if (same(value, now)) return [];
    return isRecord(value) ? changedPaths(value, isRecord(now) ? now : {}, path) : [path];
  });
}

/** Lists are sets; nothing, `false` and what is empty are the same. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  if (isNothing(a) && isNothing(b)) return true;
  if (isList(a) && isList(b))
    return a.length === b.length && a.every((item) => b.some((other) => sameJson(item, other)));
  return sameJson(a, b);
}

function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === "" || value === false || value === 0) return true;
  return isList(value) ? value.length === 0 : isRecord(value) && Object.values(value).every(isNothing);
}
