import assert from "node:assert/strict";
import * as path from "node:path";
import { comparable, inRecordedWords, type Comparable } from "./normalise";
import { play } from "./play";
import { readRecording, RECORDINGS, recordings, type Scenario } from "./scenario";
import { clearStage, makeStage } from "./stage";

/** What every test run plays; `npm run test:parity` plays all. */
const QUICK = "01,03,05,07,16,23,32,37,42,59,73";

/** `all`, or the beginnings of names, separated by commas. */
const asked = process.env["MULLION_ENGINE_PARITY"] ?? QUICK;
const names = recordings().filter(
  (name) => asked === "all" || asked.split(",").some((part) => name.startsWith(part)),
);

describe("the embedded engine does what the recorded real engine did", function () {
  this.timeout(120_000);

  before(function () {
    if (names.length > 0) return;
    console.log(`      left out: ${RECORDINGS} is not there; it holds the recordings of the real engine`);
    this.skip();
  });

  for (const name of names) {
    const scenario = readRecording(name, "scenario.json");
    it(`${name}: ${scenario.title}`, async () => {
      const source = path.join(RECORDINGS, name);
      const stage = await makeStage(scenario, source);
      try {
        const actual = comparable(inRecordedWords(stage, await play(stage, scenario, source)), scenario);
        const expected = comparable(readRecording(name, "expected.json").steps, scenario);
        compare(scenario, actual, expected);
      } finally {
        if (process.env["PARITY_KEEP"] === undefined) clearStage(stage);
      }
    });
  }
});

const BY_EVENTS = new Set<keyof Comparable>([
  "steps",
  "finished",
  "errors",
  "changes",
  "result",
  "policy",
  "analyzer",
]);

function compare(scenario: Scenario, actual: readonly Comparable[], expected: readonly Comparable[]): void {
  assert.equal(actual.length, expected.length);
  for (const [at, wanted] of expected.entries()) {
    const got = actual[at];
    assert.ok(got !== undefined);
    for (const part of Object.keys(wanted) as (keyof Comparable)[]) {
      // Commands that were recorded by what they printed have no events.
      if (scenario.steps[at]?.command === "raw" && BY_EVENTS.has(part)) continue;
      // Of some commands the recordings have no summary: the real CLI ended before it began, or was killed.
      if ((part === "changes" || part === "result") && wanted.result === "") continue;
      const context: string = part === "exit" ? ` (${JSON.stringify(got.errors)})` : "";
      assert.deepEqual(
        got[part],
        wanted[part],
        `command ${at + 1}: ${part} differs${context}\n${difference(got[part], wanted[part])}`,
      );
    }
  }
}

function difference(got: unknown, wanted: unknown): string {
  const lines = (value: unknown): string[] =>
    Array.isArray(value) ? value.map((item) => JSON.stringify(item)) : [JSON.stringify(value)];
  const have = lines(got);
  const want = lines(wanted);
  const text = [
    ...want.filter((line) => !have.includes(line)).map((line) => `  - ${line}`),
    ...have.filter((line) => !want.includes(line)).map((line) => `  + ${line}`),
  ].join("\n");
  return text === ""
    ? `  - wanted, in this order:\n${want.join("\n")}\n  + got, in this order:\n${have.join("\n")}`
    : text;
}
