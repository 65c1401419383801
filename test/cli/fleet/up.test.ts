import assert from "node:assert/strict";
import type { Paint } from "../../../cli/display/colour";
import { planSight } from "../../../cli/fleet/up/look";
import { drawRemaining, drawStop, drawWaves, duration } from "../../../cli/fleet/up/words";
import type { Wave } from "../../../fleet/waves";
import { InputError } from "../../../impact";

const wave: Wave = {
  name: "the rest",
  stacks: ["staging", "prod"],
  soakMinutes: 1440,
  gates: { policy: "mandatory", impact: "pool-replace", healthMinutes: 15 },
};
const plain: Paint = (_, words) => words;

describe("what fleet up says", () => {
  it("of the waves fits 80 columns, and the last one has nothing to soak for", () => {
    const lines = drawWaves([{ ...wave, name: "canary", stacks: ["dev"] }, wave], plain);
    assert.deepEqual(lines, [
      "WAVE      STACKS         STOPS AT POLICY  STOPS AT IMPACT  WELL WITHIN  SOAKS",
      "canary    dev            mandatory        pool-replace     15m          1d",
      "the rest  staging, prod  mandatory        pool-replace     15m          -",
    ]);
    assert.ok(lines.every((line) => line.length <= 80));
  });

  it("of a gate names wave, stack and gate", () => {
    const problem = { gate: "health", stack: "dev", message: "Nobody answers." } as const;
    assert.deepEqual(drawStop("canary", [problem], plain), [
      "",
      'Stopped at wave "canary":',
      "  dev, gate health: Nobody answers.",
    ]);
  });

  it("at the end is what remains, and how to go on", () => {
    assert.deepEqual(drawRemaining([wave], "mullion fleet up --waves fleet.yaml --yes"), [
      "",
      "Remaining:",
      "  the rest: staging, prod",
      "Go on with: mullion fleet up --waves fleet.yaml --yes",
      "It finds out what is done by itself.",
    ]);
    assert.deepEqual(drawRemaining([], "x"), ["", "Nothing is left to deploy."]);
  });

  for (const [minutes, words] of [
    [0, "0m"],
    [90, "90m"],
    [60, "1h"],
    [1440, "1d"],
    [1500, "25h"],
  ] as const) {
    it(`of ${String(minutes)} minutes is ${words}`, () => {
      assert.equal(duration(minutes), words);
    });
  }
});

describe("a preview for a wave", () => {
  const stack = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";
  const same = {
    resourcePreEvent: {
      metadata: { op: "same", urn: stack, type: "pulumi:pulumi:Stack", old: null, new: null },
    },
  };
  const finding = {
    policyEvent: {
      policyPackName: "mullion",
      policyName: "images-are-pinned",
      enforcementLevel: "mandatory",
      resourceUrn: stack,
      message: "It must.",
    },
  };
  const failure = { diagnosticEvent: { severity: "error", message: "It failed." } };
  const sight = (exitCode: number, ...events: readonly object[]) => {
    const lines = events.map((event) => JSON.stringify(event)).join("\n");
    const seen = planSight(
      { exitCode, events: lines, lines: [] },
      {
        wave,
        stack: "prod",
        waivers: [],
        asOf: "2026-11-23",
        previewCommand: "mullion preview --stack prod",
      },
    );
    return [seen.changes, ...seen.problems.map(({ gate }) => gate)];
  };

  it("that ends well has nothing against it", () => {
    assert.deepEqual(sight(0, same), [0]);
  });

  it("that a policy ends is stopped by the policy, and not a second time by its failure", () => {
    assert.deepEqual(sight(1, same, finding, failure), [0, "policy"]);
  });

  it("that fails is stopped, whether it got anywhere or not", () => {
    assert.deepEqual(sight(1, same, failure), [0, "preview"]);
    assert.deepEqual(sight(255, same), [1, "preview"]);
    assert.deepEqual(sight(1), [1, "preview"]);
  });

  it("that ends well and says nothing is an error of this tool", () => {
    assert.throws(() => sight(0), InputError);
  });
});
