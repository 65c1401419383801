import type { KubeObject } from "../objects/object";
import { numberAt } from "../objects/object";
import { unobserved } from "./generic";
import type { Readiness } from "./verdict";
import { info } from "./verdict";

/** Counts of a DaemonSet that have to reach the number of nodes, in the order in which they do. */
const COUNTS = [
  ["Current", "currentNumberScheduled"],
  ["Updated", "updatedNumberScheduled"],
  ["Available", "numberAvailable"],
  ["Ready", "numberReady"],
] as const;

/**
 * A DaemonSet is ready when every node that it is for has an available pod of the last revision; at once when it is
 * for no node.
 *
 * @see https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/status/core.go
 */
export const daemonSetReadiness: Readiness = {
  watches: [],
  timeoutMessage: () => "timed out waiting for the condition",
  judge: ({ object }) => {
    const missing = unobserved(object) ?? shortfall(object);
    if (missing !== undefined) return { state: "waiting", notices: [info(missing)], reasons: [] };
    const wanted = numberAt(object, "status", "desiredNumberScheduled") ?? 0;
    return {
      state: "ready",
      notices: [info(`All replicas scheduled as expected. Replicas: ${String(wanted)}`)],
    };
  },
};

function shortfall(set: KubeObject): string | undefined {
  const wanted = numberAt(set, "status", "desiredNumberScheduled");
  if (wanted === undefined) return "Missing .status.desiredNumberScheduled";
  const short = COUNTS.map(([title, field]) => ({ title, count: numberAt(set, "status", field) ?? 0 })).find(
    ({ count }) => count < wanted,
  );
  return short === undefined ? undefined : `${short.title}: ${String(short.count)}/${String(wanted)}`;
}
