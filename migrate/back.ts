import type { Goal, Observation } from "./observation";
import type { Decision } from "./step";

/**
 * The next step of the way back: everything on the old slot again, the new one gone. Possible until the removal of the
 * old slot is deployed.
 */
export function stepBack(seen: Observation, goal: Goal): Decision {
  const old = seen.entries.find(({ release }) => release !== goal.to);
  const fresh = seen.entries.find(({ release }) => release === goal.to);
  if (old === undefined) return tooLate(seen, goal);
  const freshNodes = seen.nodes.filter(({ slot }) => slot !== old.slot);
  if (fresh === undefined) {
    return freshNodes.length > 0
      ? { kind: "deploy", step: "drop", says: "nodes of the new slot still run" }
      : { kind: "done", says: `the pool ${goal.pool} runs Windows Server ${old.release} only` };
  }
  if (old.closed) return { kind: "edit", step: "reopen", says: "pods may go to the old slot again" };
  if (seen.nodes.some((node) => node.slot === old.slot && node.closed))
    return { kind: "deploy", step: "reopen", says: "nodes of the old slot still take no pods" };
  if (!fresh.closed) return { kind: "edit", step: "reclose", says: "no new pods go to the new slot" };
  if (freshNodes.some(({ closed }) => !closed))
    return { kind: "deploy", step: "reclose", says: "nodes of the new slot still take pods" };
  const left = seen.pods.filter((pod) => pod.slot === fresh.slot && !pod.stays);
  if (left.length > 0)
    return {
      kind: "act",
      step: "return",
      says: `pods that are to leave the new slot: ${String(left.length)}`,
    };
  return { kind: "edit", step: "drop", says: "the new slot goes" };
}

function tooLate(seen: Observation, goal: Goal): Decision {
  const slots = new Set(seen.nodes.map(({ slot }) => slot));
  return {
    kind: "blocked",
    step: "reopen",
    problems: [
      slots.size > 1
        ? "the old slot is out of the configuration already, but still runs: take that change back (git revert) instead of deploying it."
        : `the old slot is gone, which was the point of no return: migrate to its release as to any other (--to), away from ${goal.to}.`,
    ],
  };
}
