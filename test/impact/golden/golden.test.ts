import assert from "node:assert/strict";
import * as path from "node:path";
import * as v from "valibot";
import { toJsonSchema } from "@valibot/to-json-schema";
import {
  analyse,
  markdownLimit,
  readPreview,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderSarif,
  renderTerminal,
} from "../../../impact";
import type { Report } from "../../../impact";
import { planSchema, reportSchema } from "../../../impact/report/schema";
import { assertGolden } from "../../golden";
import { preview } from "../build";
import { scenarios } from "./scenarios";

function reportOf(name: string): Report {
  return analyse(readPreview(preview(...(scenarios[name] ?? []))), { asOf: "2026-11-23" });
}

describe("the reports of twenty pull requests", () => {
  it("are twenty", () => {
    assert.equal(Object.keys(scenarios).length, 20);
  });

  for (const name of Object.keys(scenarios)) {
    describe(name, () => {
      it("reads in the terminal as it did when somebody last looked, in 80 columns", () => {
        const text = renderTerminal(reportOf(name));
        const long = text.split("\n").filter((line) => line.length > 80 && line.trim().includes(" "));
        assert.deepEqual(long, []);
        assertGolden(path.join(__dirname, `${name}.txt`), text);
      });

      it("reads in Markdown as it did when somebody last looked", () => {
        const text = renderMarkdown(reportOf(name));
        assert.ok(Buffer.byteLength(text) <= markdownLimit);
        assertGolden(path.join(__dirname, `${name}.md`), text);
      });

      it("is JSON of the published schema", () => {
        v.parse(reportSchema, JSON.parse(renderJson(reportOf(name))));
      });

      it("is SARIF with a rule for every result, and HTML that asks for nothing outside", () => {
        const sarif = JSON.parse(renderSarif(reportOf(name))) as {
          runs: {
            tool: { driver: { rules: { id: string }[] } };
            results: { ruleId: string; ruleIndex: number }[];
          }[];
        };
        for (const { ruleId, ruleIndex } of sarif.runs[0]?.results ?? []) {
          assert.equal(sarif.runs[0]?.tool.driver.rules[ruleIndex]?.id, ruleId);
        }
        assert.doesNotMatch(renderHtml(reportOf(name)), /<(?:script|link|img|iframe|object)\b|@import|url\(/);
      });
    });
  }
});

describe("the published schemas", () => {
  const root = path.join(__dirname, "../../../schemas");
  const write = (schema: Parameters<typeof toJsonSchema>[0], title: string) =>
    `${JSON.stringify({ title, ...toJsonSchema(schema) }, undefined, 2)}\n`;

  it("of the report is what the code says", () => {
    assertGolden(
      path.join(root, "impact.v1.json"),
      write(reportSchema, "Impact report of Mullion, version 1"),
    );
  });

  it("of a plan is what the code says", () => {
    assertGolden(path.join(root, "plan.v1.json"), write(planSchema, "Plan file of Mullion, version 1"));
  });

  it("of the report has the type that the code has", () => {
    const same: (report: Report) => v.InferInput<typeof reportSchema> = (report) =>
      structuredClone(report) as v.InferInput<typeof reportSchema>;
    assert.equal(v.is(reportSchema, same(reportOf("11-pool-upgrade"))), true);
    assert.equal(v.is(reportSchema, { ...reportOf("11-pool-upgrade"), noise: -1 }), false);
  });
});
