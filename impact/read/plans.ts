import { plannedOperation } from "../classify/planned";
import { diffInputs } from "../diff";
import { InputError } from "../input-error";
import type { InputProblem } from "../input-error";
import { asText, asTexts, isList, isMap, parseJson } from "../json";
import type { JsonMap, JsonValue } from "../json";
import type { PolicyFinding, Preview, ResourceState, Step } from "../step";
import { keysOf, parsePath } from "../path";
import { parseUrn } from "../urn";
import { sortFindings } from "./event-lines";
import { problemLimit, readState } from "./state";
import type { Complain } from "./state";

/** Version of the plan file that is read. */
export const planVersion = 1;

/** A resource of a plan, with the options that change what Pulumi would plan. */
interface Planned {
  readonly state: ResourceState;
  readonly custom: boolean;
  readonly replaceOnChanges: readonly string[];
  readonly ignoreChanges: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

interface Plan {
  readonly project: string;
  readonly stack: string;
  readonly resources: ReadonlyMap<string, Planned>;
  readonly findings: readonly PolicyFinding[];
}

/**
 * Compares two plan files (`schemas/plan.v1.json`): what a program registers on the base and on the head of a change,
 * with no cloud asked. What Pulumi would plan is taken from the impact table.
 *
 * @param base - text of the plan without the change
 * @param head - text of the plan with it
 * @param names - what the two are, for messages
 * @throws InputError with every problem found
 */
export function readPlans(
  base: string,
  head: string,
  names: { readonly base: string; readonly head: string } = { base: "base plan", head: "head plan" },
): Preview {
  const [before, after] = [readPlan(base, names.base), readPlan(head, names.head)];
  if (before.project !== after.project || before.stack !== after.stack) {
    const message = "is the plan of another project or stack than the base: compare two plans of one stack";
    throw new InputError(names.head, [{ path: "", message }]);
  }
  const urns = [...new Set([...before.resources.keys(), ...after.resources.keys()])];
  return {
    form: "plans",
    unlisted: 0,
    project: after.project,
    stack: after.stack,
    steps: urns.map((urn) => toStep(urn, before, after)),
    errors: 0,
    findings: after.findings,
    baseFindings: before.findings,
  };
}

function toStep(urn: string, before: Plan, after: Plan): Step {
  const [old, next] = [before.resources.get(urn), after.resources.get(urn)];
  const parts = parseUrn(urn);
  const step = {
    urn,
    type: parts?.type ?? "",
    name: parts?.name ?? "",
    custom: (next ?? old)?.custom === true,
    ...(old === undefined ? {} : { old: old.state }),
    engineChanges: [],
    replaceReasons: [],
  };
  if (next === undefined) return { ...step, op: "delete" };
  if (old === undefined) return { ...step, new: next.state, op: "create" };
  const inputs = keepIgnored(old.state.inputs, next.state.inputs, next.ignoreChanges);
  const changed = { ...step, new: { ...next.state, inputs } };
  if (diffInputs(old.state.inputs, inputs).length === 0) return { ...changed, op: "same" };
  const planned = plannedOperation({ ...changed, op: "update" }, next.replaceOnChanges);
  const { deleteBeforeReplace } = next;
  return {
    ...changed,
    ...planned,
    ...(planned.op === "replace" && deleteBeforeReplace !== undefined
      ? { deleteFirst: deleteBeforeReplace }
      : {}),
  };
}

/** The new inputs, with the old values of what the program ignores; paths into lists are compared all the same. */
function keepIgnored(old: JsonMap, next: JsonMap, ignored: readonly string[]): JsonMap {
  return ignored.reduce((inputs, path) => withOld(old, inputs, keysOf(parsePath(path))), next);
}

function withOld(old: JsonMap, next: JsonMap, keys: readonly string[]): JsonMap {
  const [key, ...rest] = keys;
  if (key === undefined) return next;
  if (rest.length === 0) return { ...next, [key]: old[key] };
  const [before, after] = [old[key], next[key]];
  return isMap(before) && isMap(after) ? { ...next, [key]: withOld(before, after, rest) } : next;
}

function readPlan(text: string, input: string): Plan {
  const problems: InputProblem[] = [];
  const complain: Complain = (path, message) => {
    if (problems.length < problemLimit) problems.push({ path, message });
  };
  const plan = toPlan(parsePlan(text, complain), complain);
  if (problems.length > 0) throw new InputError(input, problems);
  return plan;
}

function parsePlan(text: string, complain: Complain): JsonMap {
  try {
    const raw = parseJson(text.replace(/^\uFEFF/, ""));
    if (isMap(raw)) return raw;
    complain("", "must be an object: the output of mullion plan");
  } catch (error) {
    complain("", error instanceof SyntaxError ? error.message : "cannot be read");
  }
  return {};
}

function toPlan(raw: JsonMap, complain: Complain): Plan {
  if (raw["kind"] !== "mullion/plan") complain("kind", 'must be "mullion/plan": make it with mullion plan');
  if (raw["version"] !== planVersion) complain("version", `must be ${String(planVersion)}`);
  const [project, stack] = [asText(raw["project"]), asText(raw["stack"])];
  if (project === undefined) complain("project", "must be text");
  if (stack === undefined) complain("stack", "must be text");
  const list = raw["resources"];
  if (!isList(list)) complain("resources", "must be a list");
  const resources = new Map<string, Planned>();
  (isList(list) ? list : []).forEach((item, index) => {
    const path = `resources[${String(index)}]`;
    const planned = readPlanned(item, path, complain);
    const urn = isMap(item) ? asText(item["urn"]) : undefined;
    if (urn === undefined || parseUrn(urn) === undefined) complain(`${path}.urn`, "must be a URN");
    else if (resources.has(urn)) complain(`${path}.urn`, "stands in the plan twice");
    else if (planned !== undefined) resources.set(urn, planned);
  });
  return { project: project ?? "", stack: stack ?? "", resources, findings: readFindings(raw["findings"]) };
}

function readPlanned(item: JsonValue, path: string, complain: Complain): Planned | undefined {
  const state = readState(item, path, complain);
  if (state === undefined || !isMap(item)) return undefined;
  if (typeof item["custom"] !== "boolean") complain(`${path}.custom`, "must be true or false");
  const { deleteBeforeReplace } = item;
  return {
    state,
    custom: item["custom"] === true,
    replaceOnChanges: asTexts(item["replaceOnChanges"]),
    ignoreChanges: asTexts(item["ignoreChanges"]),
    ...(typeof deleteBeforeReplace === "boolean" ? { deleteBeforeReplace } : {}),
  };
}

function readFindings(raw: JsonValue | undefined): readonly PolicyFinding[] {
  if (!isList(raw)) return [];
  const findings = raw
    .filter((item) => isMap(item))
    .map((item) => ({
      pack: asText(item["pack"]) ?? "",
      policy: asText(item["policy"]) ?? "",
      level: asText(item["level"]) ?? "",
      urn: asText(item["urn"]) ?? "",
      message: asText(item["message"]) ?? "",
    }));
  return sortFindings(findings);
}
