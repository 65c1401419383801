import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { boxesOf, errorsOf, makeStage, stepsOf, type Stage } from "./stage/stage";

describe("names that the stack's configuration asks for", function () {
  this.timeout(120_000);
  let stage: Stage;

  beforeEach(() => {
    stage = makeStage();
  });

  afterEach(() => {
    stage.clear();
  });

  function configure(setting: unknown): void {
    const settings = JSON.stringify({ config: { "pulumi:autonaming": setting } });
    fs.writeFileSync(path.join(stage.root, "program", "Pulumi.dev.yaml"), settings);
  }

  async function named(): Promise<unknown[]> {
    return (await stage.state()).resources.flatMap(({ inputs }) => inputs["named"] ?? []);
  }

  const env = { CRATE_NAMES: "yes" };

  it("reach the provider, and replace without a second object of the same name", async () => {
    configure({ mode: "verbatim" });
    stage.program('new Box("a", { fixed: 1 });');
    const first = await stage.run({ env: { ...stage.env, ...env } });
    assert.equal(first.exitCode, 0, errorsOf(first.events).join("\n"));
    assert.deepEqual(await named(), ["enforce a"]);
    stage.program('new Box("a", { fixed: 2 });');
    const { events } = await stage.run({ env: { ...stage.env, ...env } });
    assert.deepEqual(stepsOf(events), ["delete-replaced a", "replace a", "create-replacement a"]);
  });

  it("are a warning where they are meant for a provider that does not heed them", async () => {
    configure({ providers: { crate: { pattern: "x-${name}" } } });
    stage.program('new Box("a", { size: 1 });');
    const { exitCode, events } = await stage.run();
    assert.equal(exitCode, 0);
    assert.deepEqual(
      events.flatMap(({ diagnosticEvent: said }) => (said?.severity === "warning" ? [said.message] : [])),
      [
        "urn:pulumi:dev::boxes::crate:index:Box::a resource has a custom autonaming setting but the provider does not " +
          "support autonaming configuration, consider upgrading to a newer version",
      ],
    );
  });

  it("end the run before anything is changed when they cannot be understood", async () => {
    configure({ mode: "loud" });
    stage.program('new Box("a", { size: 1 });');
    await assert.rejects(
      stage.run(),
      /pulumi:autonaming\.mode: must be default, verbatim or disabled, got "loud"/u,
    );
    assert.deepEqual([boxesOf(await stage.state()), stage.objects()], [[], []]);
    assert.equal(fs.existsSync(path.join(stage.root, "backend", ".pulumi", "stacks")), false);
  });
});
