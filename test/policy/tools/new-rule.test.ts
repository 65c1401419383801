import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, mkdirSync, cpSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { newRuleFiles } from "../../../policy/tools/new-rule";

const root = path.resolve(__dirname, "../../..");

describe("the script for a new rule", function () {
  this.timeout(60_000);

  it("makes a rule whose test passes, with a page that has every section", () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "mullion-new-rule-"));
    try {
      for (const part of ["policy", "catalogue", "test/policy/support", "package.json", "tsconfig.json"]) {
        cpSync(path.join(root, part), path.join(folder, part), {
          recursive: true,
          filter: (from) => !/policy\/(bin|node_modules)/.test(from),
        });
      }
      for (const made of ["test/policy/rules", "docs/rules"])
        mkdirSync(path.join(folder, made), { recursive: true });
      symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
      const files = newRuleFiles("windows-pods-have-priority");
      for (const [file, text] of files) writeFileSync(path.join(folder, file), text);
      const run = spawnSync(
        process.execPath,
        ["node_modules/mocha/bin/mocha.js", "--no-config", "-r", "tsx/cjs", "test/policy/rules/*.test.ts"],
        { cwd: folder, encoding: "utf8" },
      );
      assert.match(run.stdout, /7 passing/, run.stdout + run.stderr);
      assert.equal(run.status, 0);
      const page = files.get("docs/rules/windows-pods-have-priority.md") ?? "";
      assert.deepEqual(
        [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title),
        ["Why", "Rule", "Wrong", "Right", "Fix", "When to disable"],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
