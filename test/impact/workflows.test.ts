import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { parse } from "yaml";

const root = path.resolve(__dirname, "../..");

const step = v.looseObject({
  uses: v.optional(v.string()),
  run: v.optional(v.string()),
  if: v.optional(v.string()),
});
const job = v.looseObject({
  "runs-on": v.string(),
  needs: v.optional(v.union([v.string(), v.array(v.string())])),
  steps: v.array(step),
});
const workflow = v.looseObject({
  name: v.string(),
  on: v.record(v.string(), v.unknown()),
  permissions: v.record(v.string(), v.string()),
  jobs: v.record(v.string(), job),
});

const files = [
  ...fs.readdirSync(path.join(root, ".github/workflows")).map((file) => `.github/workflows/${file}`),
  "examples/ci/github-with-credentials.yml",
];
const scripts = fs.readdirSync(path.join(root, "examples/ci")).filter((file) => file.endsWith(".sh"));

const read = (file: string) => v.parse(workflow, parse(fs.readFileSync(path.join(root, file), "utf8")));

/** Every line of shell in a workflow, with GitHub's expressions taken out. */
function shellOf(file: string): readonly string[] {
  const steps = Object.values(read(file).jobs).flatMap((one) => one.steps);
  return steps.flatMap(({ run }) => run?.replaceAll(/\$\{\{.*?\}\}/g, "x") ?? []);
}

/** Calls of mullion in shell text: subcommand and flags. */
function callsIn(text: string): readonly { readonly command: string; readonly flags: readonly string[] }[] {
  const joined = text.replaceAll(/\\\n\s*/g, " ");
  return [...joined.matchAll(/(?:mullion\.js"?|"\$mullion") (\w+)([^\n|;&>]*)/g)].map(
    ([, command = "", rest = ""]) => ({
      command,
      flags: [...rest.matchAll(/(?<=\s)--[\w-]+/g)].map(([flag]) => flag),
    }),
  );
}

describe("the workflows", () => {
  it("are found", () => {
    assert.ok(files.length >= 3, files.join());
  });

  for (const file of files) {
    describe(file, () => {
      it("names its permissions, and gives none that it does not need to the whole", () => {
        assert.deepEqual(read(file).permissions, { contents: "read" });
      });

      it("runs on GitHub's own runners, and needs only jobs that there are", () => {
        const { jobs } = read(file);
        for (const one of Object.values(jobs)) {
          assert.equal(one["runs-on"], "ubuntu-latest");
          for (const needed of [one.needs ?? []].flat()) assert.ok(Object.hasOwn(jobs, needed), needed);
        }
      });

      it("puts no expression of GitHub into shell text", () => {
        const steps = Object.values(read(file).jobs).flatMap((one) => one.steps);
        for (const { run } of steps) assert.doesNotMatch(run ?? "", /\$\{\{/);
      });

      it("takes every action at a commit, with the release that it is", () => {
        const text = fs.readFileSync(path.join(root, file), "utf8");
        const actions = [...text.matchAll(/\buses: (.+)$/gm)].map(([, action = ""]) => action);
        assert.ok(actions.length >= 2);
        for (const action of actions) assert.match(action, /^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
      });

      it("leaves no token in the checkout", () => {
        const checkouts = Object.values(read(file).jobs).flatMap((one) =>
          one.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@") === true),
        );
        for (const checkout of checkouts)
          assert.deepEqual(
            (checkout["with"] as { "persist-credentials"?: boolean })["persist-credentials"],
            false,
          );
      });

      it("is valid shell", () => {
        for (const text of shellOf(file)) {
          const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
          assert.equal(status, 0, stderr);
        }
      });

      it("runs scripts and npm scripts that there are", () => {
        const { scripts: known } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as {
          scripts: object;
        };
        for (const text of shellOf(file)) {
          for (const [, script = ""] of text.matchAll(/(examples\/ci\/[\w.-]+)/g)) {
            assert.ok(
              (fs.statSync(path.join(root, script)).mode & 0o111) !== 0,
              `${script} is not executable`,
            );
          }
          for (const [, name = ""] of text.matchAll(/npm (?:run )?(test|run [\w:]+)/g))
            assert.ok(Object.hasOwn(known, name), name);
        }
      });
    });
  }

  it("pass actionlint, where it is installed", function () {
    const { status, stdout, error } = spawnSync("actionlint", files, { cwd: root, encoding: "utf8" });
    if (error !== undefined) {
      console.log("      left out: there is no actionlint on this machine");
      this.skip();
    }
    assert.equal(status, 0, stdout);
  });

  it("of pull requests from forks see no credential: pull_request, never pull_request_target", () => {
    for (const file of files) assert.ok(!Object.hasOwn(read(file).on, "pull_request_target"), file);
  });
});

describe("the scripts of examples/ci", () => {
  for (const script of scripts) {
    it(`${script} is valid shell that stops at errors`, () => {
      const text = fs.readFileSync(path.join(root, "examples/ci", script), "utf8");
      assert.match(text, /^#!\/usr\/bin\/env bash\n/);
      assert.match(text, /\nset -euo pipefail\n/);
      assert.equal(spawnSync("bash", ["-n", path.join(root, "examples/ci", script)]).status, 0);
    });
  }

  it("and the workflows call mullion with commands and flags that it has", () => {
    const texts = [
      ...files.flatMap(shellOf),
      ...scripts.map((script) => fs.readFileSync(path.join(root, "examples/ci", script), "utf8")),
    ];
    const calls = texts.flatMap(callsIn);
    assert.ok(calls.length >= 5, JSON.stringify(calls));
    const help = new Map<string, string>();
    for (const { command, flags } of calls) {
      const text = help.get(command) ?? helpOf(command);
      help.set(command, text);
      for (const flag of flags) assert.ok(text.includes(flag), `mullion ${command} has no ${flag}`);
    }
    assert.deepEqual([...help.keys()].sort(), ["impact", "plan"]);
  }).timeout(60_000);
});

function helpOf(command: string): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, "cli/mullion.js"), command, "--help"],
    { encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
  assert.match(stdout, new RegExp(`^Usage: mullion ${command}`));
  return stdout;
}
