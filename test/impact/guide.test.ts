import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { effectClasses } from "../../catalogue/impact";
import { judge } from "../../impact/report/verdict";

const root = path.resolve(__dirname, "../..");
const guide = fs.readFileSync(path.join(root, "docs/guides/impact.md"), "utf8");

describe("docs/guides/impact.md", () => {
  it("shows the real beginning of a report", () => {
    const shown = /```\n(shop\/prod[\s\S]*?)\n```/.exec(guide)?.[1]?.split("\n") ?? [];
    const golden = fs
      .readFileSync(path.join(__dirname, "golden/05-windows-2025-in-place.txt"), "utf8")
      .split("\n");
    assert.ok(shown.length > 15);
    assert.deepEqual(shown, golden.slice(0, shown.length));
  });

  it("explains every class with its verdict, in the order of the code", () => {
    const rows = [...guide.matchAll(/^\| `([\w-]+)`\s*\|[^|]*\| ([\w ]+?)\s*\|$/gm)].map(
      ([, name, verdict]) => ({ name, verdict }),
    );
    const wanted = effectClasses.map((effect) => ({
      name: effect,
      verdict: effect === "scale" ? "SAFE or REVIEW" : judge({ effect, nodes: "none" }),
    }));
    assert.deepEqual(rows, wanted);
  });

  it("links only to files that there are", () => {
    for (const [, target = ""] of guide.matchAll(/\]\((\.\.\/[^)#]+)/g)) {
      assert.ok(fs.existsSync(path.join(root, "docs/guides", target)), target);
    }
  });
});
