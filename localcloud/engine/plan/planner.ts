import type { Deployment } from "../deployment";
import { Reported } from "../failure";
import type { ResourceState } from "../state/resource";
import { isProviderType, ROOT_STACK_TYPE } from "../values/urn";
import { checkInputs, ignoreChanges, reportFailures } from "./check";
import { Decisions } from "./decisions";
import { applyReplaceOnChanges, needsReplacement, type Diff } from "./diff";
import { diffResource, triggerFired } from "./diff-resource";
import { stateFor, type Goal } from "./goal";
import { judge } from "./policies";
import { replacementWithDeletions } from "./replacement";
import * as steps from "./steps";
import { requireTargetedDependencies, selected, untargetedSames } from "./selection";

/** Decides, one resource after the other, which steps make the stack what the program wants. */
export class Planner {
  readonly decisions: Decisions;

  /** @param run Runs steps at once and says whether they succeeded; needed where a decision depends on what a step finds. */
  constructor(
    private readonly deployment: Deployment,
    private readonly run: (steps: readonly steps.Step[]) => Promise<boolean>,
  ) {
    this.decisions = new Decisions(deployment);
  }

  /**
   * The steps for a resource that the program registers. An empty list means that they have run already.
   *
   * @throws Reported when the resource cannot be made; the reason has been sent as an event.
   */
  async register(wanted: Goal, settle: steps.Settle): Promise<steps.Step[]> {
    const { deployment, decisions } = this;
    const urn = decisions.identities.urnFor(wanted.parent, wanted.type, wanted.name);
    const old = decisions.identities.findOld(urn, wanted);
    const goal = withNaming(deployment, decisions, urn, wanted);
    deployment.goals.set(urn, goal);
    const state = stateFor(goal, urn, old);
    if (isImport(goal, old)) return this.#import(goal, old, state, settle);
    const planned = await this.#plan(goal, old, state, settle);
    requireTargetedDependencies(deployment, decisions, planned);
    return planned;
  }

  async #plan(
    goal: Goal,
    old: ResourceState | undefined,
    state: ResourceState,
    settle: steps.Settle,
    imported = false,
  ): Promise<steps.Step[]> {
    const { deployment, decisions } = this;
    const { urn } = state;
    const targeted = isAlwaysTargeted(goal) || selected(decisions, state);
    const recreating = deployment.deletions.has(urn);
    const fresh = old === undefined || recreating || old.external || decisions.replaceTargets.has(urn);
    const olds = old === undefined || fresh ? {} : old.inputs;
    const wanted =
      old === undefined
        ? goal.inputs
        : ignoreChanges(deployment, urn, old.inputs, goal.inputs, goal.ignoreChanges);
    const checked = targeted
      ? await checkInputs(deployment, decisions, state, olds, fresh ? goal.inputs : wanted)
      : { inputs: state.custom ? (old?.inputs ?? {}) : fresh ? goal.inputs : wanted, failures: [] };
    let invalid = reportFailures(deployment, { ...goal, urn }, wanted, checked.failures);
    state.inputs = checked.inputs;
    if (!(await judge(deployment, state))) invalid = true;
    if (invalid) throw new Reported(urn);
    if (old !== undefined && recreating) return this.#recreate(old, state, settle);
    if (old?.external === true) {
      decisions.creates.add(urn);
      return steps.replacementSteps(old, state, undefined, true, settle);
    }
    if (old !== undefined && !targeted) return untargetedSames(deployment, decisions, old, urn, settle);
    if (old !== undefined) return this.#change(goal, old, state, settle, imported);
    return this.#create(state, targeted, settle);
  }

  #create(state: ResourceState, targeted: boolean, settle: steps.Settle): steps.Step[] {
    const { decisions } = this;
    if (targeted) {
      decisions.creates.add(state.urn);
      return [steps.createStep(state, settle)];
    }
    decisions.sames.add(state.urn);
    decisions.skipped.add(state.urn);
    return [steps.skippedCreateStep(state, settle)];
  }

  // The object was deleted earlier in this run because something that it depends on had to be deleted.
  #recreate(old: ResourceState, state: ResourceState, settle: steps.Settle): steps.Step[] {
    const { deployment, decisions } = this;
    deployment.deletions.delete(state.urn);
    decisions.replaces.add(state.urn);
    const keys = decisions.dependentReplaceKeys.get(state.urn) ?? [];
    const [replace, create] = steps.replacementSteps(old, state, undefined, false, settle);
    return replace === undefined || create === undefined ? [] : [replace, { ...create, keys }];
  }

  async #change(
    goal: Goal,
    old: ResourceState,
    state: ResourceState,
    settle: steps.Settle,
    imported: boolean,
  ): Promise<steps.Step[]> {
    const { deployment, decisions } = this;
    const { urn } = state;
    const unhealthy = old.initErrors.length > 0;
    const diff = applyReplaceOnChanges(
      await diffResource(deployment, decisions, old, state),
      goal.replaceOnChanges,
      unhealthy,
    );
    const triggered = triggerFired(old.replacementTrigger, state.replacementTrigger);
    if (old.pendingReplacement || (diff.changes === "some" && (triggered || needsReplacement(diff))))
      return this.#replace(goal, old, state, diff, settle);
    if (diff.changes === "some" || unhealthy) {
      decisions.updates.add(urn);
      return [steps.updateStep(old, state, diff, goal.ignoreChanges, settle)];
    }
    if (imported) {
      settle({ state: old, result: "success", unknown: false });
      return [];
    }
    decisions.sames.add(urn);
    return [steps.sameStep(old, state, settle)];
  }

  async #replace(
    goal: Goal,
    old: ResourceState,
    state: ResourceState,
    diff: Diff,
    settle: steps.Settle,
  ): Promise<steps.Step[]> {
    const { deployment, decisions } = this;
    const { urn } = state;
    if (old.protect && state.protect) this.#refuseReplacement(urn);
    if (goal.importID !== "") this.#refuseReplacingImported(urn);
    decisions.replaces.add(urn);
    if (state.custom && !decisions.replaceTargets.has(urn)) {
      // Without old inputs the provider chooses afresh: this is what gives a new generated name.
      const checked = await checkInputs(deployment, decisions, state, {}, goal.inputs);
      if (reportFailures(deployment, { ...goal, urn }, goal.inputs, checked.failures))
        throw new Reported(urn);
      state.inputs = checked.inputs;
    }
    if (goal.deleteBeforeReplace ?? diff.deleteBeforeReplace)
      return replacementWithDeletions(deployment, decisions, old, state, diff, settle);
    return steps.replacementSteps(old, state, diff, true, settle);
  }

  #refuseReplacement(urn: string): void {
    const { deployment } = this;
    deployment.events.message(
      "error",
      urn,
      `unable to replace resource "${urn}"\nas it is currently marked for protection. To unprotect the resource, ` +
        "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`",
    );
    deployment.halt.failed = true;
    if (!deployment.dryRun) throw new Reported(urn);
  }

  #refuseReplacingImported(urn: string): void {
    const message =
      "previously-imported resources that still specify an ID may not be replaced; please remove the `import` declaration from your program";
    this.deployment.events.message(this.deployment.dryRun ? "warning" : "error", urn, message);
    if (!this.deployment.dryRun) throw new Reported(urn);
  }

  async #import(
    goal: Goal,
    old: ResourceState | undefined,
    state: ResourceState,
    settle: steps.Settle,
  ): Promise<steps.Step[]> {
    const imported = { ...state };
    if (!(await this.run(steps.importSteps(old, imported)))) return [];
    const found: ResourceState = { ...imported, additionalSecretOutputs: [] };
    const planned = await this.#plan(
      goal,
      found,
      { ...state, created: imported.created, modified: imported.modified },
      settle,
      true,
    );
    // The change that follows an import starts from what the import has put into the state.
    return planned.map((step) => (step.old === found ? { ...step, supersedes: imported } : step));
  }
}

// A name without anything random in it is taken until the old object is gone.
function withNaming(deployment: Deployment, decisions: Decisions, urn: string, goal: Goal): Goal {
  const naming = goal.custom ? deployment.autonamer?.(urn) : undefined;
  if (naming === undefined) return goal;
  decisions.namings.set(urn, naming);
  return naming.deleteBeforeReplace ? { ...goal, deleteBeforeReplace: true } : goal;
}

function isAlwaysTargeted(goal: Goal): boolean {
  return isProviderType(goal.type) || goal.type === ROOT_STACK_TYPE;
}

// An import is over when the resource has the ID that the program asks for.
function isImport(goal: Goal, old: ResourceState | undefined): boolean {
  if (!goal.custom || goal.importID === "") return false;
  return old === undefined || old.external || (old.importID === "" ? old.id : old.importID) !== goal.importID;
}
