import type { Deployment } from "../deployment";
import { Reported } from "../failure";
import { dependenciesOf, type ResourceState } from "../state/resource";
import { isProviderType } from "../values/urn";
import type { Decisions } from "./decisions";
import { dependentsToReplace } from "./replacement";
import {
  deleteReplacedStep,
  deleteStep,
  removePendingReplaceStep,
  untargetedSameStep,
  type Step,
} from "./steps";

/** What is left to do when the program has said all it wants. */
export interface Leftovers {
  /** Old resources that targets leave alone. */
  readonly sames: readonly Step[];
  /** What the program wants no more, and the old objects of replacements. */
  readonly deletes: readonly Step[];
}

/**
 * The steps for what the program did not name.
 *
 * @throws Reported when that would delete something that is not among the targets.
 */
export async function planDeletes(deployment: Deployment, decisions: Decisions): Promise<Leftovers> {
  const mayDelete = await deletable(deployment, decisions);
  const sames: Step[] = [];
  const deletes: Step[] = [];
  for (const state of deployment.previous.resources) {
    const unnamed = !decisions.reached(state.urn);
    // Deleted for the sake of another one's replacement; what was not made anew since leaves the state.
    if (decisions.condemned.has(state)) {
      if (unnamed && state.pendingReplacement) deletes.push(removePendingReplaceStep(state));
      continue;
    }
    if (!mayDelete(state)) {
      if (state.delete || unnamed) sames.push(untargetedSameStep(state));
    } else if (state.delete) {
      deletes.push(deleteReplacedStep(state, true));
    } else if (unnamed) {
      deletes.push(state.pendingReplacement ? removePendingReplaceStep(state) : deleteStep(state));
    }
  }
  for (const { urn, old } of deletes) {
    if (old !== undefined) deployment.going.add(old);
    if (old?.delete !== true) deployment.deletions.add(urn);
  }
  refuseUnspecified(deployment, decisions, deletes);
  for (const { old } of deletes) {
    if (old !== undefined && old.provider !== "")
      await deployment.providers.ensure(old.provider, deployment.previous.resources);
  }
  return { sames: sames.filter((step) => step.old?.delete !== true), deletes };
}

async function deletable(
  deployment: Deployment,
  decisions: Decisions,
): Promise<(state: ResourceState) => boolean> {
  const { previous } = deployment;
  if (decisions.targets.constrained) {
    const allowed = new Set<string>();
    for (const target of previous.resources.filter((state) => decisions.targets.has(state.urn))) {
      for (const state of [target, ...previous.graph.dependentsOf(target, () => false, true)]) {
        allowed.add(state.urn);
        for (const dependent of await dependentsToReplace(deployment, decisions, state))
          allowed.add(dependent.state.urn);
      }
    }
    return (state) => allowed.has(state.urn);
  }
  if (!decisions.excluded.constrained) return () => true;
  const kept = withDependencies(
    deployment,
    previous.resources.filter((state) => decisions.excluded.has(state.urn)),
  );
  return (state) => !kept.has(state);
}

/** The resources and all that they need. */
export function withDependencies(
  deployment: Deployment,
  roots: readonly ResourceState[],
): ReadonlySet<ResourceState> {
  const found = new Set(roots);
  const queue = [...roots];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const needed of deployment.previous.graph.dependenciesOf(next)) {
      if (found.has(needed)) continue;
      found.add(needed);
      queue.push(needed);
    }
  }
  return found;
}

function refuseUnspecified(deployment: Deployment, decisions: Decisions, deletes: readonly Step[]): void {
  if (!decisions.targets.constrained || deployment.options.targetDependents === true) return;
  const unspecified = deletes.filter((step) => !decisions.targets.has(step.urn));
  for (const { urn } of unspecified) {
    deployment.events.message(
      "error",
      urn,
      `Resource '${urn}' will be destroyed but was not specified in --target list.\nEither include resource in --target list or pass --target-dependents to proceed.`,
    );
    deployment.halt.failed = true;
  }
  if (unspecified.length > 0 && !deployment.dryRun) throw new Reported("delete untargeted resource");
}

/** The protected resources, and what they need; `destroy` with `excludeProtected` leaves them alone. */
export function protectedUrns(resources: readonly ResourceState[]): string[] {
  const byUrn = new Map(resources.map((state) => [state.urn, state]));
  const found = new Set<string>();
  const add = (urn: string): void => {
    const state = byUrn.get(urn);
    if (state === undefined || found.has(urn)) return;
    found.add(urn);
    dependenciesOf(state).forEach(add);
  };
  for (const state of resources) if (state.protect && !isProviderType(state.type)) add(state.urn);
  return [...found];
}
