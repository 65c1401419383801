import { newState } from "../state/resource";
import type { Decisions } from "./decisions";
import type { ReadGoal } from "./goal";
import { readStep, type Settle, type Step } from "./steps";

/** The steps for an object that the program wants to look at. A managed resource of that name is replaced. */
export function planRead(decisions: Decisions, goal: ReadGoal, settle: Settle): Step[] {
  const urn = decisions.identities.urnFor(goal.parent, goal.type, goal.name);
  const old = decisions.identities.findOld(urn, { ...goal, aliases: [] });
  const state = newState({
    urn,
    type: goal.type,
    custom: true,
    external: true,
    id: goal.id,
    inputs: goal.inputs,
    parent: goal.parent,
    provider: goal.provider,
    dependencies: goal.dependencies,
    additionalSecretOutputs: goal.additionalSecretOutputs,
  });
  const read = readStep(old, state, settle);
  if (old === undefined || old.external || old.id === goal.id) {
    decisions.reads.add(urn);
    return [read];
  }
  decisions.replaces.add(urn);
  const replace: Step = {
    op: "replace",
    urn,
    type: state.type,
    provider: state.provider,
    old,
    new: state,
    logical: true,
  };
  return [{ ...read, op: "read-replacement", logical: false }, replace];
}
