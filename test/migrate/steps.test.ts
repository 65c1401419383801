import assert from "node:assert/strict";

import { compatibilityWith, nextStep, stepBack } from "../../migrate";
import type { Decision, Goal, Observation, PoolEntry, PoolNode, PoolPod } from "../../migrate";

const goal: Goal = { pool: "win", to: "2025", soakMinutes: 60 };
const entry = (slot: "a" | "b", release: "2019" | "2022" | "2025", closed = false): PoolEntry => {
  return { slot, release, closed, mayBeEmpty: false };
};
const node = (slot: "a" | "b", differs: Partial<PoolNode> = {}): PoolNode => {
  const build = slot === "a" ? 20348 : 26100;
  return {
    name: `node-${slot}`,
    slot,
    build,
    ready: true,
    closed: false,
    canaryPassed: slot === "b",
    ...differs,
  };
};
const pod = (differs: Partial<PoolPod> = {}): PoolPod => ({
  name: "apps/web-1",
  workload: "Deployment apps/web",
  slot: "a",
  running: true,
  stays: false,
  hostProcess: false,
  images: ["mcr.microsoft.com/windows/servercore:ltsc2022"],
  ...differs,
});
const seen = (differs: Partial<Observation>): Observation => ({
  entries: [],
  nodes: [],
  pods: [],
  now: 0,
  ...differs,
});
const both = [entry("a", "2022"), entry("b", "2025")];
const closedOld = [entry("a", "2022", true), entry("b", "2025")];

function brief(decision: Decision): string {
  if (decision.kind === "blocked") return `blocked ${decision.step}: ${decision.problems.join(" | ")}`;
  return decision.kind === "done" ? decision.says : `${decision.kind} ${decision.step}: ${decision.says}`;
}

describe("the next step of a migration", () => {
  for (const [what, sight, expected] of [
    [
      "there is no such pool",
      seen({}),
      "blocked compatible: mullion:nodePools has no Windows pool named win.",
    ],
    [
      "the pool runs the release already",
      seen({ entries: [entry("a", "2025")] }),
      "the pool win runs Windows Server 2025 only",
    ],
    [
      "the autoscaler may empty it",
      seen({ entries: [{ ...entry("a", "2022"), mayBeEmpty: true }] }),
      "blocked compatible: the pool win may be scaled to zero; set autoscale.min to 1 until the migration is over, so that there are nodes to look at.",
    ],
    [
      "the second slot goes to the other letter",
      seen({ entries: [entry("b", "2022")] }),
      "edit add: a second pool of Windows Server 2025 in slot a, which takes no pods yet",
    ],
    [
      "the new slot is not deployed",
      seen({ entries: both, nodes: [node("a")] }),
      "deploy add: the new slot has no nodes yet",
    ],
    [
      "the new nodes run another build",
      seen({ entries: both, nodes: [node("b", { build: 20348 })] }),
      "blocked ready: these nodes of the new slot do not run Windows Server 2025 (build 26100): node-b.",
    ],
    [
      "a new node is not Ready",
      seen({
        entries: both,
        nodes: [node("b"), node("b", { name: "n2", ready: false }), node("b", { name: "n3", ready: false })],
      }),
      "wait ready: not Ready yet: n2, n3",
    ],
    [
      "no canary ran",
      seen({ entries: both, nodes: [node("b", { canaryPassed: false })] }),
      "act canary: a pod of the new release is started on the new slot, and taken away",
    ],
    [
      "the opening is not deployed",
      seen({ entries: both, nodes: [node("b", { closed: true })] }),
      "deploy open: nodes of the new slot that still take no pods: node-b",
    ],
    [
      "the old slot is open",
      seen({ entries: both, nodes: [node("a"), node("b")] }),
      "edit close: no new pods go to the old slot",
    ],
    [
      "the closing is not deployed",
      seen({ entries: closedOld, nodes: [node("a"), node("b")] }),
      "deploy close: nodes of the old slot that still take pods: node-a",
    ],
    [
      "pods are on the old slot",
      seen({
        entries: closedOld,
        nodes: [node("a", { closed: true }), node("b")],
        pods: [pod(), pod({ stays: true })],
      }),
      "act drain: pods that are to leave the old slot: 1",
    ],
    [
      "a pod does not run",
      seen({
        entries: closedOld,
        nodes: [node("a", { closed: true, drainedAt: 0 }), node("b")],
        pods: [pod({ slot: "b", running: false })],
      }),
      "blocked soak: pods that do not run on the new slot: apps/web-1.",
    ],
    [
      "it has not soaked",
      seen({
        entries: closedOld,
        nodes: [node("a", { closed: true, drainedAt: 0 }), node("b")],
        now: 90_000,
      }),
      "wait soak: 59 of 60 minutes left",
    ],
    [
      "the old slot has been taken out of the configuration",
      seen({ entries: [entry("b", "2025")], nodes: [node("a"), node("b")] }),
      "deploy remove: still there: node-a",
    ],
    [
      "two entries have one slot",
      seen({ entries: [entry("a", "2022"), entry("a", "2025")] }),
      "blocked add: the pool win has more entries than one for each slot; mend the configuration.",
    ],
  ] as const) {
    it(`is right when ${what}`, () => {
      assert.equal(brief(nextStep(sight, goal)), expected);
    });
  }

  it("of the way back stops at the point of no return, and says what to do on each side of it", () => {
    const gone = seen({ entries: [entry("b", "2025")], nodes: [node("b")] });
    assert.match(
      brief(stepBack(gone, goal)),
      /^blocked reopen: the old slot is gone, which was the point of no return/,
    );
    const undeployed = seen({ entries: [entry("b", "2025")], nodes: [node("a"), node("b")] });
    assert.match(brief(stepBack(undeployed, goal)), /take that change back \(git revert\)/);
  });
});

describe("what a pool runs", () => {
  const problems = (release: "2019" | "2022" | "2025", ...pods: readonly PoolPod[]) =>
    compatibilityWith(release, pods).problems;

  it("is told once for each workload", () => {
    const old = pod({ images: ["mcr.microsoft.com/windows/servercore:ltsc2019"] });
    assert.equal(problems("2025", old, { ...old, name: "apps/web-2" }).length, 1);
    assert.match(
      problems("2025", old)[0] ?? "",
      /^Deployment apps\/web runs mcr\.microsoft\.com\/windows\/servercore:ltsc2019: .* Build the image anew\.$/,
    );
  });

  it("fits when the image is of the release, or of the one before from 2022 on", () => {
    assert.deepEqual(problems("2025", pod()), []);
    assert.equal(problems("2019", pod()).length, 1);
  });

  it("does not count where it stays, or runs on the host itself", () => {
    const image = ["mcr.microsoft.com/windows/servercore:ltsc2019"];
    assert.deepEqual(
      problems("2025", pod({ images: image, stays: true }), pod({ images: image, hostProcess: true })),
      [],
    );
  });

  it("is bound by selectors", () => {
    assert.match(problems("2025", pod({ pinnedBuild: 20348 }))[0] ?? "", /asks for nodes of build 20348/);
    assert.deepEqual(problems("2025", pod({ pinnedBuild: 26100 })), []);
    assert.match(
      problems("2025", pod({ pinnedSlot: "a" }))[0] ?? "",
      /selects mullion\/slot: a; select mullion\/pool only/,
    );
  });

  it("may have a name that tells nothing, which is said", () => {
    const { problems: none, unknown } = compatibilityWith("2025", [
      pod({ images: ["registry.example/shop:42"] }),
    ]);
    assert.deepEqual([none, unknown], [[], ["registry.example/shop:42"]]);
  });

  it("is never a Linux image", () => {
    assert.match(
      problems("2025", pod({ images: ["docker.io/library/alpine:3.22"] }))[0] ?? "",
      /it is a Linux image/,
    );
  });
});
