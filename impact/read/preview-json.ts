import { asText, isList, isMap } from "../json";
import type { JsonMap, JsonValue } from "../json";
import type { Preview, Step } from "../step";
import { parseUrn } from "../urn";
import { readStep } from "./state";
import type { Complain } from "./state";

/**
 * Reads the object that `pulumi preview --json` prints.
 *
 * @param raw - the parsed object
 * @param complain - told about every problem
 */
export function readPreviewJson(raw: JsonMap, complain: Complain): Preview {
  const list = raw["steps"];
  if (!isList(list) || list.length === 0) {
    complain("steps", "must be a list of at least one step: is this the output of pulumi preview --json?");
    return { form: "preview-json", project: "", stack: "", steps: [], errors: 0, findings: [] };
  }
  const steps = list.flatMap((step, index) => readStep(step, `steps[${String(index)}]`, complain) ?? []);
  return {
    form: "preview-json",
    ...stackOf(steps),
    steps,
    errors: countErrors(raw["diagnostics"]) + (raw["maybeCorrupt"] === true ? 1 : 0),
    findings: [],
  };
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
