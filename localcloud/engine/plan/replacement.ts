import { UNKNOWN, type PropertyValue } from "../../wire/values";
import type { Deployment } from "../deployment";
import { Reported } from "../failure";
import type { ResourceState } from "../state/resource";
import { isProviderType, parseProviderReference } from "../values/urn";
import type { Decisions } from "./decisions";
import { applyReplaceOnChanges, needsReplacement, type Diff } from "./diff";
import { askProvider } from "./diff-resource";
import { deleteReplacedStep, deleteStep, replacementSteps, type Settle, type Step } from "./steps";

/** A resource that has to be replaced because one that it depends on has to be deleted first. */
interface Dependent {
  readonly state: ResourceState;
  readonly keys: readonly string[];
}

/**
 * The steps of a replacement whose old object has to go first: what depends on it and cannot stay is deleted
 * before it, and made anew when the program comes to it.
 */
export async function replacementWithDeletions(
  deployment: Deployment,
  decisions: Decisions,
  old: ResourceState,
  state: ResourceState,
  diff: Diff,
  settle: Settle,
): Promise<Step[]> {
  const dependents = [
    ...(await dependentsToReplace(deployment, decisions, old)),
    ...cascades(deployment, decisions, state.urn),
  ];
  const deletions: Step[] = [];
  for (const dependent of dependents.reverse()) {
    if (decisions.condemned.has(dependent.state)) continue;
    decisions.dependentReplaceKeys.set(dependent.state.urn, dependent.keys);
    deletions.push(deletionOf(deployment, dependent.state, state.urn));
    deployment.deletions.add(dependent.state.urn);
    deployment.going.add(dependent.state);
    decisions.condemned.add(dependent.state);
    if (dependent.state.provider !== "")
      await deployment.providers.ensure(dependent.state.provider, deployment.previous.resources);
  }
  if (!old.pendingReplacement) {
    if (old.provider !== "") await deployment.providers.ensure(old.provider, deployment.previous.resources);
    deployment.deletions.add(old.urn);
    deployment.going.add(old);
    deletions.push(deleteReplacedStep(old, false));
  }
  return [...deletions, ...replacementSteps(old, state, diff, false, settle)];
}

function deletionOf(deployment: Deployment, dependent: ResourceState, because: string): Step {
  if (dependent.delete) return deleteStep(dependent);
  if (!dependent.protect) return deleteReplacedStep(dependent, false);
  deployment.events.message(
    "error",
    because,
    `unable to replace resource "${dependent.urn}" as part of replacing "${because}" as it is currently marked for protection. ` +
      "To unprotect the resource, remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`, " +
      `or use the command:\n\`pulumi state unprotect '${dependent.urn}'\``,
  );
  throw new Reported(dependent.urn);
}

/** What depends on a resource in such a way that it cannot outlive it. */
export async function dependentsToReplace(
  deployment: Deployment,
  decisions: Decisions,
  root: ResourceState,
): Promise<Dependent[]> {
  const { graph } = deployment.previous;
  if (!graph.has(root)) return [];
  const going = new Set([root.urn]);
  const result: Dependent[] = [];
  const done = (urn: string): boolean => decisions.touched(urn);
  for (const state of graph.dependentsOf(root, done, false)) {
    const keys = await reasonToReplace(deployment, state, going);
    if (keys === undefined) continue;
    result.push({ state, keys });
    going.add(state.urn);
  }
  return result;
}

async function reasonToReplace(
  deployment: Deployment,
  state: ResourceState,
  going: ReadonlySet<string>,
): Promise<readonly string[] | undefined> {
  if (!state.custom || state.external) return undefined;
  if (state.provider !== "" && going.has(parseProviderReference(state.provider).urn)) {
    await deployment.providers.ensure(state.provider, deployment.previous.resources);
    return [];
  }
  if (state.deletedWith !== "" && going.has(state.deletedWith)) return [];
  const affected = Object.entries(state.propertyDependencies).filter(([, urns]) =>
    urns.some((urn) => going.has(urn)),
  );
  const names = new Set(affected.map(([name]) => name).filter((name) => state.inputs[name] !== undefined));
  if (names.size === 0) return undefined;
  const inputs = Object.fromEntries(
    Object.entries(state.inputs).map(([name, value]): [string, PropertyValue] => [
      name,
      names.has(name) ? UNKNOWN : value,
    ]),
  );
  if (isProviderType(state.type)) await deployment.providers.same(state);
  const diff = applyReplaceOnChanges(
    await askProvider(deployment, state, state.urn, state.provider, inputs, state.ignoreChanges),
    state.replaceOnChanges,
    false,
  );
  return needsReplacement(diff) ? diff.replaces : undefined;
}

// What the run has come to already was decided on with its present options, not with those of before.
function cascades(deployment: Deployment, decisions: Decisions, urn: string): Dependent[] {
  const goesAlong = (state: ResourceState): boolean =>
    state.replaceWith.includes(urn) || state.deletedWith === urn;
  return [...deployment.previous.byUrn.values()]
    .filter((state) => goesAlong(state) && !decisions.touched(state.urn))
    .map((state) => ({ state, keys: [] }));
}
