import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { boxesOf, errorsOf, makeStage, stepsOf, type Stage } from "../stage/stage";

const SHELF = `class Shelf extends pulumi.ComponentResource {
  constructor(name, options) { super("crate:index:Shelf", name, {}, options); }
}
`;

/** What `npm test` plays of these. */
const QUICK = ["31"];

// The page of the recordings tells of some scenarios that have no folder; what it says of them is held here.
describe("the embedded engine does what was seen of the real engine without a recording", function () {
  this.timeout(240_000);
  let stage: Stage;

  beforeEach(() => {
    stage = makeStage();
  });

  afterEach(() => {
    stage.clear();
  });

  function scenario(number: string, title: string, play: () => Promise<void>): void {
    const asked = process.env["MULLION_ENGINE_PARITY"] === "all" || QUICK.includes(number);
    (asked ? it : it.skip)(`${number}: ${title}`, play);
  }

  /** Runs a program and compares how it ends and which steps it takes. */
  async function runs(program: string, exit: number, steps: readonly string[]): Promise<readonly string[]> {
    stage.program(SHELF + program);
    const { exitCode, events } = await stage.run({ parallel: 1 });
    const errors = errorsOf(events);
    assert.deepEqual([exitCode, stepsOf(events)], [exit, steps], errors.join("\n"));
    return errors;
  }

  async function refreshes(): Promise<void> {
    const { exitCode, events } = await stage.run({ command: "refresh" });
    assert.equal(exitCode, 0, errorsOf(events).join("\n"));
  }

  /** The file of a box in the provider's store. */
  function fileOf(name: string): string {
    const store = path.join(stage.root, "store");
    const id = fs.readdirSync(store).find((file) => file.startsWith(`${name}-`));
    assert.ok(id !== undefined);
    return path.join(store, id);
  }

  scenario("15", "children of a renamed component are found under its new name", async () => {
    const shelf = (name: string, options: string): string =>
      `const shelf = new Shelf("${name}", ${options});\nnew Box("${name}-box", { size: 1 }, { parent: shelf });`;
    await runs(shelf("old", "{}"), 0, ["create old-box"]);
    await runs(shelf("new", '{ aliases: [{ name: "old" }] }'), 0, ["same new-box"]);
    assert.deepEqual(boxesOf(await stage.state()), ["new-box"]);
  });

  scenario("31", "with --continue-on-error what does not need the failed resource goes on", async () => {
    stage.program(
      `const a = new Box("a", { fail: "create" });
       new Box("b", { size: 1 });
       new Box("c", { size: 2 }, { dependsOn: a });`,
    );
    const { exitCode, events } = await stage.run({ continueOnError: true });
    assert.deepEqual([exitCode, stage.objects()], [1, ["b"]]);
    assert.ok(errorsOf(events).includes("create refused"));
    assert.deepEqual(boxesOf(await stage.state()), ["b"]);
  });

  scenario(
    "35",
    "a replacement whose old object is gone and whose creation fails is made at the next run",
    async () => {
      const box = (inputs: string): string => `new Box("a", { ${inputs} }, { deleteBeforeReplace: true });`;
      await runs(box("fixed: 1"), 0, ["create a"]);
      await runs(box('fixed: 2, fail: "create"'), 1, [
        "delete-replaced a",
        "replace a",
        "create-replacement a",
      ]);
      assert.deepEqual(stage.objects(), []);
      const [waiting] = (await stage.state()).resources.filter(({ type }) => type === "crate:index:Box");
      assert.equal(waiting?.pendingReplacement, true);
      await runs(box("fixed: 2"), 0, ["replace a", "create-replacement a"]);
      assert.deepEqual(stage.objects(), ["a"]);
    },
  );

  scenario("41", "an object that a refresh finds not healthy is updated at the next up", async () => {
    const program = 'new Box("a", { size: 1 });';
    await runs(program, 0, ["create a"]);
    fs.writeFileSync(fileOf("a"), JSON.stringify({ size: 1, sick: "with rust" }));
    const { exitCode, events } = await stage.run({ command: "refresh" });
    assert.equal(exitCode, 0);
    const warnings = events.flatMap(({ diagnosticEvent }) =>
      diagnosticEvent?.severity === "warning" ? [diagnosticEvent.message] : [],
    );
    assert.deepEqual(warnings, ["Refreshed resource is in an unhealthy state:\n* with rust"]);
    await runs(program, 0, ["update a"]);
    await runs(program, 0, ["same a"]);
  });

  scenario("45", "--replace replaces without a difference, --target-replace nothing else", async () => {
    const program = 'new Box("a", { size: 1 });\nnew Box("b", { size: 2 });';
    await runs(program, 0, ["create a", "create b"]);
    const [a, b] = ["a", "b"].map((name) => `urn:pulumi:dev::boxes::crate:index:Box::${name}`);
    const replaced = await stage.run({ parallel: 1, replace: [a ?? ""] });
    assert.deepEqual(stepsOf(replaced.events), [
      ...["create-replacement a", "replace a", "same b", "delete-replaced a"],
    ]);
    const targeted = await stage.run({ parallel: 1, targetReplace: [b ?? ""] });
    assert.deepEqual(stepsOf(targeted.events), [
      ...["same a", "create-replacement b", "replace b", "delete-replaced b"],
    ]);
    assert.deepEqual(stage.objects(), ["a", "b"]);
  });

  scenario(
    "66",
    "what only depends on a resource, or is its child, outlives its deletion before replacement",
    async () => {
      const program = (fixed: number): string =>
        `const a = new Box("a", { fixed: ${fixed} }, { deleteBeforeReplace: true });
       const after = new Box("after", { size: 1 }, { dependsOn: a });
       const child = new Box("child", { size: 2 }, { parent: a, dependsOn: after });
       new Box("within", { size: 3 }, { deletedWith: a, dependsOn: child });`;
      await runs(program(1), 0, ["create a", "create after", "create child", "create within"]);
      const kept = ["after", "child"].map(fileOf);
      await runs(program(2), 0, [
        ...["delete-replaced within", "delete-replaced a", "replace a", "create-replacement a"],
        ...["same after", "same child", "replace within", "create-replacement within"],
      ]);
      assert.ok(kept.every((file) => fs.existsSync(file)));
    },
  );

  scenario("67", "a changed trigger, and the replacement of another resource, replace", async () => {
    const program = (fixed: number, trigger: string): string =>
      `const a = new Box("a", { fixed: ${fixed} });
       new Box("b", { size: 1 }, { replaceWith: [a], replacementTrigger: "${trigger}", dependsOn: a });`;
    await runs(program(1, "first"), 0, ["create a", "create b"]);
    await runs(program(1, "second"), 0, ["same a", "create-replacement b", "replace b", "delete-replaced b"]);
    await runs(program(2, "second"), 0, [
      ...["create-replacement a", "replace a", "create-replacement b", "replace b"],
      ...["delete-replaced b", "delete-replaced a"],
    ]);
  });

  scenario("79", "a refresh that finds a resource gone leaves nothing that refers to it", async () => {
    const program = 'const a = new Box("a", { size: 1 });\nnew Box("b", { size: 2 }, { dependsOn: a });';
    await runs(program, 0, ["create a", "create b"]);
    fs.rmSync(fileOf("a"));
    await refreshes();
    const { resources } = await stage.state();
    const b = resources.find(({ urn }) => urn.endsWith("::b"));
    assert.deepEqual([boxesOf({ resources, pendingOperations: [] }), b?.dependencies], [["b"], []]);
    await runs(program, 0, ["create a", "same b"]);
  });

  scenario(
    "81",
    "a program that throws leaves the stack's outputs, a failed step those that came before",
    async () => {
      const outputs = async (): Promise<unknown> => (await stage.state()).resources[0]?.outputs;
      await runs("exports.kept = 1;", 0, []);
      await runs('exports.other = 2;\nthrow new Error("no more");', 1, []);
      assert.deepEqual(await outputs(), { kept: 1 });
      await runs('exports.other = 2;\nnew Box("a", { fail: "create" });', 1, ["create a"]);
      assert.deepEqual(await outputs(), { kept: 1, other: 2 });
    },
  );
});
