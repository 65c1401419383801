import assert from "node:assert/strict";
import * as fc from "fast-check";
import { parse } from "yaml";

import { nextStep, stepBack } from "../../migrate";
import type { Decision, Goal } from "../../migrate";
import { World } from "./world";

const goal: Goal = { pool: "win", to: "2025", soakMinutes: 3 };

const text = `# a comment that stays
config:
  mullion:target: aks
  mullion:nodePools:
    # Linux first
    - name: linux
      os: Linux
    - name: win # the one
      os: Windows
      release: "2022"
      taints:
        - { key: dedicated, value: iis, effect: NoSchedule }
      count: 2
    - name: win25
      os: Windows
      release: "2025"
`;

/** What must hold in every state, whatever was done in which order. */
function holds(world: World, decision: Decision): void {
  const entries = world.entries();
  assert.ok(
    entries.some(({ closed }) => !closed),
    "some slot is open in the configuration",
  );
  assert.ok(entries.length === 1 || entries.length === 2);
  if (decision.kind !== "edit") return;
  const fresh = world.nodes.filter(({ build }) => build === 26100);
  if (decision.step === "open")
    assert.ok(
      fresh.some(({ canaryPassed }) => canaryPassed),
      "no canary, no opening",
    );
  if (decision.step === "remove") {
    const slots = new Set(world.pods.map(({ slot }) => slot));
    assert.ok(![...slots].some((slot) => slot !== fresh[0]?.slot), "every pod runs on the new slot");
    const drained = world.nodes.flatMap(({ drainedAt }) => drainedAt ?? []);
    assert.ok(
      drained.length > 0 && world.now - Math.max(...drained) >= goal.soakMinutes * 60_000,
      "it has soaked",
    );
  }
  if (decision.step === "drop")
    assert.ok(!world.pods.some(({ slot }) => slot === fresh[0]?.slot), "no pod is left on the new slot");
}

/** Follows one direction to its end. */
function finish(world: World, decide: typeof nextStep): number {
  for (let steps = 0; steps < 200; steps++) {
    const decision = decide(world.see(), goal);
    holds(world, decision);
    if (decision.kind === "done") return steps;
    world.follow(decision);
  }
  assert.fail("the migration does not come to an end");
}

/** A few hundred in a run of all tests; more by hand. */
const numRuns = Number(process.env["MIGRATE_CASES"] ?? 150);

const refusals = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 5 });

describe("a migration", function () {
  this.timeout(numRuns * 1000);
  it("comes to its end from everywhere, and what must hold holds all the way", () => {
    const action = fc.constantFrom("next", "next", "next", "back", "again", "time", "deploy");
    fc.assert(
      fc.property(refusals, fc.array(action, { maxLength: 60 }), (stubborn, actions) => {
        const world = new World(text, goal, stubborn);
        for (const what of actions) {
          if (what === "time") world.now += 120_000;
          else if (what === "deploy") world.deploy();
          else {
            const decide = what === "back" ? stepBack : nextStep;
            const decision = decide(world.see(), goal);
            holds(world, decision);
            // Broken off after the look: the next look finds the same.
            assert.deepEqual(decide(world.see(), goal), decision);
            if (what !== "again") world.follow(decision);
          }
        }
        finish(world, nextStep);
        assert.deepEqual(
          world.entries().map(({ release }) => release),
          ["2025"],
        );
        assert.ok(world.pods.every(({ slot }) => slot === world.entries()[0]?.slot));
      }),
      { numRuns },
    );
  });

  it("can be taken back from everywhere before the removal, to the very configuration it started from", () => {
    fc.assert(
      fc.property(refusals, fc.nat(25), (stubborn, steps) => {
        const world = new World(text, goal, stubborn);
        for (let count = 0; count < steps; count++) {
          const decision = nextStep(world.see(), goal);
          if (decision.kind === "edit" && decision.step === "remove") break;
          world.follow(decision);
        }
        finish(world, stepBack);
        assert.deepEqual(parse(world.text), parse(text));
        assert.ok(world.pods.every(({ slot }) => slot === "a"));
      }),
      { numRuns },
    );
  });

  it("takes these steps when nothing is in its way", () => {
    const world = new World(text, goal, [0, 1]);
    const taken: string[] = [];
    for (;;) {
      const decision = nextStep(world.see(), goal);
      if (decision.kind === "done") break;
      assert.ok(decision.kind !== "blocked");
      const line = `${decision.kind} ${decision.step}`;
      if (taken.at(-1) !== line) taken.push(line);
      world.follow(decision);
    }
    assert.deepEqual(taken, [
      "edit add",
      "deploy add",
      "wait ready",
      "act canary",
      "edit open",
      "deploy open",
      "edit close",
      "deploy close",
      "act drain",
      "wait soak",
      "edit remove",
      "deploy remove",
    ]);
  });
});
