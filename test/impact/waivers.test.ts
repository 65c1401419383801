import assert from "node:assert/strict";
import { analyse, exitCode, readPreview, readWaivers } from "../../impact";
import { InputError } from "../../impact/input-error";
import { cluster, edit, preview, urnOf } from "./build";

const urn = urnOf(cluster);
const waiver = (more: string) =>
  `waivers:\n  - urn: "${urn}"\n    class: irreversible\n    reason: Upgrade agreed in CHG-12\n    expires: 2026-12-01\n${more}`;
const upgrade = preview(edit(cluster, { kubernetesVersion: "1.37" }));

describe("waivers", () => {
  it("turn a blocked change into a safe one until their last day, and not a day longer", () => {
    const waivers = readWaivers(waiver(""));
    const on = (asOf: "2026-12-01" | "2026-12-02") => analyse(readPreview(upgrade), { asOf, waivers });
    assert.deepEqual([exitCode(on("2026-12-01")), exitCode(on("2026-12-02"))], [0, 3]);
    assert.equal(on("2026-12-01").changes[0]?.waived, "Upgrade agreed in CHG-12");
    assert.deepEqual(
      [on("2026-12-01").waivers[0]?.state, on("2026-12-02").waivers[0]?.state],
      ["used", "expired"],
    );
  });

  it("hold for one resource and one class only", () => {
    const other = readWaivers(waiver("").replace(urn, `${urn}2`));
    const milder = readWaivers(waiver("").replace("irreversible", "rolling"));
    for (const waivers of [other, milder]) {
      const report = analyse(readPreview(upgrade), { asOf: "2026-11-23", waivers });
      assert.deepEqual([exitCode(report), report.waivers[0]?.state], [3, "unused"]);
    }
  });

  it("of a grave class do not cover what is unclassified", () => {
    const text = preview(edit(cluster, { somethingNew: 1 }));
    assert.equal(
      exitCode(analyse(readPreview(text), { asOf: "2026-11-23", waivers: readWaivers(waiver("")) })),
      2,
    );
  });

  it("for what is unclassified cover nothing else", () => {
    const waivers = readWaivers(waiver("").replace("class: irreversible", "class: unclassified"));
    assert.equal(exitCode(analyse(readPreview(upgrade), { asOf: "2026-11-23", waivers })), 3);
    const unknown = readPreview(preview(edit(cluster, { somethingNew: 1 })));
    assert.equal(exitCode(analyse(unknown, { asOf: "2026-11-23", waivers })), 0);
  });

  const bad: readonly (readonly [string, string, string])[] = [
    ["no list", "a: 1", "waivers: waivers: must be a list of waivers (docs/guides/impact.md)"],
    ["broken YAML", "waivers: [", "waivers: line 1: is not valid YAML"],
    [
      "an unknown key",
      waiver("    until: x\n"),
      "waivers: waivers[0].until: is not known; known are urn, class, reason, expires",
    ],
    [
      "a short reason",
      waiver("").replace("Upgrade agreed in CHG-12", "ok"),
      "waivers: waivers[0].reason: must be a reason that a colleague understands, 10 characters or more",
    ],
    [
      "a day that is none",
      waiver("").replace("2026-12-01", "2026-02-30"),
      "waivers: waivers[0].expires: must be a day as YYYY-MM-DD",
    ],
    ["a glob", waiver("").replace(urn, "*"), "waivers: waivers[0].urn: must be the URN of one resource"],
  ];
  for (const [name, text, message] of bad) {
    it(`are refused with ${name}`, () => {
      assert.throws(
        () => readWaivers(text),
        (error) => error instanceof InputError && error.message === message,
      );
    });
  }
});
