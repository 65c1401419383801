import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Unanswered } from "../../../../localcloud/engine/plugins/call";
import { box, type Episode } from "../fuzz/graphs";
import { checkConverges, checkWhole } from "../fuzz/invariants";
import { MemoryCloud } from "../fuzz/memory-provider";
import { World } from "../fuzz/world";
import { tried } from "./tally";

/** A stack, and a program that creates, updates, replaces in both orders and deletes. */
const BEFORE: Episode = {
  nodes: [
    box("a"),
    box("b", { fixed: 0, reads: ["a"] }),
    box("c", { fixed: 0, deleteBeforeReplace: true, reads: ["b"] }),
    box("d", { fixedFrom: "c" }),
    box("e", { dependsOn: ["d"] }),
  ],
  faults: [],
  parallel: 1,
};
const AFTER: Episode = {
  nodes: [
    box("a", { size: 1 }),
    box("b", { fixed: 1, reads: ["a"] }),
    box("c", { fixed: 1, deleteBeforeReplace: true, reads: ["b"] }),
    box("d", { fixedFrom: "c" }),
    box("f", { size: 2, reads: ["b"] }),
  ],
  faults: [],
  parallel: 1,
};

/** A stack as a process that was killed at this moment leaves it: its files, and the cloud. */
interface Remains {
  readonly backend: string;
  readonly cloud: MemoryCloud;
}

describe("a run that is cut off at any point", function () {
  this.timeout(600_000);
  let root: string;

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-points-"));
  });

  afterEach(() => {
    fs.rmSync(root, { recursive: true, force: true });
  });

  /** A world in which the stack stands already. */
  async function settled(name: string): Promise<World> {
    const world = new World(path.join(root, name));
    assert.ok((await world.run(BEFORE)).ok);
    return world;
  }

  async function survives(kind: string, world: World, parallel: number): Promise<void> {
    const survived = tried(kind);
    // The way back: what nobody asks about would not be seen, because state still says what was.
    const back = path.join(root, "back");
    fs.cpSync(world.backend, back, { recursive: true });
    await checkConverges(new World(back, new MemoryCloud(world.cloud)), { ...BEFORE, parallel });
    fs.rmSync(back, { recursive: true });
    await checkConverges(world, { ...AFTER, parallel });
    survived();
  }

  for (const parallel of [1, 4]) {
    it(`loses nothing and doubles nothing when its process is killed (${parallel} at a time)`, async () => {
      const world = await settled("killed");
      const remains: Remains[] = [];
      world.cloud.onCall = () => {
        const backend = path.join(root, `remains-${remains.length}`);
        fs.cpSync(world.backend, backend, { recursive: true });
        remains.push({ backend, cloud: new MemoryCloud(world.cloud) });
      };
      assert.ok((await world.run({ ...AFTER, parallel })).ok);
      assert.ok(remains.length >= 16, `only ${remains.length} points`);
      for (const { backend, cloud } of remains)
        await survives("an engine that is killed", new World(backend, cloud), parallel);
    });

    it(`finishes what runs and begins nothing more when it is asked to stop (${parallel} at a time)`, async () => {
      let calls = 0;
      for (let point = 0; point <= calls; point++) {
        const world = await settled(`stopped-${point}`);
        calls = await cutOff(world, parallel, point, () => {
          world.halt.stop();
        });
        await checkWhole(world);
        // One at a time, a call that has begun is answered, and no other one begins.
        if (parallel === 1 && point < calls) assert.equal(calls, point + (point % 2 === 0 ? 2 : 1));
        if (point < calls) await survives("an engine that is asked to stop once", world, parallel);
      }
    });

    it(`keeps on record what it left in the middle when it is stopped at once (${parallel} at a time)`, async () => {
      let calls = 0;
      for (let point = 0; point <= calls; point++) {
        const world = await settled(`forced-${point}`);
        calls = await cutOff(world, parallel, point, () => {
          world.halt.forced = true;
          world.halt.stop();
          // The provider is ended at once: it answers nothing and does nothing any more.
          throw new Error("gone");
        });
        if (point < calls) await survives("an engine that is stopped at once", world, parallel);
      }
    });

    it(`asks what became of a call that was never answered (${parallel} at a time)`, async () => {
      let calls = 0;
      for (let point = 0; point <= calls; point++) {
        const world = await settled(`unanswered-${point}`);
        calls = await cutOff(world, parallel, point, () => {
          throw new Unanswered("the provider is gone");
        });
        if (point < calls) await survives("a provider that is gone", world, parallel);
      }
    });
  }
});

/** Runs the program and reacts to every call from one on. @returns How many calls there were. */
async function cutOff(world: World, parallel: number, point: number, react: () => void): Promise<number> {
  let calls = 0;
  world.cloud.onCall = () => {
    if (calls++ >= point) react();
  };
  await world.run({ ...AFTER, parallel });
  // Calls that were on their way when the run ended must not come through later: their provider is gone.
  await new Promise((resolve) => setImmediate(resolve));
  world.cloud.onCall = () => undefined;
  return calls;
}
