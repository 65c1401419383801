import assert from "node:assert/strict";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { boxesOf, errorsOf, makeStage, stepsOf, type Stage } from "./stage/stage";

const TWO = `
const a = new Box("a", { size: 1, hold: HOLD });
new Box("b", { from: a.key });
`;

describe("an interrupted run", function () {
  this.timeout(120_000);
  let stage: Stage;

  beforeEach(() => {
    stage = makeStage();
  });

  afterEach(() => {
    stage.clear();
  });

  /** Runs what is needed to make everything well again, and checks that it then is. */
  async function converges(): Promise<void> {
    const again = await stage.run();
    assert.equal(again.exitCode, 0, errorsOf(again.events).join("\n"));
    const { exitCode, events } = await stage.run({ expectNoChanges: true });
    assert.equal(exitCode, 0, stepsOf(events).join(", "));
  }

  it("finishes what is running and begins nothing new when it is asked to stop once", async () => {
    stage.program(TWO.replace("HOLD", '"once"'));
    const stop = new AbortController();
    const running = stage.run({ signal: stop.signal });
    await stage.begun("once");
    stop.abort();
    stage.release("once");
    const { exitCode, events } = await running;
    assert.equal(exitCode, 1);
    assert.deepEqual(stepsOf(events), ["create a"]);
    assert.deepEqual(errorsOf(events), ["update canceled"]);
    const state = await stage.state();
    assert.deepEqual([boxesOf(state), state.pendingOperations], [["a"], []]);
    await converges();
    assert.deepEqual(stage.objects(), ["a", "b"]);
  });

  it("stops at once when it is asked twice, and remembers what it left in the middle", async () => {
    stage.program(TWO.replace("HOLD", '"twice"'));
    const [stop, force] = [new AbortController(), new AbortController()];
    const running = stage.run({ signal: stop.signal, forceSignal: force.signal });
    await stage.begun("twice");
    stop.abort();
    force.abort();
    const { exitCode } = await running;
    assert.equal(exitCode, 1);
    const { pendingOperations } = await stage.state();
    assert.deepEqual(
      pendingOperations.map(({ type, resource }) => [type, resource.urn]),
      [["creating", "urn:pulumi:dev::boxes::crate:index:Box::a"]],
    );
    stage.release("twice");
    await converges();
    assert.deepEqual(stage.objects(), ["a", "b"]);
  });

  it("loses nothing when its process is killed, and gives the stack to the next run", async () => {
    stage.program(
      `const first = new Box("first", { size: 1 });\nnew Box("a", { from: first.key, hold: "killed" });`,
    );
    const engine = stage.runApart();
    await stage.begun("killed");
    engine.kill("SIGKILL");
    await once(engine, "exit");
    const state = await stage.state();
    assert.deepEqual(boxesOf(state), ["first"]);
    assert.deepEqual(
      state.pendingOperations.map(({ type }) => type),
      ["creating"],
    );
    stage.release("killed");
    await new Promise((resolve) => setTimeout(resolve, 300));
    stage.program(`const first = new Box("first", { size: 1 });\nnew Box("b", { from: first.key });`);
    await converges();
    assert.ok(boxesOf(await stage.state()).includes("first"));
    assert.equal(stage.objects().filter((name) => name === "first").length, 1);
  });

  it("asks the provider how a change ended that was cut off", async () => {
    stage.program('new Box("a", { size: 1 });');
    assert.equal((await stage.run()).exitCode, 0);
    stage.program('new Box("a", { size: 2, hold: "change" });');
    const force = new AbortController();
    const running = stage.run({ forceSignal: force.signal });
    await stage.begun("change");
    force.abort();
    await running;
    assert.deepEqual(
      (await stage.state()).pendingOperations.map(({ type }) => type),
      ["updating"],
    );
    stage.release("change");
    const { exitCode, events } = await stage.run();
    assert.equal(exitCode, 0);
    assert.deepEqual(stepsOf(events), ["refresh a", "update a"]);
    assert.deepEqual((await stage.state()).pendingOperations, []);
    await converges();
  });

  it("names the provider that died, keeps what was made before, and goes on at the next run", async () => {
    stage.program(`const a = new Box("a", { size: 1 });\nnew Box("b", { from: a.key, die: "create" });`);
    const { exitCode, events } = await stage.run();
    assert.equal(exitCode, 1);
    assert.match(errorsOf(events).join("\n"), /pulumi-resource-crate exited prematurely/u);
    assert.deepEqual(boxesOf(await stage.state()), ["a"]);
    stage.program(`const a = new Box("a", { size: 1 });\nnew Box("b", { from: a.key });`);
    await converges();
  });

  it("deletes nothing when the program throws", async () => {
    stage.program(`new Box("a", { size: 1 });\nnew Box("b", { size: 1 });`);
    assert.equal((await stage.run()).exitCode, 0);
    stage.program(`new Box("a", { size: 1 });\nthrow new Error("no more");`);
    const { exitCode, events } = await stage.run();
    assert.equal(exitCode, 1);
    assert.match(errorsOf(events).join("\n"), /no more/u);
    assert.deepEqual(stage.objects(), ["a", "b"]);
    assert.deepEqual(boxesOf(await stage.state()), ["a", "b"]);
  });

  it("deletes nothing when the program ends with a promise that nobody keeps", async () => {
    stage.program(`new Box("a", { size: 1 });\nnew Box("b", { size: 1 });`);
    assert.equal((await stage.run()).exitCode, 0);
    stage.program(`new Box("a", { size: new Promise(() => undefined) });`);
    const { exitCode } = await stage.run();
    assert.equal(exitCode, 1);
    assert.deepEqual(stage.objects(), ["a", "b"]);
  });

  it("ends a program that never ends when it is asked to stop", async () => {
    stage.program(`new Box("a", { size: 1, hold: "never" });\nsetInterval(() => undefined, 1000);`);
    const stop = new AbortController();
    const running = stage.run({ signal: stop.signal });
    await stage.begun("never");
    stop.abort();
    stage.release("never");
    assert.equal((await running).exitCode, 1);
    assert.deepEqual(boxesOf(await stage.state()), ["a"]);
  });

  it("makes nothing when a policy pack dies", async () => {
    stage.program(`new Box("a", { size: 1 });`);
    const pack = path.join(stage.root, "pack");
    fs.mkdirSync(pack);
    fs.writeFileSync(
      path.join(pack, "PulumiPolicy.yaml"),
      "runtime:\n  name: nodejs\n  options:\n    typescript: false\n",
    );
    fs.writeFileSync(
      path.join(pack, "package.json"),
      '{"name":"mortal","version":"1.0.0","main":"index.js"}',
    );
    fs.writeFileSync(
      path.join(pack, "index.js"),
      `const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("mortal", { policies: [{ name: "dies", description: "dies", enforcementLevel: "mandatory",
  validateResource: (args) => { if (args.type === "crate:index:Box") process.exit(3); } }] });`,
    );
    const { exitCode, events } = await stage.run({ policyPacks: [{ path: pack }] });
    assert.equal(exitCode, 1);
    assert.match(errorsOf(events).join("\n"), /policy pack .*pack.* ended with exit code 3/u);
    assert.deepEqual(stage.objects(), []);
  });

  it("says who holds the stack when another run is at work", async () => {
    stage.program(TWO.replace("HOLD", '"locked"'));
    const first = stage.run();
    await stage.begun("locked");
    await assert.rejects(stage.run(), /the stack is locked by .* \(process \d+\) for \d+ s/u);
    stage.release("locked");
    assert.equal((await first).exitCode, 0);
  });
});
