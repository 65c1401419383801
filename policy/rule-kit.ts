import type { Finding } from "./rule";
import type { Step, View } from "./view";

/**
 * A finding for a field that must not be there, if it is there.
 *
 * @param steps where the field is
 * @throws {Unproved} when that cannot be told
 */
export function* ifPresent(
  view: View,
  steps: Step[],
  words: Omit<Finding, "field" | "problem">,
): Iterable<Finding> {
  if (view.has(...steps)) yield { field: view.pathTo(...steps), problem: "is set", ...words };
}

/** A finding for a boolean that must not be true, if it is. @throws {Unproved} when that cannot be told */
export function* ifTrue(
  view: View,
  steps: Step[],
  words: Omit<Finding, "field" | "problem">,
): Iterable<Finding> {
  if (view.boolean(...steps) === true) yield { field: view.pathTo(...steps), problem: "is true", ...words };
}

/** How a value reads in "is …": quoted, or "not set". */
export function shown(value: string | number | boolean | undefined): string {
  return value === undefined ? "is not set" : `is ${JSON.stringify(value)}`;
}
