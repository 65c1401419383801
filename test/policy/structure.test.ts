import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as pack from "../../policy/rules";
import { indexModule, indexPage, pageWithSources, ruleNames } from "../../policy/tools/assemble";

const root = path.resolve(__dirname, "../..");
const names = (folder: string, suffix: string) =>
  readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith(suffix) && file !== `index${suffix}`)
    .map((file) => file.slice(0, -suffix.length))
    .sort();
const camelCase = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const sections = ["Why", "Rule", "Wrong", "Right", "Fix", "When to disable", "Sources"];

describe("the pack's rules", () => {
  const listed = pack.rules.map(({ name }) => name);

  it("are listed once each, in alphabetical order, and there are some", () => {
    assert.ok(listed.length > 0);
    assert.deepEqual(listed, [...new Set(listed)].sort());
  });

  it("have the same name as file, test and page, and none of these is left over", () => {
    assert.deepEqual(names("policy/rules", ".ts"), listed);
    assert.deepEqual(names("test/policy/rules", ".test.ts"), listed);
    assert.deepEqual(
      names("docs/rules", ".md").filter((page) => page !== "mutation"),
      listed,
    );
  });

  it("are assembled by the tool: index, list of pages and the pages' sources are what it would write", () => {
    assert.equal(read("policy/rules/index.ts"), indexModule(ruleNames()));
    assert.equal(read("docs/rules/index.md"), indexPage(pack.rules));
    for (const rule of pack.rules) {
      const page = read(`docs/rules/${rule.name}.md`);
      assert.equal(page, pageWithSources(page, rule));
    }
  });

  for (const rule of pack.rules) {
    describe(rule.name, () => {
      it("is the one export of its file, in camel case", () => {
        // eslint-disable-next-line @typescript-eslint/no-require-imports -- the file is known by its name only
        const exported: unknown = require(path.join(root, "policy/rules", rule.name));
        assert.ok(typeof exported === "object" && exported !== null);
        assert.deepEqual(Object.entries(exported), [[camelCase(rule.name), rule]]);
      });

      it("says what it is about in one sentence and where that is documented", () => {
        assert.match(rule.description, /^[^.]+(\.[^ ][^.]*)*\.$/);
        assert.ok(rule.sources.every((source) => source.startsWith("https://")));
        assert.ok(rule.types.length > 0);
      });

      it("has a page with all sections", () => {
        const page = read(`docs/rules/${rule.name}.md`);
        assert.equal(page.split("\n", 1)[0], `# ${rule.name}`);
        assert.deepEqual(
          [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title),
          sections,
        );
        assert.deepEqual(emptySections(page), []);
      });
    });
  }
});

function emptySections(page: string): string[] {
  return page
    .split(/^## /m)
    .slice(1)
    .filter((section) => section.split("\n").slice(1).join("").trim() === "");
}
