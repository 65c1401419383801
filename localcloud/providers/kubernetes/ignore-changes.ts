import { owners } from "./managed-fields";
import type { KubeObject } from "./objects/object";
import { valueAt, withoutValue, withValue } from "./objects/object";
import { parsePropertyPath } from "./property-path";

/**
 * Inputs in which fields under `ignoreChanges` are what they are now. A field that another manager owns is left out,
 * so that there is no conflict over it and it keeps its owner. Paths into lists are passed over.
 *
 * @param object The object as it is now.
 * @param manager Who will apply the inputs; `undefined` without server-side apply, where nobody owns a field.
 */
export function withIgnoredFields(
  inputs: KubeObject,
  object: KubeObject,
  ignoreChanges: readonly string[],
  manager: string | undefined,
): KubeObject {
  return ignoreChanges.reduce((result, text) => {
    const path = parsePropertyPath(text);
    const names = path.filter((step) => typeof step === "string");
    if (names.length < path.length || names.includes("*")) return result;
    if (manager !== undefined) {
      const { ours, theirs } = owners(object, path, manager);
      if (theirs && !ours) return withoutValue(result, names);
    }
    const now = valueAt(object, ...names);
    return now === undefined ? result : withValue(result, names, now);
  }, inputs);
}
