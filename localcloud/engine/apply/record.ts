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
 * Whether the object goes when another one goes that this run deletes as well. A replaced object went with the replaced
 * one of the other resource, the present object goes with the present one.
 */
export function goesWithAnother(deployment: Deployment, old: ResourceState): boolean {
  const going = old.delete ? deployment.oldDeletions : deployment.deletions;
  return old.deletedWith !== "" && going.has(old.deletedWith);
}

function recordDeletion(deployment: Deployment, step: Step): void {
  const { old } = step;
  if (old === undefined) return;
  if (old.custom && goesWithAnother(deployment, old) && !deployment.gone.has(old.deletedWith)) {
    // The other one may still refuse to go: until it is gone, this one is there.
    deployment.goneWith.set(old.deletedWith, [...(deployment.goneWith.get(old.deletedWith) ?? []), step]);
    return;
  }
  forget(deployment, step);
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
  deployment.gone.add(old.urn);
  const others = deployment.goneWith.get(old.urn) ?? [];
  deployment.goneWith.delete(old.urn);
  for (const other of others) forget(deployment, other);
}
