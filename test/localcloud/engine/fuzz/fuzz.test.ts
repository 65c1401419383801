import assert from "node:assert/strict";
import fc from "fast-check";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { examples } from "./examples";
import { asCode, histories, type Episode } from "./graphs";
import { checkConverges, checkWhole } from "./invariants";
import { World } from "./world";

const CASES = Number(process.env["FUZZ_CASES"] ?? 50);
const SEED = process.env["FUZZ_SEED"];

describe("any program, edited and failing in any way", function () {
  this.timeout(CASES * 5000);

  for (const [name, history] of Object.entries(examples)) it(name, () => holds(history));

  it(`leaves a whole state, agrees with the cloud and converges (${CASES} cases)`, async () => {
    const result = await fc.check(fc.asyncProperty(histories, holds), {
      numRuns: CASES,
      ...(SEED === undefined ? {} : { seed: Number(SEED) }),
    });
    if (result.failed) assert.fail(reproducer(result));
    assert.equal(result.numRuns, CASES);
    console.log(`      ${result.numRuns} cases, seed ${result.seed}`);
  });
});

/** Runs a history and checks after each run what must always hold, and at the end that everything becomes well again. */
async function holds(history: readonly Episode[]): Promise<void> {
  const backend = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-fuzz-"));
  try {
    const world = new World(backend);
    for (const episode of history) {
      await world.run(episode);
      await checkWhole(world);
    }
    const last = history.at(-1);
    assert.ok(last !== undefined);
    await checkConverges(world, { ...last, faults: [] });
  } finally {
    fs.rmSync(backend, { recursive: true, force: true });
  }
}

/** What a stranger needs to see a failure again, and to keep it. */
function reproducer({ seed, counterexample, errorInstance }: Failure): string {
  return [
    `broken by this history (each line is one run; put it into ${path.relative(process.cwd(), __dirname)}/examples.ts):`,
    asCode(counterexample?.[0] ?? []),
    String(errorInstance instanceof Error ? errorInstance.message : errorInstance),
    `to see it again: FUZZ_SEED=${seed} npm run test:fuzz`,
  ].join("\n");
}

type Failure = fc.RunDetails<[readonly Episode[]]>;
