import type { Executor } from "../apply/execute";
import { refreshed } from "../apply/refresh-step";
import { Previous, type Deployment } from "../deployment";
import { refreshStep, type Step } from "../plan/steps";
import { UrnSet } from "../plan/targets";
import { pruned } from "../state/references";
import { dependenciesOf, type ResourceState } from "../state/resource";

/**
 * Reads every resource from its provider and makes what was found the state that the run goes on from.
 *
 * @param only The resources to read; all that the targets allow when absent.
 */
export async function refreshAll(
  deployment: Deployment,
  executor: Executor,
  only?: ReadonlySet<string>,
): Promise<void> {
  const chosen = selection(deployment, only);
  const stepOf = new Map<ResourceState, Step>();
  for (const state of deployment.previous.resources) {
    if (!chosen(state)) continue;
    if (state.provider !== "")
      await deployment.providers.ensure(state.provider, deployment.previous.resources);
    stepOf.set(state, refreshStep(state));
  }
  await executor.parallel([...stepOf.values()]);
  await executor.idle();
  deployment.previous = new Previous(rebuild(deployment.previous.resources, stepOf));
}

function selection(
  deployment: Deployment,
  only: ReadonlySet<string> | undefined,
): (state: ResourceState) => boolean {
  const { options } = deployment;
  if (only !== undefined) return (state) => only.has(state.urn);
  const excluded = new UrnSet(options.exclude);
  const targets = new UrnSet(options.targets);
  if (excluded.constrained) return (state) => !excluded.has(state.urn);
  if (!targets.constrained) return () => true;
  return (state) => {
    const dependent =
      options.targetDependents === true && dependenciesOf(state).some((urn) => targets.has(urn));
    // What depends on a dependent is one as well; the state lists it later.
    if (dependent) targets.add(state.urn);
    return dependent || targets.has(state.urn);
  };
}

/** The resources as the refresh found them, without references to what is gone. */
function rebuild(
  resources: readonly ResourceState[],
  stepOf: ReadonlyMap<ResourceState, Step>,
): ResourceState[] {
  const there = new Set<string>();
  const result: ResourceState[] = [];
  for (const old of resources) {
    const step = stepOf.get(old);
    if (step !== undefined && refreshed.get(step)?.gone === true) continue;
    const state = step?.new ?? old;
    there.add(state.urn);
    result.push(pruned(state, (urn) => there.has(urn)));
  }
  return result;
}
