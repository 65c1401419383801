import { entryOf } from "../inventory/inventory";
import { poolFacts } from "../inventory/pool-facts";
import type { Step } from "../step";
import { changesOf } from "./change";
import { findRow } from "./find-row";
import { kubernetesReplaces } from "./kubernetes";
import { keysOf, parsePath, related } from "../path";

/**
 * What Pulumi would plan for a changed resource, by the impact table: for plan files, which know no engine.
 *
 * @param step - the resource before and after, as an update
 * @param replaceOnChanges - the program's option of that name; `*` = any change
 * @returns the operation, with the table's reasons
 */
export function plannedOperation(
  step: Step,
  replaceOnChanges: readonly string[] = [],
): Pick<Step, "op" | "replaceReasons"> {
  const entry = entryOf(step);
  const { rows } = entry.subject;
  const inputs = (step.new ?? step.old)?.inputs ?? {};
  const os = entry.subject.kind === "pool" ? poolFacts(entry.subject, inputs).os : undefined;
  const forced = replaceOnChanges.map((path) => keysOf(parsePath(path)));
  const reasons = changesOf(entry)
    .filter(
      (change) =>
        forced.some(([first, ...rest]) => first === "*" || related([first ?? "", ...rest], change.keys)) ||
        (rows === undefined
          ? kubernetesReplaces(step.type, change)
          : change.inline === undefined && findRow(rows, change, os)?.provider === "replace"),
    )
    .map(({ path }) => path);
  return { op: reasons.length > 0 ? "replace" : "update", replaceReasons: reasons };
}
