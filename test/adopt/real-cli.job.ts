import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import * as v from "valibot";
import { findContext } from "../../cli/context";
import { pulumiEnvironment } from "../../cli/pulumi";
import { findRealCli, LEFT_OUT } from "../localcloud/engine/stage/real-cli";
import { OtherCluster } from "./other-program";
import { shapes } from "./shapes";

const preview = v.object({ steps: v.array(v.object({ op: v.string(), urn: v.string() })) });
const mullion = `${process.execPath} ${path.resolve(__dirname, "../../cli/mullion.js")}`;

/** Runs a line of the shell in the project, with what makes the CLI work against its local cloud. */
function shell({ project }: OtherCluster, line: string): string {
  const { folder, home } = project;
  // Before the npm package of the same name, which downloads a CLI.
  const PATH = `${findRealCli()?.folder ?? ""}${path.delimiter}${process.env["PATH"] ?? ""}`;
  const env = { ...process.env, ...pulumiEnvironment(findContext(folder, { MULLION_HOME: home })), PATH };
  const words = ["-o", "pipefail", "-c", line];
  const ran = spawnSync("bash", words, { cwd: folder, env, encoding: "utf8", maxBuffer: 1e9 });
  assert.equal(ran.status, 0, `${line}\n${ran.stdout}${ran.stderr}`);
  return ran.stdout;
}

describe("adopting with the real CLI, as mullion adopt prints it", () => {
  before(function () {
    if (findRealCli() !== undefined) return;
    console.log(`    ${LEFT_OUT}`);
    this.skip();
  });
  const titles = ["Windows 2022", "Linux and managed Windows, fixed names"];
  for (const { kind, title, shape } of shapes.filter((one) => titles.includes(one.title))) {
    it(`${kind}: ${title}: the preview changes nothing`, async () => {
      const other = new OtherCluster(kind, kind === "aks" ? "old" : "Old_Cluster");
      try {
        await other.make(shape);
        const adopted = await other.adopt();
        assert.equal(adopted.exitCode, 0, adopted.stderr);
        const printed = /^Next, with the Pulumi CLI:\n((?: {2}.*\n)+)/m.exec(adopted.stdout)?.[1] ?? "";
        const lines = printed.split("\n").map((line) => line.trim().replaceAll("npx mullion", mullion));
        const [init = "", take = "", settle = ""] = lines;
        shell(other, init);
        shell(other, `${take} --yes`);
        shell(other, settle);
        const { steps } = v.parse(preview, JSON.parse(shell(other, "pulumi preview --stack legacy --json")));
        assert.ok(steps.some(({ op }) => op === "create"));
        assert.deepEqual(
          steps.filter(({ op }) => op !== "create" && op !== "same"),
          [],
        );
      } finally {
        await other.project.remove();
      }
    });
  }
});
