import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { analyse, readPreview } from "../../../impact";
import type { Report } from "../../../impact";
import { Scenario } from "../../scenarios/harness";

const folders = (process.env["PATH"] ?? "").split(path.delimiter);
const pulumi = folders.map((at) => path.join(at, "pulumi")).find(isRealCli);

/** The npm package of that name would download the CLI. */
function isRealCli(file: string): boolean {
  return fs.existsSync(file) && !file.includes("node_modules");
}

type Config = Record<string, unknown>;

const poolOf = (config: Config, name: string): Config => {
  const pool = (config["mullion:nodePools"] as Config[]).find((candidate) => candidate["name"] === name);
  assert.ok(pool !== undefined);
  return pool;
};

/** Edits of the dev stack, each on its own. */
const edits: Readonly<Record<string, (config: Config) => void>> = {
  "more Windows nodes": (config) => {
    poolOf(config, "win")["count"] = 3;
  },
  "bigger Windows machines": (config) => {
    poolOf(config, "win")["vmSize"] = "Standard_D8s_v5";
  },
  "other tags": (config) => {
    config["mullion:tags"] = { team: "shop" };
  },
  "an older cluster": (config) => {
    config["mullion:cluster"] = { ...(config["mullion:cluster"] as Config), kubernetesVersion: "1.35" };
  },
  "no samples, no Windows pool": (config) => {
    config["mullion:samples"] = false;
    config["mullion:nodePools"] = (config["mullion:nodePools"] as Config[]).filter(
      ({ name }) => name !== "win",
    );
  },
};

describe("the report of a preview by the embedded engine and by the real CLI", function () {
  this.timeout("40m");
  const stack = new Scenario("dev");

  before(async function () {
    if (pulumi === undefined) {
      console.log("      left out: there is no pulumi on PATH");
      this.skip();
    }
    await stack.mustUp();
  });

  after(async () => {
    await stack.project.remove();
  });

  for (const [name, change] of Object.entries(edits)) {
    it(`is the same for ${name}`, async () => {
      const file = path.join(stack.project.folder, "Pulumi.dev.yaml");
      const original = fs.readFileSync(file, "utf8");
      try {
        stack.edit(change);
        const embedded = await stack.preview();
        const real = await realPreview();
        const [ours, theirs] = [reportOf(embedded.text), reportOf(real)];
        assert.ok(ours.changes.length > 0, "the edit changes something");
        assert.deepEqual(ours, theirs);
        console.log(`      ${name}: ${ours.summary.verdict}, ${ours.summary.worst}`);
      } finally {
        fs.writeFileSync(file, original);
      }
    });
  }

  async function realPreview(): Promise<string> {
    const { stdout } = await stack.project.mullion("local", "env", "--stack", "dev");
    const exported = [...stdout.matchAll(/^export (\w+)='?(.*?)'?$/gm)].map(
      ([, key = "", value = ""]): readonly [string, string] => [key, value],
    );
    const env = {
      ...process.env,
      ...Object.fromEntries(exported),
      PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
    };
    const args = ["preview", "--json", "--show-sames", "--stack", "dev", "--non-interactive"];
    const ran = spawnSync(pulumi ?? "", args, {
      cwd: stack.project.folder,
      env,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    assert.equal(ran.error, undefined);
    assert.match(ran.stdout, /^\{/, ran.stderr);
    return ran.stdout;
  }
});

function reportOf(text: string): Report {
  return analyse(readPreview(text), { asOf: "2026-11-23" });
}
