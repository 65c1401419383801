import { kindOf } from "../objects/metadata";
import type { KubeObject } from "../objects/object";
import { numberAt, textAt, valueAt } from "../objects/object";
import { conditionOf, isTrue } from "./conditions";
import type { Readiness, Verdict } from "./verdict";
import { info } from "./verdict";

/**
 * What can be said of any object: it is ready when its controller has seen the last change and its `Ready` condition,
 * if it has one, is True.
 *
 * @see https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md
 */
export const genericReadiness: Readiness = {
  watches: [],
  timeoutMessage: () => "timed out waiting for the condition",
  judge: ({ object }) => {
    const missing = behind(object);
    if (missing !== undefined) return waitingFor(missing);
    if (isTrue(object, "Stalled")) return waitingFor(textAt(conditionOf(object, "Stalled"), "message"));
    if (isTrue(object, "Reconciling"))
      return waitingFor(textAt(conditionOf(object, "Reconciling"), "message"));
    const ready = conditionOf(object, "Ready");
    if (ready === undefined) return { state: "ready", notices: [info("Resource is current")] };
    if (textAt(ready, "status") === "True") return { state: "ready", notices: [info("Resource is Ready")] };
    return waitingFor(textAt(ready, "message"));
  },
};

/** Says that a controller has not seen the object at all, or not its last change. */
export function unobserved(object: KubeObject): string | undefined {
  if (valueAt(object, "status", "observedGeneration") === undefined) {
    return `${kindOf(object)} status.observedGeneration not found`;
  }
  return behind(object);
}

/** Says that a controller has not seen the last change of the object. */
export function behind(object: KubeObject): string | undefined {
  const generation = numberAt(object, "metadata", "generation");
  const observed = numberAt(object, "status", "observedGeneration");
  if (generation === undefined || observed === undefined || observed === generation) return undefined;
  return `${kindOf(object)} generation is ${String(generation)}, but latest observed generation is ${String(observed)}`;
}

function waitingFor(message: string): Verdict {
  return {
    state: "waiting",
    notices: [info(message === "" ? "Waiting for readiness" : message)],
    reasons: [],
  };
}
