import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");
const guide = fs.readFileSync(path.join(root, "docs/guides/aks.md"), "utf8");

/** The cells of the table under a heading, without its head. */
function table(heading: string): string[][] {
  const section = guide.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  assert.ok(section, heading);
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What stands in backquotes. */
function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, text]) => text ?? []);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The part of the JSON Schema of stack files that is about AKS. */
function aksOption(file: unknown): unknown {
  const properties = isRecord(file) ? file["properties"] : undefined;
  const config = isRecord(properties) ? properties["config"] : undefined;
  const options: unknown = isRecord(config) ? config["oneOf"] : undefined;
  assert.ok(Array.isArray(options));
  return options.find((option: unknown) =>
    JSON.stringify(option).includes('"mullion:target":{"const":"aks"}'),
  );
}

/** Every default of an AKS stack in the JSON Schema, by path; a path may have one default for each kind of pool. */
function schemaDefaults(): Map<string, Set<string>> {
  const file: unknown = JSON.parse(fs.readFileSync(path.join(root, "config/stack.schema.json"), "utf8"));
  const defaults = new Map<string, Set<string>>();
  const walk = (schema: unknown, at: string): void => {
    if (!isRecord(schema)) return;
    for (const [key, value] of Object.entries(isRecord(schema["properties"]) ? schema["properties"] : {})) {
      const name = key.replace(/^mullion:/, "");
      const place = at === "" ? name : `${at}.${name}`;
      const standard = isRecord(value) ? value["default"] : undefined;
      if (standard !== undefined) {
        defaults.set(place, (defaults.get(place) ?? new Set()).add(JSON.stringify(standard)));
      }
      walk(value, place);
    }
    for (const list of [schema["anyOf"], schema["oneOf"]]) {
      if (Array.isArray(list)) for (const option of list) walk(option, at);
    }
    walk(schema["items"], `${at}[]`);
  };
  walk(aksOption(file), "");
  return defaults;
}

describe("the AKS guide", () => {
  it("says every default of the configuration, and says it right", () => {
    const rows = table("Defaults").flatMap(([setting = "", value = ""]) =>
      quoted(setting).map((name) => [name, quoted(value)] as const),
    );
    const said = new Map(rows);
    assert.equal(said.size, rows.length, "no setting twice");
    // A group without a default of its own has the defaults of its members.
    const isGroup = (name: string) => [...defaults.keys()].some((other) => other.startsWith(`${name}.`));
    const defaults = schemaDefaults();
    assert.ok(defaults.size > 40);
    for (const [name, values] of defaults) {
      // What runs in the cluster is the same on all targets and has guides of its own.
      if (isGroup(name) || name.startsWith("inCluster")) continue;
      for (const value of values) assert.ok(said.get(name)?.includes(value), `${name} is ${value}`);
    }
    for (const name of said.keys()) assert.ok(defaults.has(name), `${name} is a setting with a default`);
  });

  it("names a test for each pain, and the test is there", () => {
    const pains = table("Pains");
    assert.ok(pains.length > 25);
    for (const [number = "", , , test = ""] of pains) {
      const [file] = quoted(test);
      assert.ok(file, `pain ${number} names a file`);
      const title = test.slice(test.indexOf(":") + 1).trim();
      const source = fs.readFileSync(path.join(root, file), "utf8");
      const titles = [JSON.stringify(title), `'${title}'`, `\`${title}\``];
      assert.ok(
        titles.some((quotedTitle) => source.includes(quotedTitle)),
        `${file} has "${title}"`,
      );
    }
  });

  it("links to files that are there", () => {
    const links = [...guide.matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)].flatMap(([, target]) => target ?? []);
    const files = links.filter((target) => !target.startsWith("http"));
    assert.ok(files.length > 0);
    for (const file of files) assert.ok(fs.existsSync(path.resolve(root, "docs/guides", file)), file);
  });
});
