import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse, stringify } from "yaml";
import { metrics } from "../../../../catalogue/metrics";
import { ruleGroup } from "../../../../components/cluster/monitoring/alert";
import { linuxCoverageAlert } from "../../../../components/cluster/monitoring/coverage-alerts";
import { dashboards } from "../../../../components/cluster/monitoring/dashboards";
import { windowsRules } from "../../../../components/cluster/monitoring/windows-alerts";

const folder = path.join(__dirname, "promtool");
const testFiles = ["alerts.test.yaml", "updates.test.yaml"];
const rules = windowsRules({ patchAgeDays: 45 });
const alerts = [...rules.alerts, linuxCoverageAlert];
const ruleFile = stringify(
  { groups: [ruleGroup("mullion-windows", { ...rules, alerts })] },
  { lineWidth: 0 },
);

const alertExpressions = alerts.map(({ alert, expression }) => [alert, expression] as const);
const recordings = rules.recordings.map(({ record, expression }) => [record, expression] as const);
const panels = Object.entries(dashboards).flatMap(([file, { rows }]) =>
  rows
    .flat()
    .flatMap(({ title, queries }) =>
      queries.map(({ expression }) => [`${file}: ${title}`, expression] as const),
    ),
);
const expressions = [...alertExpressions, ...recordings, ...panels];

/** Names of series in PromQL: whatever has one of their prefixes. `up` is the only one without. */
const seriesOf = (expression: string): string[] =>
  expression
    .replace(/"[^"]*"/g, '""')
    .match(/\b(?:(?:windows|kube|node|mullion)[_:][a-z0-9_:]+|up(?=\{))/g) ?? [];

describe("alerts and dashboards", () => {
  it("read only series that the catalogue knows", () => {
    const known = new Set([
      ...metrics.map(({ name }) => name),
      ...rules.recordings.map(({ record }) => record),
    ]);
    for (const [place, expression] of expressions) {
      const names = seriesOf(expression);
      assert.ok(names.length > 0, place);
      assert.deepEqual(
        names.filter((name) => !known.has(name)),
        [],
        place,
      );
    }
  });

  it("read every series that the catalogue knows", () => {
    const read = new Set(expressions.flatMap(([, expression]) => seriesOf(expression)));
    assert.deepEqual(
      metrics.filter(({ name }) => !read.has(name)).map(({ name }) => name),
      [],
    );
  });

  it("name only labels that their series have", () => {
    const made = ["job", "instance", "os", "node"];
    for (const [place, expression] of expressions) {
      const labels = new Set([
        ...made,
        ...metrics
          .filter(({ name }) => seriesOf(expression).includes(name))
          .flatMap((metric) => metric.labels),
      ]);
      const grouped = [...expression.matchAll(/\b(?:by|on|group_left)\s*\(([^)]*)\)/g)].flatMap(
        ([, list = ""]) => list.split(",").map((label) => label.trim()),
      );
      const matched = [...expression.matchAll(/([a-z_]+)\s*=~?"/g)].map(([, label = ""]) => label);
      assert.deepEqual(
        [...grouped, ...matched].filter((label) => label !== "" && !labels.has(label)),
        [],
        place,
      );
    }
  });

  it("close every bracket that they open", () => {
    for (const [place, expression] of expressions) {
      const bare = expression.replace(/"[^"]*"/g, "");
      for (const [open, close] of [
        ["(", ")"],
        ["{", "}"],
        ["[", "]"],
      ] as const) {
        assert.equal(bare.split(open).length, bare.split(close).length, `${place}: ${open}${close}`);
      }
    }
  });
});

describe("an alert", () => {
  it("has a name of its own, a sentence and something to do", () => {
    assert.equal(new Set(alerts.map(({ alert }) => alert)).size, alerts.length);
    for (const { alert, summary, description } of alerts) {
      assert.match(summary, /^[A-Z{].*\.$/, alert);
      assert.match(description, /\.$/, alert);
    }
  });

  it("puts the stack's days into the expression and into the words", () => {
    const notPatched = windowsRules({ patchAgeDays: 33 }).alerts.find(({ alert }) =>
      alert.endsWith("NotPatched"),
    );
    assert.match(notPatched?.expression ?? "", /> 33 \* 86400$/);
    assert.match(notPatched?.description ?? "", /not for 33 days/);
  });

  it("is in the rule file that promtool tests", () => {
    assert.equal(fs.readFileSync(path.join(folder, "alerts.rules.yaml"), "utf8"), ruleFile);
  });

  it("fires in one of promtool's tests and is quiet in another", () => {
    interface TestFile {
      readonly tests: readonly {
        readonly alert_rule_test: readonly {
          readonly alertname: string;
          readonly exp_alerts: readonly unknown[];
        }[];
      }[];
    }
    const tests = testFiles.flatMap(
      (file) => (parse(fs.readFileSync(path.join(folder, file), "utf8")) as TestFile).tests,
    );
    const cases = tests.flatMap(({ alert_rule_test }) => alert_rule_test);
    for (const { alert } of alerts) {
      const own = cases.filter(({ alertname }) => alertname === alert);
      assert.ok(
        own.some(({ exp_alerts }) => exp_alerts.length > 0),
        `${alert} fires`,
      );
      assert.ok(
        own.some(({ exp_alerts }) => exp_alerts.length === 0),
        `${alert} is quiet`,
      );
    }
  });

  it("passes promtool's tests, where promtool is there (PROMTOOL or PATH); nothing else here runs PromQL", function () {
    this.timeout(300_000);
    const promtool = process.env["PROMTOOL"] ?? "promtool";
    const { error, status, stdout, stderr } = spawnSync(promtool, ["test", "rules", ...testFiles], {
      cwd: folder,
      encoding: "utf8",
    });
    if (error !== undefined && process.env["PROMTOOL"] === undefined) {
      this.skip();
      return;
    }
    assert.equal(status, 0, `${stdout}${stderr}`);
  });
});
