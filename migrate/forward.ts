import { windowsReleases } from "../catalogue/windows-releases";
import { compatibilityWith } from "./compatibility";
import type { Goal, Observation, PoolEntry, PoolNode } from "./observation";
import type { Decision } from "./step";

const MINUTE = 60_000;

/**
 * The next step towards a goal. It follows from what is seen alone, so a run may be broken off anywhere: the same sight
 * gives the same step.
 */
export function nextStep(seen: Observation, goal: Goal): Decision {
  const old = seen.entries.find(({ release }) => release !== goal.to);
  const fresh = seen.entries.find(({ release }) => release === goal.to);
  if (old === undefined && fresh === undefined)
    return blocked("compatible", `mullion:nodePools has no Windows pool named ${goal.pool}.`);
  if (old === undefined) return afterRemoval(seen, goal, fresh);
  if (fresh === undefined) return beforeTheSecondSlot(seen, goal, old);
  if (seen.entries.length > 2 || fresh.slot === old.slot)
    return blocked(
      "add",
      `the pool ${goal.pool} has more entries than one for each slot; mend the configuration.`,
    );
  return withBothSlots(seen, goal, old, fresh);
}

function afterRemoval(seen: Observation, goal: Goal, fresh: PoolEntry | undefined): Decision {
  const left = seen.nodes.filter(({ slot }) => slot !== fresh?.slot);
  return left.length > 0
    ? { kind: "deploy", step: "remove", says: `still there: ${names(left)}` }
    : { kind: "done", says: `the pool ${goal.pool} runs Windows Server ${goal.to} only` };
}

function beforeTheSecondSlot(seen: Observation, goal: Goal, old: PoolEntry): Decision {
  const { problems } = compatibilityWith(goal.to, seen.pods);
  if (problems.length > 0) return { kind: "blocked", step: "compatible", problems };
  if (old.mayBeEmpty) {
    return blocked(
      "compatible",
      `the pool ${goal.pool} may be scaled to zero; set autoscale.min to 1 until the migration is over, so that there are nodes to look at.`,
    );
  }
  const other = old.slot === "a" ? "b" : "a";
  const says = `a second pool of Windows Server ${goal.to} in slot ${other}, which takes no pods yet`;
  return { kind: "edit", step: "add", says };
}

function withBothSlots(seen: Observation, goal: Goal, old: PoolEntry, fresh: PoolEntry): Decision {
  const oldNodes = seen.nodes.filter(({ slot }) => slot === old.slot);
  const freshNodes = seen.nodes.filter(({ slot }) => slot === fresh.slot);
  return (
    untilReady(goal, freshNodes) ??
    untilOpen(fresh, freshNodes) ??
    untilEmpty(seen, old, oldNodes) ??
    untilSoaked(seen, goal, oldNodes) ?? {
      kind: "edit",
      step: "remove",
      says: `the old slot ${old.slot} goes; once this is deployed there is no way back but another migration`,
    }
  );
}

function untilReady(goal: Goal, nodes: readonly PoolNode[]): Decision | undefined {
  if (nodes.length === 0) return { kind: "deploy", step: "add", says: "the new slot has no nodes yet" };
  const { build, title } = windowsReleases[goal.to];
  const wrong = nodes.filter((node) => node.build !== build);
  if (wrong.length > 0)
    return blocked(
      "ready",
      `these nodes of the new slot do not run ${title} (build ${String(build)}): ${names(wrong)}.`,
    );
  const waiting = nodes.filter(({ ready }) => !ready);
  if (waiting.length > 0) return { kind: "wait", step: "ready", says: `not Ready yet: ${names(waiting)}` };
  if (nodes.some(({ canaryPassed }) => canaryPassed)) return undefined;
  return {
    kind: "act",
    step: "canary",
    says: "a pod of the new release is started on the new slot, and taken away",
  };
}

function untilOpen(fresh: PoolEntry, nodes: readonly PoolNode[]): Decision | undefined {
  if (fresh.closed) return { kind: "edit", step: "open", says: "pods may go to the new slot" };
  const closed = nodes.filter((node) => node.closed);
  return closed.length === 0
    ? undefined
    : {
        kind: "deploy",
        step: "open",
        says: `nodes of the new slot that still take no pods: ${names(closed)}`,
      };
}

function untilEmpty(seen: Observation, old: PoolEntry, nodes: readonly PoolNode[]): Decision | undefined {
  if (!old.closed) return { kind: "edit", step: "close", says: "no new pods go to the old slot" };
  const open = nodes.filter((node) => !node.closed);
  if (open.length > 0)
    return {
      kind: "deploy",
      step: "close",
      says: `nodes of the old slot that still take pods: ${names(open)}`,
    };
  const left = seen.pods.filter((pod) => pod.slot === old.slot && !pod.stays);
  const marked = nodes.length === 0 || nodes.some(({ drainedAt }) => drainedAt !== undefined);
  if (left.length === 0 && marked) return undefined;
  const says =
    left.length === 0
      ? "the old slot is empty, which is written down"
      : `pods that are to leave the old slot: ${String(left.length)}`;
  return { kind: "act", step: "drain", says };
}

function untilSoaked(seen: Observation, goal: Goal, oldNodes: readonly PoolNode[]): Decision | undefined {
  const down = seen.pods.filter((pod) => !pod.stays && !pod.running);
  if (down.length > 0)
    return blocked(
      "soak",
      `pods that do not run on the new slot: ${down.map(({ name }) => name).join(", ")}.`,
    );
  const since = oldNodes.flatMap(({ drainedAt }) => drainedAt ?? []);
  // Where the old slot has no nodes any more there is nothing to go back to, and nothing to wait for.
  if (since.length === 0) return undefined;
  const left = Math.max(...since) + goal.soakMinutes * MINUTE - seen.now;
  if (left <= 0) return undefined;
  return {
    kind: "wait",
    step: "soak",
    says: `${String(Math.ceil(left / MINUTE))} of ${String(goal.soakMinutes)} minutes left`,
  };
}

function blocked(step: "compatible" | "add" | "ready" | "soak", problem: string): Decision {
  return { kind: "blocked", step, problems: [problem] };
}

function names(nodes: readonly PoolNode[]): string {
  return nodes.map(({ name }) => name).join(", ");
}
