import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as v from "valibot";
import { parse, stringify } from "yaml";

const root = path.resolve(__dirname, "../..");

const workflow = v.looseObject({
  jobs: v.record(
    v.string(),
    v.looseObject({
      steps: v.array(v.looseObject({ name: v.optional(v.string()), run: v.optional(v.string()) })),
    }),
  ),
});

/** The shell text of a step, as it stands in the workflow. */
function stepText(file: string, job: string, name: string): string {
  const { jobs } = v.parse(workflow, parse(fs.readFileSync(path.join(root, file), "utf8")));
  const text = jobs[job]?.steps.find((step) => step.name === name)?.run;
  assert.ok(text !== undefined, `${file} has no step "${name}" in ${job}`);
  return text;
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe("the steps of the workflows, run here", function () {
  this.timeout("5m");
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-steps-"));
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a step the way a runner does: bash that stops at errors, with files for outputs and summary. */
  function runStep(text: string, cwd: string, env: NodeJS.ProcessEnv = {}): Ran {
    return spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", text], {
      cwd,
      encoding: "utf8",
      env: {
        ...process.env,
        GITHUB_OUTPUT: path.join(folder, "output"),
        GITHUB_STEP_SUMMARY: path.join(folder, "summary"),
        ...env,
      },
    });
  }

  const written = (name: string) => fs.readFileSync(path.join(folder, name), "utf8");

  /** A checkout with the dev stack only; its sources are links to the real ones. */
  function checkout(name: string, count: number): string {
    const at = path.join(folder, name);
    fs.mkdirSync(at);
    const links = ["catalogue", "cli", "components", "config", "examples", "impact", "localcloud", "policy"];
    for (const entry of [
      ...links,
      "index.ts",
      "node_modules",
      "package.json",
      "tsconfig.json",
      "Pulumi.yaml",
    ])
      fs.symlinkSync(path.join(root, entry), path.join(at, entry));
    const stack = parse(fs.readFileSync(path.join(root, "Pulumi.dev.yaml"), "utf8")) as {
      config: { "mullion:nodePools": { name: string; count: number }[] };
    };
    for (const pool of stack.config["mullion:nodePools"]) if (pool.name === "win") pool.count = count;
    fs.writeFileSync(path.join(at, "Pulumi.dev.yaml"), stringify(stack));
    return at;
  }

  it("this project's own: two plans, reports in three formats, the summary and the code", () => {
    checkout("base", 3);
    const head = checkout("head", 2);
    const ran = runStep(
      stepText(".github/workflows/impact.yml", "impact", "Say what the change will do"),
      head,
    );
    assert.equal(ran.status, 0, ran.stderr + ran.stdout);
    assert.equal(written("output"), "code=2\n");
    assert.match(
      written("summary"),
      /^<!-- mullion-impact mullion\/dev -->\n## Impact on mullion\/dev: .*REVIEW/,
    );
    for (const format of ["md", "sarif", "html"])
      assert.ok(fs.statSync(path.join(head, "reports", `dev.${format}`)).size > 500, format);
    assert.match(ran.stdout, /count 3 -> 2/);
  });

  it("this project's own: a program that fails is an error, not a safe change", () => {
    checkout("base", 1);
    const head = checkout("head", 1);
    fs.writeFileSync(path.join(head, "Pulumi.dev.yaml"), "config:\n  mullion:target: nowhere\n");
    const ran = runStep(
      stepText(".github/workflows/impact.yml", "impact", "Say what the change will do"),
      head,
    );
    assert.notEqual(ran.status, 0);
    assert.ok(!fs.existsSync(path.join(folder, "output")), "the step ends before it says a code");
  });

  it("this project's own: BLOCK fails the run", () => {
    const ran = runStep(stepText(".github/workflows/impact.yml", "impact", "Block"), folder);
    assert.equal(ran.status, 1);
    assert.match(ran.stdout, /BLOCK/);
  });

  /** A folder with a `pulumi` that prints a recorded preview. */
  function withPulumi(): NodeJS.ProcessEnv {
    const bin = path.join(folder, "bin");
    fs.mkdirSync(bin);
    const recorded = path.join(root, "test/impact/fixtures/preview-3.260.json");
    const script = `#!/usr/bin/env bash\ncase "$*" in "preview --json --show-sames --stack prod" | "preview --refresh --json --show-sames --stack prod") true ;; *) false ;; esac && exec cat "${recorded}"\nexit 9\n`;
    fs.writeFileSync(path.join(bin, "pulumi"), script, { mode: 0o755 });
    return { PATH: `${bin}:${process.env["PATH"] ?? ""}`, MULLION: root, STACK: "prod" };
  }

  it("the example with credentials: preview, report, code", () => {
    const env = withPulumi();
    const file = "examples/ci/github-with-credentials.yml";
    assert.equal(runStep(stepText(file, "preview", "Preview"), folder, env).status, 0);
    const ran = runStep(stepText(file, "preview", "Impact"), folder, env);
    assert.equal(ran.status, 0, ran.stderr);
    assert.match(written("output"), /^code=[023]\n$/);
    for (const format of ["markdown", "sarif", "html"])
      assert.ok(fs.statSync(path.join(folder, `impact.${format}`)).size > 500, format);
  });

  it("the example with credentials: drift ends with the report's code", () => {
    const ran = runStep(
      stepText("examples/ci/github-with-credentials.yml", "drift", "Look for drift"),
      folder,
      withPulumi(),
    );
    assert.ok([0, 2, 3].includes(ran.status ?? -1), ran.stderr);
    assert.match(ran.stdout, /as of \d{4}-\d\d-\d\d/);
  });

  it("the plain commands: a page for the browser and a report in the log", () => {
    const ran = spawnSync(path.join(root, "examples/ci/commands.sh"), ["prod"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...withPulumi() },
    });
    assert.ok([0, 2, 3].includes(ran.status ?? -1), ran.stderr);
    assert.match(ran.stdout, /as of \d{4}-\d\d-\d\d/);
    assert.match(written("impact.html"), /^<!doctype html>/i);
  });
});
