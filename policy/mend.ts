import type { Step, View } from "./view";
import { isJson, type Json, unmark } from "./wire";

/** One value to write into a resource. */
export interface Change {
  /** Where the steps begin. */
  readonly view: View;
  readonly steps: readonly Step[];
  readonly value: string | boolean;
}

/** The properties with the changes in them; marks of secrets on the way stay. The given properties are left as they are. */
export function mended(properties: Json, changes: readonly Change[]): Json {
  return changes.reduce<Json>((before, { view, steps, value }) => {
    const after = written(before, view.stepsTo(...steps), value);
    // The first step leads into the resource's properties, which are an object.
    return isJson(after) ? after : before;
  }, properties);
}

function written(into: unknown, [step, ...rest]: readonly Step[], value: unknown): unknown {
  if (step === undefined) return value;
  if (unmark(into) !== undefined && isJson(into)) {
    return { ...into, value: written(into["value"], [step, ...rest], value) };
  }
  if (Array.isArray(into)) {
    return into.map((element: unknown, index) => (index === step ? written(element, rest, value) : element));
  }
  const object = isJson(into) ? into : {};
  return { ...object, [step]: written(object[step], rest, value) };
}
