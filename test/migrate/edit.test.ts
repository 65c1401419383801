import assert from "node:assert/strict";
import { parse } from "yaml";

import { applyEdit, MigrationEditError, poolEntries } from "../../migrate";
import type { Edit, Goal } from "../../migrate";

const goal: Goal = { pool: "win", to: "2025", soakMinutes: 0 };

const text = `# who owns this: platform team
config:
  mullion:target: aks
  mullion:nodePools:
    - name: linux
      os: Linux
    # Windows, for the old shop
    - name: win
      os: Windows
      release: "2022"
      autoscale: { min: 1, max: 3 }
      labels: { team: shop } # asked for by Ada
  mullion:samples: false
`;

const after = (...edits: readonly Edit[]): string =>
  edits.reduce((was, edit) => applyEdit(was, goal, edit), text);

describe("a change of a stack's configuration", () => {
  it("adds the second slot beside the first, closed, and leaves the rest as it is", () => {
    assert.equal(
      after("add"),
      text.replace(
        "  mullion:samples",
        `    - name: win
      os: Windows
      release: "2025"
      autoscale: { min: 1, max: 3 }
      labels: { team: shop } # asked for by Ada
      slot: b
      taints:
        - key: migrating
          value: "true"
          effect: NoSchedule
  mullion:samples`,
      ),
    );
  });

  it("opens and closes slots by the taint alone", () => {
    assert.deepEqual(
      poolEntries(after("add", "open", "close"), "win").map(({ slot, release, closed }) => [
        slot,
        release,
        closed,
      ]),
      [
        ["a", "2022", true],
        ["b", "2025", false],
      ],
    );
    assert.equal(after("add", "open", "close", "reopen", "reclose"), after("add"));
  });

  it("removes what it should, and the way back ends where it began", () => {
    assert.deepEqual(
      poolEntries(after("add", "open", "close", "remove"), "win").map(({ slot }) => slot),
      ["b"],
    );
    assert.equal(after("add", "drop"), text);
  });

  it("keeps taints that are the pool's own", () => {
    const own = text.replace(
      "autoscale:",
      "taints: [{ key: k, value: v, effect: NoSchedule }]\n      autoscale:",
    );
    const opened = applyEdit(applyEdit(own, goal, "close"), goal, "reopen");
    assert.deepEqual(parse(opened), parse(own));
  });

  it("sees a pool that may be scaled to zero", () => {
    assert.equal(poolEntries(text.replace("min: 1", "min: 0"), "win")[0]?.mayBeEmpty, true);
    assert.equal(poolEntries(text, "win")[0]?.mayBeEmpty, false);
  });

  for (const [what, broken, message] of [
    [
      "a release without quotes",
      text.replace('"2022"', "2022"),
      /the pool win has no Windows release in quotes/,
    ],
    ["an unknown release", text.replace('"2022"', '"2023"'), /the pool win has no Windows release in quotes/],
    ["no pools", "config:\n  mullion:target: aks\n", /has no list mullion:nodePools/],
    ["broken YAML", "config: [", /is no YAML: /],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => poolEntries(broken, "win"),
        (error) => error instanceof MigrationEditError && message.test(error.message),
      );
    });
  }

  it("refuses to change what is not there", () => {
    assert.throws(() => applyEdit(text, goal, "open"), /the pool win is not in mullion:nodePools as it was/);
  });
});
