import type { Deployment } from "../deployment";
import { invert, NO_CHANGE, compareInputs, type Diff } from "../plan/diff";
import type { Step } from "../plan/steps";
import { sameValue } from "../values/equal";
import { isProviderType } from "../values/urn";

/** What a refresh found out about one resource. */
export interface Refreshed {
  /** What the object has that state did not have. */
  readonly diff: Diff;
  readonly changed: boolean;
  /** The object does not exist any more. */
  readonly gone: boolean;
}

/** What refresh steps found, by the state that they looked at. The engine's view of the resource is `step.new`. */
export const refreshed = new WeakMap<Step, Refreshed>();

/** Compares a resource with its object and takes over what the object is. */
export async function refresh(deployment: Deployment, step: Step): Promise<void> {
  const { old, new: state } = step;
  if (old === undefined || state === undefined) throw new Error(`a refresh of ${step.urn} has no resource`);
  if (!old.custom || isProviderType(old.type) || old.pendingReplacement) {
    refreshed.set(step, UNCHANGED);
    return;
  }
  const provider = await deployment.providers.ensure(old.provider, deployment.previous.resources);
  const found = await provider.read(old.urn, old.id, old);
  if (found === undefined) {
    refreshed.set(step, { diff: NO_CHANGE, changed: true, gone: true });
    return;
  }
  if (found.initErrors.length > 0) {
    deployment.events.message(
      "warning",
      old.urn,
      `Refreshed resource is in an unhealthy state:\n* ${found.initErrors.join("\n* ")}`,
    );
  }
  Object.assign(state, {
    id: found.id,
    outputs: found.outputs,
    inputs: found.inputs ?? old.inputs,
    initErrors: found.initErrors,
  });
  if (old.external) {
    refreshed.set(step, { ...UNCHANGED, changed: !sameValue(old.outputs, state.outputs) });
    return;
  }
  const answer = await provider.diff(state, old.inputs, old.ignoreChanges);
  const diff = invert(answer.changes === "unknown" ? compareInputs(state.inputs, old.inputs) : answer);
  refreshed.set(step, { diff, changed: diff.changes === "some", gone: false });
}

const UNCHANGED: Refreshed = { diff: NO_CHANGE, changed: false, gone: false };
