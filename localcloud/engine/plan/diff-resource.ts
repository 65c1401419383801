import type { PropertyMap, PropertyValue } from "../../wire/values";
import { containsUnknown, unwrapSecrets } from "../../wire/values";
import type { Deployment } from "../deployment";
import { DiffUnavailable } from "../plugins/provider";
import { publicConfig } from "../plugins/registry";
import type { ResourceState } from "../state/resource";
import { sameValue } from "../values/equal";
import { isProviderType, parseProviderReference } from "../values/urn";
import type { Decisions } from "./decisions";
import { compareInputs, needsReplacement, NO_CHANGE, replacedBecause, type Diff } from "./diff";

/** Finds out what changes a resource needs to become what the program wants. */
export async function diffResource(
  deployment: Deployment,
  decisions: Decisions,
  old: ResourceState,
  state: ResourceState,
): Promise<Diff> {
  if (triggerFired(old.replacementTrigger, state.replacementTrigger)) return replacedBecause();
  if (decisions.replaceTargets.has(state.urn)) return replacedBecause("id");
  if (state.replaceWith.some((urn) => decisions.replaces.has(urn))) return replacedBecause("replaceWith");
  if (state.deletedWith !== "" && decisions.replaces.has(state.deletedWith))
    return replacedBecause("deletedWith");
  if (await providerNeedsReplacement(deployment, decisions, old, state)) return replacedBecause("provider");
  if (!state.custom) return sameValue(old.inputs, state.inputs) ? NO_CHANGE : { ...replacedBecause() };
  return askProvider(deployment, old, state.urn, state.provider, state.inputs, state.ignoreChanges);
}

/** Whether the value that stands for "replace it when I change" has changed. */
export function triggerFired(old: PropertyValue, now: PropertyValue): boolean {
  if (containsUnknown(old) || containsUnknown(now)) return true;
  const [before, after] = [unwrapSecrets(old), unwrapSecrets(now)];
  return before !== null && after !== null && !sameValue(before, after);
}

/** Asks the provider; compares the inputs itself when the provider does not know. */
export async function askProvider(
  deployment: Deployment,
  old: ResourceState,
  urn: string,
  reference: string,
  inputs: PropertyMap,
  ignoreChanges: readonly string[],
): Promise<Diff> {
  if (isProviderType(old.type)) return deployment.providers.diff({ ...old, urn }, inputs);
  const provider =
    deployment.providers.get(reference) ??
    (await deployment.providers.ensure(reference, deployment.previous.resources));
  try {
    const diff = await provider.diff({ ...old, urn }, inputs, ignoreChanges);
    return diff.changes === "unknown" ? compareInputs(old.inputs, inputs) : diff;
  } catch (error) {
    if (!(error instanceof DiffUnavailable)) throw error;
    deployment.events.message("warning", urn, error.message);
    return { changes: "some", changed: [], replaces: [], deleteBeforeReplace: false };
  }
}

// Another provider may mean another account or another region: then the object has to move.
async function providerNeedsReplacement(
  deployment: Deployment,
  decisions: Decisions,
  old: ResourceState,
  state: ResourceState,
): Promise<boolean> {
  if (old.provider === state.provider) return false;
  if (old.provider === "" || state.provider === "") return true;
  const before = parseProviderReference(old.provider);
  const after = parseProviderReference(state.provider);
  if (before.urn !== after.urn && decisions.identities.current(before.urn) === after.urn) return false;
  const provider = deployment.providers.get(state.provider);
  const oldProvider = deployment.previous.byUrn.get(before.urn);
  const newProvider = deployment.news.get(after.urn);
  if (provider === undefined || oldProvider === undefined || newProvider === undefined) return true;
  const oldInputs = publicConfig(oldProvider.inputs);
  return needsReplacement(
    await provider.diffConfig(after.urn, oldInputs, oldProvider.outputs, publicConfig(newProvider.inputs)),
  );
}
