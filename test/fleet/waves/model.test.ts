import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Wave } from "../../../fleet/waves";
import { World } from "./world";
import type { ModelStack } from "./world";

/** A thousand in a run of all tests; more by hand. */
const numRuns = Number(process.env["WAVES_CASES"] ?? 1000);

const healthMinutes = 15;

/** What a stack is like; times are chosen around the limits. */
const nature = fc.record({
  pending: fc.boolean(),
  refused: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.boolean()),
  failures: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, fc.constant(1)),
  restless: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.boolean()),
  wellAfter: fc.constantFrom(0, 0, 0, 3, healthMinutes, Infinity),
  illFrom: fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, fc.integer({ min: 1000, max: 1200 })),
  illFor: fc.constantFrom(5, 30, Infinity),
  deployedAt: fc.constantFrom(0, 990 * 60_000),
});

/** The same without what the passing of time, or another try, makes different. */
const steady = nature.map((one) => ({ ...one, failures: 0, illFrom: Infinity }));

interface Fleet {
  readonly waves: readonly Wave[];
  readonly stacks: readonly ModelStack[];
}

function fleet(natures: fc.Arbitrary<Omit<ModelStack, "name">>): fc.Arbitrary<Fleet> {
  const wave = fc.record({
    soakMinutes: fc.constantFrom(0, 20, 60),
    natures: fc.array(natures, { minLength: 1, maxLength: 3 }),
  });
  return fc.array(wave, { minLength: 1, maxLength: 4 }).map((drawn) => ({
    waves: drawn.map(({ soakMinutes, natures: all }, index) => ({
      name: `wave ${String(index)}`,
      stacks: all.map((_, at) => nameOf(index, at)),
      soakMinutes,
      gates: { policy: "mandatory", impact: "refused", healthMinutes },
    })),
    stacks: drawn.flatMap(({ natures: all }, index) =>
      all.map((one, at) => ({ ...one, name: nameOf(index, at) })),
    ),
  }));
}

function nameOf(wave: number, stack: number): string {
  return `s${String(wave)}${String(stack)}`;
}

function worldOf({ waves, stacks }: Fleet): World {
  return new World(waves, new Map(stacks.map((stack) => [stack.name, { ...stack }])));
}

describe("a rollout in waves", function () {
  this.timeout(numRuns * 1000);

  it("deploys nothing behind a wave that is not deployed, well and soaked, and nothing that gates refuse", () => {
    fc.assert(
      fc.property(fleet(nature), fc.array(fc.nat(40), { maxLength: 6 }), (drawn, breaks) => {
        const world = worldOf(drawn);
        // The world itself asserts what must hold at each deployment.
        for (const most of breaks) {
          world.run(most);
          world.forget();
        }
        world.run();
      }),
      { numRuns },
    );
  });

  it("ends where it would have ended, wherever it is broken off and gone on with", () => {
    fc.assert(
      fc.property(fleet(steady), fc.array(fc.nat(30), { maxLength: 8 }), (drawn, breaks) => {
        const whole = worldOf(drawn);
        const end = whole.run();
        const broken = worldOf(drawn);
        for (const most of breaks) {
          broken.run(most);
          broken.forget();
        }
        assert.equal(broken.run().kind, end.kind);
        const pending = (world: World) => [...world.stacks.values()].filter((one) => one.pending);
        assert.deepEqual(
          pending(broken).map(({ name }) => name),
          pending(whole).map(({ name }) => name),
        );
      }),
      { numRuns },
    );
  });

  it("deploys nothing more once a gate has stopped it, however often it is called again", () => {
    fc.assert(
      fc.property(fleet(steady), (drawn) => {
        const world = worldOf(drawn);
        const end = world.run();
        // What a deployment does not bring about is tried once in each run.
        if (end.kind !== "stop" || end.problems.some(({ gate }) => gate === "complete")) return;
        const before = world.deployments.length;
        world.forget();
        assert.deepEqual(world.run(), end);
        assert.equal(world.deployments.length, before);
      }),
      { numRuns },
    );
  });

  it("deploys every stack once, in order, where nothing is in its way", () => {
    const calm = steady.map((one) => ({
      ...one,
      pending: true,
      refused: false,
      restless: false,
      wellAfter: Math.min(one.wellAfter, 3),
    }));
    fc.assert(
      fc.property(fleet(calm), (drawn) => {
        const world = worldOf(drawn);
        assert.equal(world.run().kind, "done");
        assert.deepEqual(
          world.deployments,
          drawn.stacks.map(({ name }) => name),
        );
      }),
      { numRuns },
    );
  });
});
