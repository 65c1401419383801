import type { Action, GateProblem, StackSight, Wave } from "./wave";

const MINUTE = 60_000;

/** How often a cluster is looked at that is not well yet. */
const healthPollMinutes = 0.5;

/** How often a cluster is looked at while it soaks. */
const soakPollMinutes = 5;

/** What is known of all stacks, by name. */
export type Sights = ReadonlyMap<string, StackSight>;

/**
 * The next action of a rollout. It follows from what is seen alone, so a run may be broken off anywhere: a wave is behind
 * when nothing of it is left to change, its clusters are well, and it has soaked.
 *
 * Nothing is deployed before all stacks of its wave have passed their gates, and before every wave in front of it was seen
 * to be well after that.
 *
 * @param now - milliseconds since 1970
 */
export function nextAction(waves: readonly Wave[], seen: Sights, now: number): Action {
  for (const [index, wave] of waves.entries()) {
    const earlier = waves.slice(0, index);
    const last = index === waves.length - 1;
    const action =
      untilDeployed(wave, earlier, seen) ??
      untilWell(wave, seen, now) ??
      (last ? undefined : untilSoaked(wave, seen, now));
    if (action !== undefined) return action;
  }
  return { kind: "done" };
}

/** The stacks that still have something before them, by wave; waves that are behind are left out. */
export function remaining(waves: readonly Wave[], seen: Sights): readonly Pick<Wave, "name" | "stacks">[] {
  return waves
    .map(({ name, stacks }) => ({ name, stacks: stacks.filter((stack) => !isBehind(seen.get(stack))) }))
    .filter(({ stacks }) => stacks.length > 0);
}

function isBehind(sight: StackSight | undefined): boolean {
  return (
    sight?.plan?.changes === 0 && sight.plan.problems.length === 0 && sight.health?.problems.length === 0
  );
}

function untilDeployed(wave: Wave, earlier: readonly Wave[], seen: Sights): Action | undefined {
  const { name, stacks } = wave;
  const failures = stacks.flatMap((stack) => seen.get(stack)?.failure ?? []);
  if (failures.length > 0) return stop(wave, failures);
  const unplanned = stacks.find((stack) => seen.get(stack)?.plan === undefined);
  if (unplanned !== undefined) return { kind: "preview", wave: name, stack: unplanned };
  const problems = stacks.flatMap((stack) => seen.get(stack)?.plan?.problems ?? []);
  if (problems.length > 0) return stop(wave, problems);
  const pending = stacks.filter((stack) => seen.get(stack)?.plan?.changes !== 0);
  const again = pending.filter((stack) => seen.get(stack)?.deployed === true);
  if (again.length > 0) return stop(wave, again.map(notComplete));
  const [stack] = pending;
  if (stack === undefined) return undefined;
  return lookBack(wave, earlier, seen) ?? { kind: "deploy", wave: name, stack };
}

/** Previews take minutes: the waves in front are looked at once more before something is deployed. */
function lookBack({ stacks }: Wave, earlier: readonly Wave[], seen: Sights): Action | undefined {
  const since = Math.max(...stacks.map((stack) => seen.get(stack)?.plan?.seenAt ?? 0));
  for (const wave of earlier) {
    const stale = wave.stacks.find((stack) => healthSeenAt(seen, stack) < since);
    if (stale !== undefined) return { kind: "check-health", wave: wave.name, stack: stale };
  }
  return undefined;
}

function untilWell(wave: Wave, seen: Sights, now: number): Action | undefined {
  for (const stack of wave.stacks) {
    const { deployedAt = 0, health } = seen.get(stack) ?? {};
    if (health === undefined || health.seenAt < deployedAt)
      return { kind: "check-health", wave: wave.name, stack };
    if (health.problems.length === 0) continue;
    const end = deployedAt + wave.gates.healthMinutes * MINUTE;
    if (health.seenAt >= end) return stop(wave, health.problems);
    const until = Math.min(health.seenAt + healthPollMinutes * MINUTE, end);
    if (now >= until) return { kind: "check-health", wave: wave.name, stack };
    return { kind: "wait", wave: wave.name, for: "health", until, end };
  }
  return undefined;
}

function untilSoaked(wave: Wave, seen: Sights, now: number): Action | undefined {
  const { name, stacks, soakMinutes } = wave;
  const end = Math.max(...stacks.map((stack) => seen.get(stack)?.deployedAt ?? 0)) + soakMinutes * MINUTE;
  const [oldest] = [...stacks].sort((a, b) => healthSeenAt(seen, a) - healthSeenAt(seen, b));
  if (oldest === undefined || healthSeenAt(seen, oldest) >= end) return undefined;
  const until = Math.min(healthSeenAt(seen, oldest) + soakPollMinutes * MINUTE, end);
  if (now >= until) return { kind: "check-health", wave: name, stack: oldest };
  return { kind: "wait", wave: name, for: "soak", until, end };
}

function healthSeenAt(seen: Sights, stack: string): number {
  return seen.get(stack)?.health?.seenAt ?? 0;
}

function notComplete(stack: string): GateProblem {
  const message = `It was deployed, and its preview still has changes: whatever it is, a deployment does not bring it about. Look with "mullion preview --stack ${stack}".`;
  return { gate: "complete", stack, message };
}

function stop({ name }: Wave, problems: readonly GateProblem[]): Action {
  return { kind: "stop", wave: name, problems };
}
