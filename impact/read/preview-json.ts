import { asText, isList, isMap } from "../json";
import type { JsonMap, JsonValue } from "../json";
import type { Preview, Step } from "../step";
import { parseUrn } from "../urn";
import type { Complain } from "./state";

/**
 * Puts together the object that `pulumi preview --json` prints.
 *
 * @param whole - the object, with `0` in the place of every step
 * @param steps - its steps
 * @param complain - told about every problem
 */
export function finishPreview(whole: JsonMap, steps: readonly Step[], complain: Complain): Preview {
  const list = whole["steps"];
  if (!isList(list) || list.length === 0) {
    complain("steps", "must be a list of at least one step: is this the output of pulumi preview --json?");
  } else if (list.length !== steps.length) {
    complain("steps", "must hold nothing but steps");
  }
  return {
    form: "preview-json",
    ...stackOf(steps),
    steps,
    errors: countErrors(whole["diagnostics"]) + (whole["maybeCorrupt"] === true ? 1 : 0),
    unlisted: countUnlisted(whole["changeSummary"], steps),
    findings: [],
  };
}

/** Without `--show-sames` the stack itself is the only unchanged resource that is listed. */
function countUnlisted(summary: JsonValue | undefined, steps: readonly Step[]): number {
  const counted = isMap(summary) ? summary["same"] : undefined;
  const listed = steps.filter(({ op }) => op === "same");
  if (typeof counted !== "number" || listed.some(({ type }) => type !== "pulumi:pulumi:Stack")) return 0;
  return Math.max(0, counted - listed.length);
}

/** Project and stack of the first step. */
export function stackOf(steps: readonly Step[]): Pick<Preview, "project" | "stack"> {
  const urn = steps[0] === undefined ? undefined : parseUrn(steps[0].urn);
  return { project: urn?.project ?? "", stack: urn?.stack ?? "" };
}

function countErrors(diagnostics: JsonValue | undefined): number {
  if (!isList(diagnostics)) return 0;
  return diagnostics.filter((entry) => isMap(entry) && asText(entry["severity"]) === "error").length;
}
