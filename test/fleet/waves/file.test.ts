import assert from "node:assert/strict";
import * as path from "node:path";
import { toJsonSchema } from "@valibot/to-json-schema";
import { parseDuration, readWaves } from "../../../fleet/waves";
import { wavesSchema } from "../../../fleet/waves/file";
import { InputError } from "../../../impact/input-error";
import { assertGolden } from "../../golden";

const stacks = ["dev", "staging", "prod"];
const read = (text: string) => readWaves(text, "fleet.yaml", stacks);
const page = "(docs/guides/fleet.md#waves)";

function problems(text: string): readonly string[] {
  try {
    read(text);
  } catch (error) {
    assert.ok(error instanceof InputError);
    return error.message.split("\n");
  }
  assert.fail("the file is refused");
}

describe("a file of waves", () => {
  it("has gates for all, which a wave may have different, and defaults for the rest", () => {
    const text = `
gates: { impact: pool-replace, healthWithin: 1h }
waves:
  - name: canary
    stacks: [dev]
    soak: 1d
  - name: the rest
    stacks: [staging, prod]
    gates: { impact: rolling, policy: advisory }
`;
    assert.deepEqual(read(text), [
      {
        name: "canary",
        stacks: ["dev"],
        soakMinutes: 1440,
        gates: { policy: "mandatory", impact: "pool-replace", healthMinutes: 60 },
      },
      {
        name: "the rest",
        stacks: ["staging", "prod"],
        soakMinutes: 0,
        gates: { policy: "advisory", impact: "rolling", healthMinutes: 60 },
      },
    ]);
    assert.deepEqual(read("waves: [{ name: all, stacks: [dev] }]")[0]?.gates, {
      policy: "mandatory",
      impact: "refused",
      healthMinutes: 15,
    });
  });

  for (const [what, text, expected] of [
    ["is empty", "", [`fleet.yaml: waves: is missing; set it ${page}`]],
    ["has no wave", "waves: []", [`fleet.yaml: waves: must have at least one wave, got [] ${page}`]],
    [
      "has stacks that nobody knows",
      "waves: [{ name: a, stacks: [dev, test] }]",
      [
        `fleet.yaml: waves[0].stacks[1]: must be a stack with a Pulumi.<stack>.yaml, got "test"; there are: dev, staging, prod ${page}`,
      ],
    ],
    [
      "has a stack in two waves, and two waves of one name",
      "waves: [{ name: a, stacks: [dev, prod] }, { name: a, stacks: [staging, dev] }]",
      [
        `fleet.yaml: waves[1].name: "a" is the name of another wave already ${page}`,
        `fleet.yaml: waves[1].stacks[1]: "dev" is in the waves already; a stack is deployed once ${page}`,
      ],
    ],
    [
      "has durations and gates that do not exist",
      "waves: [{ name: a, stacks: [dev], soak: soon, gates: { impact: bad, policy: none, healthWithin: 15 } }]",
      [
        `fleet.yaml: waves[0].soak: must be a duration such as 30m, 2h or 1d, got "soon" ${page}`,
        `fleet.yaml: waves[0].gates.policy: must be mandatory or advisory, got "none" ${page}`,
        `fleet.yaml: waves[0].gates.impact: must be one of noise, metadata, scheduling, scale, rolling, manual-follow-up, pool-replace, refused, cluster-replace, irreversible, unclassified, got "bad" ${page}`,
        `fleet.yaml: waves[0].gates.healthWithin: must be a duration such as 30m, 2h or 1d, got 15 ${page}`,
      ],
    ],
    [
      "has a key that nobody knows",
      "waves: [{ name: a, stacks: [dev], soka: 1h }]",
      [`fleet.yaml: waves[0].soka: is not known here; remove it or correct its name ${page}`],
    ],
    [
      "has a wave without stacks",
      "waves: [{ name: a, stacks: [] }]",
      [`fleet.yaml: waves[0].stacks: must have at least one stack, got [] ${page}`],
    ],
  ] as const) {
    it(`is refused when it ${what}`, () => {
      assert.deepEqual(problems(text), expected);
    });
  }

  it("has a published schema that is what the code says", () => {
    const schema = toJsonSchema(wavesSchema);
    const text = `${JSON.stringify({ title: "Waves of mullion fleet up, version 1", ...schema }, undefined, 2)}\n`;
    assertGolden(path.join(__dirname, "../../../schemas/waves.v1.json"), text);
  });
});

describe("a duration", () => {
  for (const [text, minutes] of [
    ["0m", 0],
    ["90m", 90],
    ["2h", 120],
    ["3d", 4320],
    ["", undefined],
    ["1", undefined],
    ["-1h", undefined],
    ["1w", undefined],
    ["1h30m", undefined],
    ["99999m", undefined],
  ] as const) {
    it(`${JSON.stringify(text)} is ${minutes === undefined ? "none" : `${String(minutes)} minutes`}`, () => {
      assert.equal(parseDuration(text), minutes);
    });
  }
});
