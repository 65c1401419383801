import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { containsSecret, unwrapSecrets } from "../../../../localcloud/wire/values";
import { findRealCli, LEFT_OUT, type Answer } from "../stage/real-cli";
import { errorsOf, makeStage, stepsOf, type Stage } from "../stage/stage";

const PROGRAM = `
class Shelf extends pulumi.ComponentResource {
  constructor(name) { super("crate:index:Shelf", name); }
}
const parent = new Shelf("shelf");
const a = new Box("a", { size: 1, word: pulumi.secret("canary"), odd: [null, 1.5, { "x.y": true }] }, { parent });
new Box("b", { from: a.key }, { dependsOn: [a], protect: true, ignoreChanges: ["size"], customTimeouts: { create: "5m" } });
exports.key = a.key;
exports.word = pulumi.secret("canary");
`;

const cli = findRealCli();

describe("state, between the embedded engine and the real CLI", function () {
  this.timeout(600_000);
  let stage: Stage;

  before(function () {
    if (cli !== undefined) return;
    console.log(`      ${LEFT_OUT}`);
    this.skip();
  });

  beforeEach(() => {
    stage = makeStage();
    stage.program(PROGRAM);
  });

  afterEach(() => {
    stage.clear();
  });

  const at = (...parts: string[]): string => path.join(stage.root, ...parts);

  function fine({ exit, stdout, stderr }: Answer): string {
    assert.equal(exit, 0, stdout + stderr);
    return stdout;
  }

  it("of ours is one that the real CLI exports, imports elsewhere and finds nothing to change in", async () => {
    assert.ok(cli !== undefined);
    const { exitCode, events } = await stage.run();
    assert.equal(exitCode, 0, errorsOf(events).join("\n"));
    const here = cli.on(stage, at("backend"));
    const exported = fine(await here.run("stack", "export"));
    assert.ok(!exported.includes("canary"), "a secret is exported in the clear");
    fine(await here.run("preview", "--expect-no-changes", "--diff"));

    fs.writeFileSync(at("exported.json"), exported);
    const there = cli.on(stage, at("elsewhere"));
    await there.initOnce();
    fine(await there.run("stack", "import", "--file", at("exported.json")));
    fine(await there.run("preview", "--expect-no-changes"));
    const outputs = JSON.parse(
      fine(await there.run("stack", "output", "--json", "--show-secrets")),
    ) as unknown;
    assert.equal((outputs as { word: unknown }).word, "canary");

    // And back: what the real CLI wrote there is what the embedded engine goes on from.
    const back = await stage.run({ command: "preview", backend: at("elsewhere"), expectNoChanges: true });
    assert.equal(back.exitCode, 0, stepsOf(back.events).join(", "));
  });

  it("of the real CLI is one that we find nothing to change in, change, and give back", async () => {
    assert.ok(cli !== undefined);
    const real = cli.on(stage, at("backend"));
    await real.initOnce();
    fine(await real.run("up", "--yes", "--skip-preview"));
    const preview = await stage.run({ command: "preview", expectNoChanges: true });
    assert.equal(preview.exitCode, 0, stepsOf(preview.events).join(", "));
    const word = (await stage.state()).resources.find(({ urn }) => urn.endsWith("::a"))?.outputs["word"];
    assert.ok(containsSecret(word));
    assert.equal(unwrapSecrets(word ?? null), "canary");

    stage.program(PROGRAM.replace("size: 1", "size: 2"));
    const ours = await stage.run();
    assert.deepEqual([ours.exitCode, stepsOf(ours.events)], [0, ["update a", "same b"]]);
    fine(await real.run("preview", "--expect-no-changes"));
    stage.program(PROGRAM.replace("protect: true", "protect: false"));
    fine(await real.run("up", "--yes", "--skip-preview"));
    fine(await real.run("destroy", "--yes", "--skip-preview"));
    assert.deepEqual(stage.objects(), []);
  });

  it("has the order of steps that the real CLI takes when names are verbatim", async () => {
    assert.ok(cli !== undefined);
    const setting = { "pulumi:autonaming": { pattern: "${organization}-${project}-${stack}-${name}" } };
    fs.writeFileSync(at("program", "Pulumi.dev.yaml"), JSON.stringify({ config: setting }));
    const env = { ...stage.env, CRATE_NAMES: "yes" };
    const real = cli.on({ ...stage, env }, at("real"));
    await real.initOnce();
    const seen: unknown[] = [];
    for (const fixed of [1, 2]) {
      stage.program(`new Box("a", { fixed: ${fixed} });`);
      const log = at(`events-${fixed}.json`);
      fine(await real.run("up", "--yes", "--skip-preview", "--event-log", log));
      const lines = fs
        .readFileSync(log, "utf8")
        .split("\n")
        .filter((line) => line !== "");
      const theirs = stepsOf(lines.map((line) => JSON.parse(line) as Parameters<typeof stepsOf>[0][number]));
      const ours = await stage.run({ env });
      assert.deepEqual(stepsOf(ours.events), theirs);
      seen.push(...theirs);
    }
    const { deployment } = JSON.parse(fine(await real.run("stack", "export"))) as {
      deployment: { resources: { inputs?: { named?: string } }[] };
    };
    const named = (list: readonly { readonly inputs?: Readonly<Record<string, unknown>> }[]): unknown[] =>
      list.flatMap(({ inputs }) => inputs?.["named"] ?? []);
    assert.deepEqual(named((await stage.state()).resources), named(deployment.resources));
    assert.deepEqual(seen, ["create a", "delete-replaced a", "replace a", "create-replacement a"]);
  });
});
