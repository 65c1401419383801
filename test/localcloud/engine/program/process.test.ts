import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { makeStage, type Stage } from "../stage/stage";

/** What a program sees of how it was started. */
interface Seen {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly config: string;
  readonly secretKeys: string;
}

const PROGRAM = `
// The SDK shows programs other arguments than its own.
const argv = require("fs").readFileSync("/proc/self/cmdline", "utf8").split("\\0").slice(1, -1);
const { PULUMI_CONFIG: config, PULUMI_CONFIG_SECRET_KEYS: secretKeys } = process.env;
console.log("seen " + JSON.stringify({ argv, cwd: process.cwd(), config, secretKeys }));
`;

describe("the process of a program", function () {
  this.timeout(120_000);
  let stage: Stage;

  beforeEach(() => {
    stage = makeStage();
  });

  afterEach(() => {
    stage.clear();
  });

  it("is started with the arguments and the environment that Pulumi's language host gives", async () => {
    stage.program(PROGRAM);
    const dir = path.join(stage.root, "program");
    fs.writeFileSync(
      path.join(dir, "Pulumi.dev.yaml"),
      'config:\n  crate:region: north\n  boxes:list: ["a"]\n',
    );
    const { exitCode, events } = await stage.run({ command: "preview", parallel: 3 });
    assert.equal(exitCode, 0);
    const text = events.map(({ diagnosticEvent }) => diagnosticEvent?.message ?? "").join("\n");
    const { argv, cwd, config, secretKeys } = JSON.parse(/^seen (.*)$/mu.exec(text)?.[1] ?? "{}") as Seen;
    const plain = argv.map((word, at) =>
      ["--monitor", "--engine", "--sync"].includes(argv[at - 1] ?? "") ? "…" : word,
    );
    // Ours alone: a program ends with an engine that is killed.
    const [, own = "", run = "", ...theirs] = plain;
    assert.match(own, /localcloud\/end-with-parent\.ts$/u);
    assert.match(run, /@pulumi\/pulumi\/cmd\/run\/index\.js$/u);
    assert.deepEqual(theirs, [
      ...["--monitor", "…", "--engine", "…", "--sync", "…", "--organization", "organization"],
      ...["--project", "boxes", "--root-directory", dir, "--stack", "dev", "--pwd", dir],
      ...["--dry-run", "--parallel", "3", "."],
    ]);
    assert.equal(cwd, dir);
    assert.deepEqual(JSON.parse(config), { "crate:config:region": "north", "boxes:config:list": '["a"]' });
    assert.equal(secretKeys, "[]");
  });
});
