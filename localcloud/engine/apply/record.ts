import type { Deployment } from "../deployment";
import type { Step } from "../plan/steps";

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
    case "remove-pending-replace":
      if (old === undefined) return;
      // The object is gone, its resource stays until there is a new object.
      if (old.pendingReplacement && step.createFirst === false) snapshot.change(old);
      else snapshot.remove(old);
      return;
    case "create-replacement":
    case "read-replacement":
    case "import-replacement":
      if (state === undefined) return;
      snapshot.add(state);
      if (old?.pendingReplacement === true) snapshot.remove(old);
      else if (old !== undefined) snapshot.change(old);
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
