import assert from "node:assert/strict";
import { nextAction, remaining } from "../../../fleet/waves";
import type { Action, GateProblem, HealthSight, PlanSight, StackSight, Wave } from "../../../fleet/waves";

const MINUTE = 60_000;
const now = 10_000 * MINUTE;
const before = (minutes: number) => now - minutes * MINUTE;

const gates = { policy: "mandatory", impact: "refused", healthMinutes: 15 } as const;
const waves: readonly Wave[] = [
  { name: "canary", stacks: ["a"], soakMinutes: 60, gates },
  { name: "rest", stacks: ["b", "c"], soakMinutes: 60, gates },
];

const problem = (gate: GateProblem["gate"], stack: string): GateProblem => {
  return { gate, stack, message: "It is." };
};
const plan = (changes: number, minutes = 1, ...problems: readonly GateProblem[]): { plan: PlanSight } => ({
  plan: { seenAt: before(minutes), changes, problems },
});
const health = (minutes: number, ...problems: readonly GateProblem[]): { health: HealthSight } => ({
  health: { seenAt: before(minutes), problems },
});
const ill = problem("health", "a");
/** A stack that is behind: nothing to change, well, deployed long ago. */
const behind = { deployedAt: before(300), ...plan(0), ...health(0) };

function brief(action: Action): string {
  switch (action.kind) {
    case "done":
      return "done";
    case "stop":
      return `stop ${action.wave}: ${action.problems.map(({ gate, stack }) => `${gate} of ${stack}`).join(", ")}`;
    case "wait":
      return `wait ${action.wave} for ${action.for}: ${String((action.until - now) / MINUTE)} of ${String((action.end - now) / MINUTE)} minutes`;
    case "preview":
    case "check-health":
    case "deploy":
      return `${action.kind} ${action.wave}: ${action.stack}`;
  }
}

describe("the next action of a rollout", () => {
  for (const [what, seen, expected] of [
    ["nothing is known", {}, "preview canary: a"],
    ["a stack has changes", { a: plan(3) }, "deploy canary: a"],
    [
      "its gates have something against it",
      { a: plan(3, 1, problem("impact", "a")) },
      "stop canary: impact of a",
    ],
    [
      "it has findings though nothing changes",
      { a: plan(0, 1, problem("policy", "a")) },
      "stop canary: policy of a",
    ],
    [
      "its deployment failed",
      { a: { deployedAt: now, deployed: true, failure: problem("deployment", "a") } },
      "stop canary: deployment of a",
    ],
    ["it was deployed", { a: { deployedAt: before(1), deployed: true } }, "preview canary: a"],
    [
      "it was deployed and still has changes",
      { a: { deployedAt: before(1), deployed: true, ...plan(1) } },
      "stop canary: complete of a",
    ],
    [
      "nobody has looked at its cluster",
      { a: { deployedAt: before(300), ...plan(0) } },
      "check-health canary: a",
    ],
    [
      "its cluster was looked at before the deployment",
      { a: { deployedAt: before(2), ...plan(0), ...health(3) } },
      "check-health canary: a",
    ],
    [
      "its cluster is not well yet",
      { a: { deployedAt: before(5), ...plan(0), ...health(0, ill) } },
      "wait canary for health: 0.5 of 10 minutes",
    ],
    [
      "it is time to look again",
      { a: { deployedAt: before(5), ...plan(0), ...health(0.5, ill) } },
      "check-health canary: a",
    ],
    [
      "its cluster was not well when the time was over",
      { a: { deployedAt: before(15), ...plan(0), ...health(0, ill) } },
      "stop canary: health of a",
    ],
    [
      "its cluster is looked at once more when the time is over",
      { a: { deployedAt: before(15), ...plan(0), ...health(0.2, ill) } },
      "check-health canary: a",
    ],
    [
      "it soaks",
      { a: { deployedAt: before(20), ...plan(0), ...health(0) } },
      "wait canary for soak: 5 of 40 minutes",
    ],
    [
      "it soaks and was looked at five minutes ago",
      { a: { deployedAt: before(20), ...plan(0), ...health(5) } },
      "check-health canary: a",
    ],
    [
      "it falls ill while it soaks",
      { a: { deployedAt: before(20), ...plan(0), ...health(0, ill) } },
      "stop canary: health of a",
    ],
    [
      "it has soaked, which needs a last look",
      { a: { deployedAt: before(60), ...plan(0), ...health(1) } },
      "check-health canary: a",
    ],
    ["the wave is behind", { a: behind }, "preview rest: b"],
    ["the whole wave is previewed first", { a: behind, b: plan(1) }, "preview rest: c"],
    [
      "one of the wave is refused",
      { a: behind, b: plan(1), c: plan(1, 1, problem("policy", "c")) },
      "stop rest: policy of c",
    ],
    [
      "the wave in front was looked at before the previews",
      { a: { ...behind, ...health(2) }, b: plan(1), c: plan(1) },
      "check-health canary: a",
    ],
    ["the wave in front is well", { a: behind, b: plan(1), c: plan(1) }, "deploy rest: b"],
    [
      "the wave in front is not well any more",
      { a: { ...behind, ...health(0, ill) }, b: plan(1), c: plan(1) },
      "stop canary: health of a",
    ],
    [
      "one of the wave is deployed",
      { a: behind, b: { deployedAt: before(2), deployed: true, ...plan(0) }, c: plan(1, 3) },
      "deploy rest: c",
    ],
    [
      "the last wave is deployed, which need not soak",
      { a: behind, b: { deployedAt: before(2), ...plan(0), ...health(0) }, c: behind },
      "done",
    ],
    ["everything is behind", { a: behind, b: behind, c: behind }, "done"],
  ] as const) {
    it(`is right when ${what}`, () => {
      const sights = new Map<string, StackSight>(Object.entries(seen));
      assert.equal(brief(nextAction(waves, sights, now)), expected);
    });
  }
});

describe("what remains of a rollout", () => {
  it("are the stacks that are not behind, by wave", () => {
    const left = (seen: Readonly<Record<string, StackSight>>) =>
      remaining(waves, new Map(Object.entries(seen))).map(
        ({ name, stacks }) => `${name}: ${stacks.join(" ")}`,
      );
    assert.deepEqual(left({}), ["canary: a", "rest: b c"]);
    assert.deepEqual(left({ a: behind, b: { ...behind, ...plan(1) } }), ["rest: b c"]);
    assert.deepEqual(left({ a: behind, b: behind, c: { ...behind, ...health(0, ill) } }), ["rest: c"]);
    assert.deepEqual(left({ a: behind, b: behind, c: behind }), []);
  });
});
