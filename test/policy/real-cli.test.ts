import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { lookAt } from "../../cli/check/look";
import { resolveHome } from "../../localcloud/home";
import { installPlanPlugins } from "../../localcloud/providers/install";

const root = path.resolve(__dirname, "../..");
const pack = path.join(root, "policy");

/**
 * Where the real CLI is, when it is on PATH with its language host. The one in node_modules does not count: it would
 * download the CLI at its first use.
 */
function realCli(): string | undefined {
  return (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .find(
      (folder) =>
        !folder.split(path.sep).includes("node_modules") &&
        ["pulumi", "pulumi-language-nodejs"].every((name) => fs.existsSync(path.join(folder, name))),
    );
}

/** What the pack says in a preview, in an order of its own. */
function findings(events: readonly EngineEvent[]): string[] {
  return events
    .flatMap(({ policyEvent }) =>
      policyEvent === undefined
        ? []
        : [
            [
              policyEvent.enforcementLevel,
              policyEvent.policyName,
              policyEvent.resourceUrn ?? "",
              policyEvent.message.trim(),
            ].join(" "),
          ],
    )
    .sort();
}

describe("the pack run by the real CLI", function () {
  this.timeout(20 * 60_000);
  const cli = realCli();
  let folder: string;
  let program: string;
  before(function () {
    if (cli === undefined) {
      console.log("      left out: the real pulumi CLI is not on PATH");
      return this.skip();
    }
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-real-cli-"));
    program = path.join(folder, "program");
    fs.cpSync(path.join(__dirname, "fixtures/real-cli"), program, { recursive: true });
    fs.symlinkSync(path.join(root, "node_modules"), path.join(program, "node_modules"), "dir");
    fs.mkdirSync(path.join(folder, "state"));
  });
  after(() => {
    if (cli !== undefined) fs.rmSync(folder, { recursive: true });
  });

  /** Runs the CLI against providers that only look; a preview with mandatory findings ends with an error. */
  const pulumi = (args: readonly string[]) =>
    new Promise<string>((resolve) => {
      const home = resolveHome({ MULLION_HOME: path.join(folder, "home") }, program);
      installPlanPlugins(home, program);
      const env = {
        ...process.env,
        PULUMI_HOME: home.pulumiHome,
        MULLION_HOME: home.root,
        PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        // Without it there is no --event-log.
        PULUMI_DEBUG_COMMANDS: "true",
        PATH: [cli, process.env["PATH"]].join(path.delimiter),
      };
      execFile(path.join(cli ?? "", "pulumi"), args, { cwd: program, env }, (_, stdout, stderr) => {
        resolve(`${stdout}${stderr}`);
      });
    });

  it("finds what it finds in the embedded engine, word for word", async () => {
    const log = path.join(folder, "events.json");
    const said = await pulumi(["stack", "init", "dev"]);
    const preview = await pulumi([
      "preview",
      "-s",
      "dev",
      "--non-interactive",
      "--policy-pack",
      pack,
      "--event-log",
      log,
    ]);
    assert.ok(fs.existsSync(log), said + preview);
    const lines = fs.readFileSync(log, "utf8").trim().split("\n");
    // The CLI's own log: one event a line, in the form that its automation API declares.
    const theirs = findings(lines.map((line) => JSON.parse(line) as EngineEvent));
    const look = { projectDir: program, stack: "dev", policyPacks: [pack], passphrase: "" };
    const { events } = await lookAt(look);
    assert.deepEqual(findings(events), theirs);
    for (const rule of [
      "aks-windows-pool-name-length",
      "windows-no-linux-fields",
      "windows-image-matches-host",
    ])
      assert.ok(
        theirs.some(
          (finding) => finding.startsWith(`mandatory ${rule}`) || finding.startsWith(`advisory ${rule}`),
        ),
        `${rule} is not among ${theirs.join("\n")}${preview}`,
      );
    assert.ok(!theirs.join().includes("canary-7f3a9"), "no finding shows a secret");
  });
});
