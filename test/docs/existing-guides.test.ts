import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { ntfsStorageClassName, shareStorageClassName } from "../../components/cluster/storage/storage-class";
import { parseConfig } from "../../config/parse";
import { formatProblem } from "../../config/problem";
import { existingStack } from "../../config/schema/existing";
import { context } from "../config/base";
import { existingBase } from "../config/existing-base";

const root = path.resolve(__dirname, "../..");
const read = (name: string) => fs.readFileSync(path.join(root, "docs/guides", name), "utf8");

/** The YAML examples of a guide, in order. */
function examples(guide: string): Record<string, unknown>[] {
  const blocks = [...read(guide).matchAll(/^```yaml\n([\s\S]*?)^```$/gm)];
  return blocks.map(([, text = ""]) => parse(text) as Record<string, unknown>);
}

/** Settings of an example without the project's prefix. */
function settings(example: unknown): Record<string, unknown> {
  assert.ok(typeof example === "object" && example !== null);
  return Object.fromEntries(
    Object.entries(example).map(([key, value]) => [key.replace(/^mullion:/, ""), value as unknown]),
  );
}

function problems(values: Record<string, unknown>): string[] {
  return parseConfig(values, context).problems.map(formatProblem);
}

/** The value at a path such as `nodePools[].minNodes`; of lists the Windows pool counts. */
function at(value: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const part = (value as Record<string, unknown>)[key.replace("[]", "")];
  return at(key.endsWith("[]") && Array.isArray(part) ? part.at(-1) : part, rest);
}

describe("the guides of existing clusters", () => {
  it("show a whole configuration without a problem", () => {
    const [example] = examples("existing.md");
    assert.deepEqual(problems(settings(example?.["config"])), []);
  });

  it("show networks and storage without a problem", () => {
    for (const guide of ["networking.md", "storage.md"]) {
      const own = examples(guide).filter(
        (example) => Object.keys(example)[0]?.startsWith("mullion:") === true,
      );
      assert.equal(own.length, 1, guide);
      for (const example of own)
        assert.deepEqual(problems({ ...existingBase, ...settings(example) }), [], guide);
    }
  });

  it("show a claim of a class that exists", () => {
    const claim = examples("storage.md").find((example) => example["kind"] === "PersistentVolumeClaim");
    assert.equal(at(claim, ["spec", "storageClassName"]), ntfsStorageClassName);
    for (const name of [ntfsStorageClassName, shareStorageClassName]) {
      assert.ok(read("storage.md").includes(`\`${name}\``), name);
    }
  });

  it("say defaults of the configuration, and say them right", () => {
    const parsed = v.parse(existingStack, existingBase);
    const section = read("existing.md").split(/^## Defaults$/m)[1] ?? "";
    const rows = [...section.matchAll(/^\| `([^`]+)` +\| `([^`]+)` +\|/gm)];
    assert.ok(rows.length >= 7);
    for (const [, setting = "", value = ""] of rows) {
      assert.equal(JSON.stringify(at(parsed, setting.split("."))), value, setting);
    }
  });

  it("have a picture each", () => {
    for (const guide of ["existing.md", "networking.md", "storage.md"]) {
      assert.match(read(guide), /^```mermaid\nflowchart /m, guide);
    }
  });
});
