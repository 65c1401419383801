import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { writePack } from "../stage/pack";
import { boxesOf, errorsOf, makeStage, stepsOf, type Stage } from "../stage/stage";
import { tried } from "./tally";

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
    const survived = tried("an engine that is asked to stop once");
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
    survived();
  });

  it("stops at once when it is asked twice, and remembers what it left in the middle", async () => {
    const survived = tried("an engine that is stopped at once");
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
    survived();
  });

  it("loses nothing when its process is killed, and gives the stack to the next run", async () => {
    const survived = tried("an engine that is killed");
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
    survived();
  });

  it("leaves no process behind when it is killed", async () => {
    const survived = tried("an engine that is killed");
    stage.program(`new Box("a", { hold: "orphans" });\nsetInterval(() => undefined, 1000);`);
    const engine = stage.runApart({ policyPacks: [{ path: writePack(stage, "") }] });
    await stage.begun("orphans");
    assert.ok(engine.pid !== undefined);
    const children = childrenOf(engine.pid);
    assert.equal(children.length, 3, "program, provider and pack");
    engine.kill("SIGKILL");
    await once(engine, "exit");
    const left = () => processes().filter(({ pid }) => children.includes(pid));
    for (let waited = 0; left().length > 0 && waited < 60; waited++) await sleep(1000);
    assert.deepEqual(left(), []);
    survived();
  });

  it("asks the provider how a change ended that was cut off", async () => {
    const survived = tried("an engine that is stopped at once");
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
    survived();
  });

  it("ends a program that never ends when it is asked to stop", async () => {
    const survived = tried("an engine that is asked to stop once");
    stage.program(`new Box("a", { size: 1, hold: "never" });\nsetInterval(() => undefined, 1000);`);
    const stop = new AbortController();
    const running = stage.run({ signal: stop.signal });
    await stage.begun("never");
    stop.abort();
    stage.release("never");
    assert.equal((await running).exitCode, 1);
    assert.deepEqual(boxesOf(await stage.state()), ["a"]);
    survived();
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

/** The processes of this machine that still run: what has ended may stay in the table for as long as nobody asks. */
function processes(): { readonly pid: number; readonly parent: number }[] {
  return execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/u))
    .filter(([, , state]) => state?.startsWith("Z") === false)
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}

function childrenOf(engine: number): number[] {
  return processes()
    .filter(({ parent }) => parent === engine)
    .map(({ pid }) => pid);
}
