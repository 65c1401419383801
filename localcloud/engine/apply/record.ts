import type { Deployment } from "../deployment";
import type { Step } from "../plan/steps";
import type { ResourceState } from "../state/resource";

/** Takes a step that has succeeded, or has left an unhealthy object, into the state. */
export function recordSuccess(deployment: Deployment, step: Step): void {
  const { snapshot } = deployment.store;
  const { old, new: state } = step;
  switch (step.op) {
    case "replace":
    case "refresh":
      return;
    case "delete":
    case "delete-replaced":
    case "discard":
    case "discard-replaced":
      recordDeletion(deployment, step);
      return;
    case "remove-pending-replace":
      if (old !== undefined) snapshot.remove(old);
      return;
    case "create-replacement":
    case "read-replacement":
    case "import-replacement":
      if (state === undefined) return;
      snapshot.add(state);
      if (old === undefined) break;
      // An object that only goes when another one goes may still be there: the new one stands beside it until then.
      if (step.createFirst === false && !old.pendingReplacement) old.delete = true;
      if (old.pendingReplacement) snapshot.remove(old);
      else snapshot.change(old);
      break;
    case "same":
    case "create":
    case "update":
    case "read":
    case "import":
      if (state === undefined || (step.untargeted === true && old === undefined)) return;
      if (old !== undefined) snapshot.remove(old);
      if (step.supersedes === undefined) snapshot.add(state);
      else snapshot.supersede(step.supersedes, state);
      break;
  }
  (step.op === "read" || step.op === "read-replacement" ? deployment.reads : deployment.news).set(
    state.urn,
    state,
  );
}

/**
 * The object that takes this one along when this run deletes it. A URN may have several objects, replaced ones beside
 * the present one: what is deleted with a resource lies in the one that was the newest when it was made.
 */
export function goesWith(deployment: Deployment, old: ResourceState): ResourceState | undefined {
  if (old.deletedWith === "") return undefined;
  const [owner] = deployment.previous.graph
    .objectsOf(old.deletedWith)
    .filter((state) => state.created <= old.created)
    .sort((a, b) => (a.created < b.created ? 1 : -1));
  return owner !== undefined && deployment.going.has(owner) ? owner : undefined;
}

function recordDeletion(deployment: Deployment, step: Step): void {
  const { old } = step;
  if (old === undefined) return;
  const owner = old.custom ? goesWith(deployment, old) : undefined;
  // The other one may still refuse to go: until it is gone, this one is there.
  if (owner !== undefined && !deployment.gone.has(owner))
    deployment.goneWith.set(owner, [...(deployment.goneWith.get(owner) ?? []), step]);
  else forget(deployment, step);
}

function forget(deployment: Deployment, step: Step): void {
  const { snapshot } = deployment.store;
  const { old } = step;
  if (old === undefined) return;
  if (step.createFirst === false && !old.delete) {
    // The object is gone, its resource stays until there is a new object.
    old.pendingReplacement = true;
    snapshot.change(old);
  } else snapshot.remove(old);
  deployment.gone.add(old);
  const others = deployment.goneWith.get(old) ?? [];
  deployment.goneWith.delete(old);
  for (const other of others) forget(deployment, other);
}
