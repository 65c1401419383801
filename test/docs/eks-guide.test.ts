import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { eksStack } from "../../config/schema/eks";
import { eksBase } from "../config/eks-base";

const root = path.resolve(__dirname, "../..");
const guide = fs.readFileSync(path.join(root, "docs/guides/eks.md"), "utf8");

/** The cells of the table under a heading, without its head. */
function table(heading: string): string[][] {
  const section = guide.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  assert.ok(section, heading);
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => text ?? []);
}

/** What a configuration that says only what it must is filled with, by path; of lists the Windows pool counts. */
function filled(value: unknown, at = ""): [string, string][] {
  const own: [string, string] = [at, JSON.stringify(value)];
  if (Array.isArray(value)) return [own, ...filled(value.at(-1), `${at}[]`)];
  if (typeof value !== "object" || value === null) return [own];
  const inside = Object.entries(value).flatMap(([key, part]) =>
    filled(part, at === "" ? key : `${at}.${key}`),
  );
  return [own, ...inside];
}

describe("the EKS guide", () => {
  it("says defaults of the configuration, and says them right", () => {
    const parsed = v.parse(eksStack, { ...eksBase, namespaces: [{ name: "apps" }] });
    const defaults = new Map([...filled(parsed), ["nodePools", "[]"], ["namespaces", "[]"]] as const);
    const rows = table("Defaults");
    assert.ok(rows.length > 20);
    for (const [settings = "", value = ""] of rows) {
      for (const name of quoted(settings)) assert.deepEqual(quoted(value), [defaults.get(name)], name);
    }
  });

  it("names a test for each pain, and the test is there", () => {
    const pains = table("Pains");
    assert.ok(pains.length > 5);
    for (const [number = "", , , test = ""] of pains) {
      const [file] = quoted(test);
      assert.ok(file, `pain ${number} names a file`);
      const title = test.slice(test.indexOf(":") + 1).trim();
      assert.ok(fs.readFileSync(path.join(root, file), "utf8").includes(JSON.stringify(title)), title);
    }
  });
});
