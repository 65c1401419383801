import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { EngineEvent, RunOptions } from "../../../../../localcloud/engine";
import { checkReferences } from "../../fuzz/invariants";
import { boxesOf, errorsOf, makeStage, stepsOf, type Stage } from "../../stage/stage";
import { tried } from "../tally";
import type { Case } from "./case";
import { writePack } from "../../stage/pack";
import { packs } from "./packs";
import { programs } from "./programs";
import { dyingProviders, hangingProviders } from "./providers";

const all = [...dyingProviders, ...hangingProviders, ...packs, ...programs];
const cases = process.env["MULLION_INTERRUPT"] === "all" ? all : all.filter(({ quick }) => quick === true);

describe("whoever lets a run down", function () {
  this.timeout(300_000);
  let stage: Stage;

  beforeEach(() => {
    stage = makeStage();
  });

  afterEach(() => {
    stage.clear();
  });

  for (const one of cases)
    it(`is named, and nothing is lost or doubled: ${one.kind}, ${one.at}`, async () => {
      const survived = tried(one.kind);
      if (one.before !== undefined) await succeeds(stage, one.before);
      stage.program(one.program);
      const { exitCode, events } = await stage.run(optionsOf(stage, one));
      const errors = errorsOf(events).map((text) => plain(text).replaceAll(stage.root, "<root>"));
      assert.deepEqual([exitCode, errors], [1, one.errors]);
      if (one.said !== undefined) assert.match(messagesOf(events), one.said);
      checkReferences(await stage.state());
      await succeeds(stage, one.mended ?? one.program);
      const state = await stage.state();
      assert.deepEqual([boxesOf(state), state.pendingOperations], [one.boxes, []]);
      assert.deepEqual(
        state.resources
          .filter(({ type }) => type === "crate:index:Box")
          .map(({ id }) => id)
          .sort(),
        fs.readdirSync(path.join(stage.root, "store")).sort(),
        "state and store do not hold the same objects",
      );
      const again = await stage.run({ expectNoChanges: true });
      assert.equal(again.exitCode, 0, stepsOf(again.events).join(", "));
      survived();
    });
});

// Neither colours of a terminal nor the trace of a stack.
function plain(text: string): string {
  return stripVTControlCharacters(text).replace(/\n {4}at [^]*$/u, "");
}

function messagesOf(events: readonly EngineEvent[]): string {
  return events.map(({ diagnosticEvent }) => diagnosticEvent?.message ?? "").join("\n");
}

async function succeeds(stage: Stage, program: string): Promise<void> {
  stage.program(program);
  const { exitCode, events } = await stage.run({ identifyingProviders: ["crate"] });
  assert.equal(exitCode, 0, errorsOf(events).join("\n"));
}

function optionsOf(stage: Stage, { options, policies }: Case): Partial<RunOptions> {
  const packed = policies === undefined ? {} : { policyPacks: [{ path: writePack(stage, policies) }] };
  return { identifyingProviders: ["crate"], ...options, ...packed };
}
