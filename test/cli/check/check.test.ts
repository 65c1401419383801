import assert from "node:assert/strict";
import type { Finding, StackCheck } from "../../../cli/check/finding";
import { exitCodeOf, sorted } from "../../../cli/check/finding";
import { checkFormats, renderCheck } from "../../../cli/check/formats";
import { readWaivers } from "../../../cli/waivers";
import { applyWaivers } from "../../../policy/waivers";

const plain = (_: unknown, text: string) => text;
const urn = "urn:pulumi:prod::mullion::azure-native:containerservice:AgentPool::win";

function finding(more: Partial<Finding> = {}): Finding {
  return {
    stack: "prod",
    rule: "some-rule",
    level: "mandatory",
    urn,
    message: 'Pool "win" <is> wrong & bad | really.',
    ...more,
  };
}

function stackCheck(more: Partial<StackCheck> = {}): StackCheck {
  return { stack: "prod", resources: 12, findings: [], errors: [], ...more };
}

function waiverFile(more: Readonly<Record<string, string>> = {}): string {
  const entries = {
    rule: "some-rule",
    urn,
    reason: "The pool is replaced next week.",
    until: "2026-12-01",
    owner: "team-x",
    ...more,
  };
  const lines = Object.entries(entries).map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
  return `waivers:\n  - ${lines.join("\n    ")}\n`;
}

describe("the exit code of a check", () => {
  const advisory = finding({ level: "advisory" });
  for (const [what, check, strict, code] of [
    ["nothing found", stackCheck(), true, 0],
    ["advisory findings", stackCheck({ findings: [advisory] }), false, 0],
    ["advisory findings, strict", stackCheck({ findings: [advisory] }), true, 2],
    ["mandatory findings", stackCheck({ findings: [advisory, finding()] }), false, 3],
    ["only waived findings", stackCheck({ findings: [finding({ waived: "x" })] }), true, 0],
    ["an error beside findings", stackCheck({ findings: [finding()], errors: ["x"] }), true, 1],
  ] as const) {
    it(`is ${String(code)} for ${what}`, () => {
      assert.equal(exitCodeOf([stackCheck(), check], strict), code);
    });
  }
});

describe("waivers", () => {
  it("waive one rule on one resource up to their last day", () => {
    const waivers = readWaivers(waiverFile(), "w.yaml");
    const other = finding({ rule: "other-rule" });
    const why = "The pool is replaced next week. (team-x, until 2026-12-01)";
    assert.deepEqual(applyWaivers([finding(), other], waivers, "2026-12-01"), [
      { ...finding(), waived: why },
      other,
    ]);
  });

  it("become a finding when they have run out, and waive nothing then", () => {
    const result = applyWaivers([finding()], readWaivers(waiverFile(), "w.yaml"), "2026-12-02");
    assert.deepEqual(
      result.map((one) => [one.rule, "waived" in one, one.message]),
      [
        ["some-rule", false, finding().message],
        [
          "waiver-expired",
          false,
          "The waiver of some-rule ran out on 2026-12-01: fix the finding, or ask team-x to renew it.",
        ],
      ],
    );
  });

  it("become a finding when there is nothing left to waive", () => {
    const [only] = applyWaivers([], readWaivers(waiverFile(), "w.yaml"), "2026-11-23");
    assert.deepEqual([only?.rule, only?.level, only?.urn], ["waiver-unused", "advisory", urn]);
  });

  for (const [what, file, problem] of [
    [
      "a day that is none",
      waiverFile({ until: "soon" }),
      'w.yaml: waivers.0.until: must be a day as "YYYY-MM-DD"',
    ],
    [
      "no reason",
      waiverFile({ reason: "because" }),
      "w.yaml: waivers.0.reason: must be a reason that a colleague understands",
    ],
    ["no URN", waiverFile({ urn: "win" }), "w.yaml: waivers.0.urn: must be the URN of one resource"],
    ["a key that nobody knows", waiverFile({ expires: "2027-01-01" }), /w\.yaml: waivers\.0\.expires: /],
    ["no list", "waivers: none", /w\.yaml: waivers: /],
  ] as const) {
    it(`are refused with ${what}`, () => {
      assert.throws(() => readWaivers(file, "w.yaml"), { message: problem });
    });
  }
});

describe("the formats of a check", () => {
  const checks = [
    stackCheck({
      findings: [
        finding({ level: "advisory", rule: "a-rule", urn: "" }),
        finding(),
        finding({ rule: "z-rule", waived: "later" }),
      ],
    }),
    stackCheck({ stack: "dev", errors: ["config: broken"] }),
  ];

  it("put what must be fixed first", () => {
    assert.deepEqual(
      sorted(checks[0]?.findings ?? []).map(({ rule }) => rule),
      ["some-rule", "a-rule", "z-rule"],
    );
  });

  for (const format of checkFormats) {
    it(`write the same findings as the same ${format}, whatever their order`, () => {
      const turned = checks.map((check) => ({ ...check, findings: [...check.findings].reverse() }));
      assert.equal(renderCheck(format, turned, plain), renderCheck(format, checks, plain));
    });
  }

  it("say it in plain text", () => {
    assert.equal(
      renderCheck("text", checks, plain),
      [
        "prod: 12 resources, 1 mandatory, 1 advisory, 1 waived",
        "  mandatory some-rule (win)",
        '    Pool "win" <is> wrong & bad | really.',
        "  advisory a-rule (stack)",
        '    Pool "win" <is> wrong & bad | really.',
        "  waived z-rule (win)",
        '    Pool "win" <is> wrong & bad | really.',
        "    waived: later",
        "dev: could not be checked",
        "  error config: broken",
        "",
      ].join("\n"),
    );
  });

  it("keep a table a table in Markdown", () => {
    const row = renderCheck("markdown", checks, plain)
      .split("\n")
      .find((line) => line.startsWith("| mandatory"));
    assert.equal(row, '| mandatory | `some-rule` | `win` | Pool "win" <is> wrong & bad \\| really. |');
  });

  it("are well-formed for machines: JSON, SARIF with suppressions, JUnit with escaped words", () => {
    assert.equal((JSON.parse(renderCheck("json", checks, plain)) as { version: number }).version, 1);
    const sarif = JSON.parse(renderCheck("sarif", checks, plain)) as {
      runs: {
        results: { level: string; suppressions?: unknown }[];
        invocations: { executionSuccessful: boolean }[];
      }[];
    };
    assert.deepEqual(
      sarif.runs[0]?.results.map(({ level, suppressions }) => [level, suppressions !== undefined]),
      [
        ["error", false],
        ["warning", false],
        ["error", true],
      ],
    );
    assert.equal(sarif.runs.at(0)?.invocations.at(0)?.executionSuccessful, false);
    const junit = renderCheck("junit", checks, plain);
    assert.match(
      junit,
      /<failure message="mandatory">Pool &quot;win&quot; &lt;is&gt; wrong &amp; bad \| really\.<\/failure>/,
    );
    assert.match(junit, /<error message="could not be checked">config: broken<\/error>/);
  });
});
