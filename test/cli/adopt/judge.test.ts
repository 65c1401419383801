import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { judge } from "../../../cli/adopt/judge";
import type { StackRun } from "../../../cli/adopt/take-over";
import { writePack } from "../../localcloud/engine/stage/pack";
import { makeStage, PASSPHRASE, type Stage } from "../../localcloud/engine/stage/stage";

const policy = (name: string, enforcementLevel: string): string =>
  `{ name: "${name}", description: "d", enforcementLevel: "${enforcementLevel}",
     validateResource: (args, report) => { if (args.name === "a") report("${name} of " + args.name); } }`;

describe("what an adoption says of the policy pack", () => {
  let stage: Stage;
  let stackRun: StackRun;
  beforeEach(() => {
    stage = makeStage();
    stage.program('new Box("a", {}); new Box("b", {});');
    stackRun = {
      projectDir: path.join(stage.root, "program"),
      ...{ stack: "dev", passphrase: PASSPHRASE, allowedProviders: ["crate"], env: stage.env },
      backend: path.join(stage.root, "backend"),
      pulumiHome: path.join(stage.root, "home"),
    };
  });
  afterEach(() => {
    stage.clear();
  });

  it("is where it was looked for, when there is none", async () => {
    assert.deepEqual(await judge(stackRun, [path.join(stage.root, "policy")]), {
      notJudged: `There is no policy pack in ${path.join(stage.root, "policy")}.`,
    });
  });

  it("is why it does not run, when it breaks off", async () => {
    const pack = writePack(stage, "");
    fs.writeFileSync(path.join(pack, "index.js"), 'throw new Error("half installed")');
    const { notJudged = "" } = await judge(stackRun, [pack]);
    assert.match(notJudged, /^The policy pack did not run: .*\.$/s);
    assert.match(notJudged, /pack/);
  });

  it("is all that stops the first up, and the number of the rest", async () => {
    const pack = writePack(stage, [policy("must", "mandatory"), policy("may", "advisory")].join(", "));
    assert.deepEqual(await judge(stackRun, [pack]), {
      mandatory: [{ rule: "must", message: "d\nmust of a" }],
      advisory: 1,
    });
  });

  it("is that nothing stops it, when nothing does", async () => {
    assert.deepEqual(await judge(stackRun, [writePack(stage, policy("may", "advisory"))]), {
      mandatory: [],
      advisory: 1,
    });
  });
});
