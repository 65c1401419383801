import type { Deployment } from "../deployment";
import { Reported } from "../failure";
import { dependenciesOf, type ResourceState } from "../state/resource";
import type { Decisions } from "./decisions";
import { untargetedSameStep, type Settle, type Step } from "./steps";

/** Whether `targets` and `exclude` let the run work on this resource. */
export function selected(decisions: Decisions, state: ResourceState): boolean {
  const { targets, excluded } = decisions;
  if (excluded.constrained) return !excluded.has(state.urn);
  return !targets.constrained || targets.has(state.urn);
}

/** Keeps an old resource that is not selected as it is, and what it depends on, so that state stays whole. */
export function untargetedSames(
  deployment: Deployment,
  decisions: Decisions,
  old: ResourceState,
  urn: string,
  settle?: Settle,
): Step[] {
  decisions.identities.note(old.urn);
  decisions.sames.add(urn);
  decisions.sames.add(old.urn);
  const needed = dependenciesOf(old).flatMap((dependency) => {
    const state = deployment.previous.byUrn.get(dependency);
    if (decisions.touched(dependency) || state === undefined) return [];
    return untargetedSames(deployment, decisions, state, dependency);
  });
  return [...needed, untargetedSameStep(old, settle)];
}

/**
 * A resource that is selected cannot depend on a new one that is not.
 *
 * @throws Reported outside of a preview.
 */
export function requireTargetedDependencies(
  deployment: Deployment,
  decisions: Decisions,
  planned: readonly Step[],
): void {
  for (const step of planned) {
    if (step.new === undefined || step.untargeted === true) continue;
    const missing = dependenciesOf(step.new).filter((urn) => decisions.skipped.has(urn));
    for (const urn of missing) {
      deployment.events.message(
        "error",
        step.urn,
        `Resource '${step.urn}' depends on '${urn}' which was not specified in --target list.\nEither include resource in --target list or pass --target-dependents to proceed.`,
      );
      deployment.halt.failed = true;
      decisions.skipped.delete(urn);
    }
    if (missing.length > 0 && !deployment.dryRun) throw new Reported(step.urn);
  }
}
