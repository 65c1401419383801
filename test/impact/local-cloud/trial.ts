import assert from "node:assert/strict";
import { compareEffects } from "../../../catalogue/impact";
import type { EffectClass } from "../../../catalogue/impact";
import { isIsoDate } from "../../../catalogue/source";
import { analyse, readPreview } from "../../../impact";
import type { Report } from "../../../impact";
import type { PreviewJson } from "../../../localcloud/engine";
import { whatHappened } from "./happened";
import type { Scope, Seen } from "./happened";
import type { Goal, Stage, Wanted } from "./stage";

/** One edit of one resource of a program. */
export interface Edit {
  /** What is edited, for the table. */
  readonly name: string;
  /** Logical name of the resource. */
  readonly resource: string;
  /** The resource as it shall be; `undefined` takes it out of the program. */
  readonly to: Wanted | undefined;
  /** What the edit may touch in the cloud. @default everything */
  readonly scope?: Scope;
  /** Why the report is right to warn of more than the local cloud shows. */
  readonly over?: string;
  /** The same for the way back. */
  readonly backOver?: string;
  /** Why the report names another error code than the local cloud. */
  readonly otherCode?: string;
}

/** What the report said, and what then was seen. */
export interface Trial {
  readonly edit: Edit;
  readonly predicted: Prediction;
  readonly seen: Seen;
  /** Whether the cloud refused to take the edit back; absent when nobody tried. */
  readonly backRefused?: boolean;
}

/** What the report says of one edit. */
interface Prediction {
  readonly effect: EffectClass;
  readonly codes: readonly string[];
  readonly verdict: Report["summary"]["verdict"];
  readonly reversible: Report["summary"]["reversible"];
  /** Fewest and most nodes that are drained. */
  readonly drained: Report["summary"]["nodesDrained"];
}

/**
 * Makes some edits at once, each of another resource, and looks at what happens to each.
 *
 * @param stage - where
 * @param before - the program as it was deployed last
 * @param edits - of different resources that do not touch each other
 * @returns the trials, and the program with the edits that the cloud took
 */
export async function tryEdits(
  stage: Stage,
  before: Goal,
  edits: readonly Edit[],
): Promise<{ readonly trials: readonly Trial[]; readonly goal: Goal }> {
  const goal = withEdits(before, edits);
  const preview = await stage.preview(goal);
  assert.ok(
    edits.length === 1 || preview.diagnostics?.some(({ severity }) => severity === "error") !== true,
    "an edit breaks the preview of the others",
  );
  const was = await stage.observe();
  const { exitCode, errors } = await stage.up(goal);
  const is = await stage.observe();
  const trials = edits.map((edit) => ({
    edit,
    predicted: predict(preview, edit, edits),
    seen: whatHappened(was, is, errorOf(edit, errors, edits.length === 1 && exitCode !== 0), edit.scope),
  }));
  const taken = trials.filter(({ seen }) => seen.code === "").map(({ edit }) => edit);
  const goes = withEdits(before, taken);
  // What a refusal left half done is put right, so that the next edit starts from a program that is deployed.
  if (exitCode !== 0) await stage.mustUp(goes);
  return { trials, goal: goes };
}

/**
 * Makes edits and takes those back that the cloud took: what cannot be taken back is noted, and each way back is a trial
 * of its own. Removals come after the other edits, because an engine removes nothing after a refusal.
 *
 * @returns the trials, and the program as it is deployed then
 */
export async function tryBothWays(
  stage: Stage,
  before: Goal,
  edits: readonly Edit[],
): Promise<{ readonly trials: readonly Trial[]; readonly goal: Goal }> {
  const there = await tryInTurn(stage, before, edits);
  const taken = there.trials.filter(({ seen }) => seen.code === "").map(({ edit }) => edit);
  const back = await tryInTurn(
    stage,
    there.goal,
    taken.map((edit) => reversed(edit, before)),
  );
  const refused = new Set(
    back.trials.filter(({ seen }) => seen.code !== "").map(({ edit }) => edit.resource),
  );
  const forth = there.trials.map((trial) =>
    taken.includes(trial.edit) ? { ...trial, backRefused: refused.has(trial.edit.resource) } : trial,
  );
  return { trials: [...forth, ...back.trials], goal: back.goal };
}

async function tryInTurn(stage: Stage, before: Goal, edits: readonly Edit[]): ReturnType<typeof tryEdits> {
  const trials: Trial[] = [];
  let goal = before;
  for (const removes of [false, true]) {
    const part = edits.filter(({ to }) => (to === undefined) === removes);
    if (part.length === 0) continue;
    const tried = await tryEdits(stage, goal, part);
    trials.push(...tried.trials);
    goal = tried.goal;
  }
  return { trials, goal };
}

function reversed({ name, resource, scope, backOver }: Edit, before: Goal): Edit {
  return {
    name: `back: ${name}`,
    resource,
    to: before[resource],
    ...(scope === undefined ? {} : { scope }),
    ...(backOver === undefined ? {} : { over: backOver }),
  };
}

function withEdits(goal: Goal, edits: readonly Edit[]): Goal {
  const changed: Record<string, Wanted> = { ...goal };
  for (const { resource, to } of edits) {
    if (to === undefined) Reflect.deleteProperty(changed, resource);
    else changed[resource] = to;
  }
  return changed;
}

function errorOf({ resource }: Edit, errors: ReadonlyMap<string, string>, alone: boolean): string {
  const own = errors.get(resource);
  if (own !== undefined) return own;
  return alone ? ([...errors.values()][0] ?? "the up failed without a message") : "";
}

/** What the report says of one of several edits: the other edited resources are left out of the preview. */
function predict(preview: PreviewJson, edit: Edit, edits: readonly Edit[]): Prediction {
  const others = new Set(edits.filter((other) => other !== edit).map(({ resource }) => resource));
  const steps = preview.steps.filter(({ urn }) => !others.has(urn.split("::").at(-1) ?? ""));
  const today = new Date().toISOString().slice(0, 10);
  if (!isIsoDate(today)) throw new Error("today is no day");
  const { summary, changes } = analyse(readPreview(JSON.stringify({ ...preview, steps })), { asOf: today });
  return {
    effect: summary.worst,
    codes: [...new Set(changes.flatMap((change) => change.codes))],
    verdict: summary.verdict,
    reversible: summary.reversible,
    drained: summary.nodesDrained,
  };
}

/** In which ways the report promised less than happened. */
export function liesOf({ predicted, seen, backRefused }: Trial): readonly string[] {
  const { effect, drained, verdict, reversible } = predicted;
  const harmed = seen.code !== "" || seen.nodesLost > 0 || seen.podsLost > 0;
  return [
    ...(compareEffects(seen.worst, effect) > 0 ? [`${seen.worst} happened, ${effect} was said`] : []),
    ...(seen.nodesLost > drained.max
      ? [`${String(seen.nodesLost)} nodes went, at most ${String(drained.max)} were said`]
      : []),
    ...(verdict === "SAFE" && harmed ? ["it was called SAFE"] : []),
    ...(backRefused === true && reversible === "yes" ? ["there is no way back, one was said"] : []),
  ];
}

/** In which ways the report warned of more than happened. */
export function overWarningsOf({ predicted, seen, backRefused }: Trial): readonly string[] {
  const { effect, drained } = predicted;
  const irreversible = effect === "irreversible" && backRefused === true;
  return [
    ...(compareEffects(effect, seen.worst) > 0 && !irreversible
      ? [`${effect} was said, ${seen.worst} happened`]
      : []),
    ...(seen.nodesLost < drained.min
      ? [`${String(drained.min)} nodes were said, ${String(seen.nodesLost)} went`]
      : []),
  ];
}

/** Whether a refusal came with another code than the report names. */
export function hasOtherCode({ predicted, seen }: Trial): boolean {
  return seen.code !== "" && predicted.codes.length > 0 && !predicted.codes.includes(seen.code);
}
