import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/events";
import { drawDiagnostics } from "../../cli/display/diagnostics";
import { differences } from "../../cli/display/differences";
import { formatDuration } from "../../cli/display/duration";
import { planRows } from "../../cli/display/plan";
import { Progress } from "../../cli/display/progress";
import { drawSummary } from "../../cli/display/summary";
import { drawTable } from "../../cli/display/table";
import { drawTree } from "../../cli/display/tree";
import type { PropertyMap } from "../../localcloud/wire/values";
import { secret, UNKNOWN } from "../../localcloud/wire/values";

const plain = (_: unknown, text: string) => text;
const stack = "urn:pulumi:dev::mullion::pulumi:pulumi:Stack::mullion-dev";
const pool = "urn:pulumi:dev::mullion::mullion:aks:NodePool$azure:AgentPool::win";
const gone = "urn:pulumi:dev::mullion::azure:Thing::gone";

function step(
  op: StepEventMetadata["op"],
  urn: string,
  more: Partial<StepEventMetadata> = {},
): StepEventMetadata {
  return { op, urn, type: urn.split("::")[2]?.split("$").at(-1) ?? "", provider: "", ...more };
}

function pre(op: StepEventMetadata["op"], urn: string, more: Partial<StepEventMetadata> = {}): EngineEvent {
  return { sequence: 0, timestamp: 0, resourcePreEvent: { metadata: step(op, urn, more) } };
}

function state(inputs: PropertyMap, parent = stack) {
  return { type: "", urn: "", id: "", parent, inputs, outputs: {}, provider: "", custom: true };
}

describe("the plan tree", () => {
  it("shows sign, type below its parent, name, what is planned and what differs", () => {
    const rows = planRows([
      pre("same", stack, { new: state({}, "") }),
      pre("update", pool, { old: state({ count: 1, tags: { a: "x" } }), new: state({ count: 2, tags: {} }) }),
      pre("same", gone, { new: state({}) }),
    ]);
    assert.deepEqual(drawTree(rows, { paint: plain }), [
      "     Type                 Name         Plan",
      "     pulumi:pulumi:Stack  mullion-dev",
      " ~   └─ azure:AgentPool   win          update",
      "              ~ count: 1 => 2",
      '              - tags.a: "x"',
    ]);
  });

  it("draws the three steps of a replacement as one row and says which property asks for it", () => {
    const change = { old: state({ size: "a" }), new: state({ size: "b" }), keys: ["size"] };
    const rows = planRows([
      pre("create-replacement", pool, change),
      pre("replace", pool, change),
      pre("delete-replaced", pool, { old: state({ size: "a" }) }),
    ]);
    assert.deepEqual(
      rows.map((row) => row.op),
      ["replace"],
    );
    const lines = drawTree(rows, { paint: plain });
    assert.match(lines[1] ?? "", /^ \+- {2}azure:AgentPool {2}win +replace$/);
    assert.match(lines[2] ?? "", /~ size: "a" => "b" \(needs a replacement\)$/);
  });

  it("has nothing to show when nothing changes", () => {
    assert.deepEqual(drawTree(planRows([pre("same", stack), pre("same", pool)]), { paint: plain }), []);
    assert.equal(
      drawTree(planRows([pre("same", stack), pre("same", pool)]), { paint: plain, showSames: true }).length,
      3,
    );
  });

  it("shows a failed step and the warnings about a resource", () => {
    const events: EngineEvent[] = [
      pre("update", pool, { old: state({}), new: state({}) }),
      {
        sequence: 0,
        timestamp: 0,
        diagnosticEvent: { urn: pool, message: "careful\n", color: "", severity: "warning" },
      },
      {
        sequence: 0,
        timestamp: 0,
        resOpFailedEvent: { metadata: step("update", pool), status: 0, steps: 0 },
      },
    ];
    const [row] = planRows(events);
    assert.deepEqual([row?.failed, row?.messages], [true, ["careful"]]);
  });
});

describe("differences", () => {
  it("never show a secret, only that it differs", () => {
    const before = { password: secret("CANARY-old"), same: secret("x"), plain: "CANARY-plain" };
    const after = {
      password: secret("CANARY-new"),
      same: secret("x"),
      plain: secret("CANARY-plain2"),
      more: { a: secret(1) },
    };
    const found = differences(before, after);
    assert.deepEqual(
      found.map(({ path, before: b, after: a }) => [path, b, a]),
      [
        ["password", "[secret]", "[secret]"],
        ["plain", "[secret]", "[secret]"],
        ["more", "", '{"a":"[secret]"}'],
      ],
    );
  });

  it("name nested paths, list items and odd keys", () => {
    const found = differences({ a: { b: [1, 2] }, "x.y": 1 }, { a: { b: [1, 3, UNKNOWN] }, "x.y": 2 });
    assert.deepEqual(
      found.map(({ path, kind, after }) => [path, kind, after]),
      [
        ["a.b[1]", "update", "3"],
        ["a.b[2]", "add", '"[unknown]"'],
        ['["x.y"]', "update", "2"],
      ],
    );
  });

  it("are none between a value and itself, and some between different ones", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const value = { v: a as PropertyMap };
        assert.deepEqual(differences(value, structuredClone(value)), []);
        const others = differences(value, { v: b as PropertyMap });
        if (JSON.stringify(a) !== JSON.stringify(b)) return;
        assert.deepEqual(others, []);
      }),
    );
  });
});

describe("progress", () => {
  it("writes plain lines where there is no terminal: start, status, end with the time it took", () => {
    let text = "";
    let now = 0;
    const progress = new Progress({ write: (part) => (text += part) }, plain, () => now);
    progress.take(pre("create", pool, { new: state({}) }));
    progress.take(pre("create", stack, { new: { ...state({}), custom: false } }));
    const status = {
      urn: pool,
      message: "waiting for nodes",
      color: "",
      severity: "info",
      ephemeral: true,
    } as const;
    progress.take({ sequence: 0, timestamp: 0, diagnosticEvent: status });
    progress.take({ sequence: 0, timestamp: 0, diagnosticEvent: status });
    now = 2500;
    progress.take({ sequence: 0, timestamp: 0, resOutputsEvent: { metadata: step("create", pool) } });
    progress.stop();
    assert.deepEqual(text.split("\n"), [
      " +   azure:AgentPool win creating",
      "      win: waiting for nodes",
      " +   azure:AgentPool win created (2.5 s)",
      "",
    ]);
  });

  it("redraws running resources in place on a terminal", () => {
    let text = "";
    const progress = new Progress(
      { isTTY: true, columns: 60, write: (part) => (text += part) },
      plain,
      () => 0,
    );
    progress.take(pre("create", pool, { new: state({}) }));
    progress.take({
      sequence: 0,
      timestamp: 0,
      resOpFailedEvent: { metadata: step("create", pool), status: 0, steps: 0 },
    });
    progress.stop();
    assert.ok(text.includes("\u001b[1A\u001b[0J"), "the running line is erased");
    assert.match(text, /azure:AgentPool win creating failed \(0\.0 s\)\n$/);
  });
});

describe("messages and counts", () => {
  it("say each error once, with its resource, and list the findings of policies", () => {
    const error = {
      urn: pool,
      message: "<{%fg 1%}>no quota<{%reset%}>\n",
      color: "",
      severity: "error",
    } as const;
    const finding = {
      resourceUrn: pool,
      message: "too long",
      color: "",
      policyName: "name-length",
      policyPackName: "p",
      policyPackVersion: "",
      policyPackVersionTag: "",
      enforcementLevel: "mandatory",
    } as const;
    const events: EngineEvent[] = [
      { sequence: 0, timestamp: 0, diagnosticEvent: error },
      { sequence: 1, timestamp: 0, diagnosticEvent: error },
      { sequence: 2, timestamp: 0, diagnosticEvent: { ...error, severity: "info", message: "not shown" } },
      { sequence: 3, timestamp: 0, policyEvent: finding },
    ];
    assert.deepEqual(drawDiagnostics(events, plain), [
      "error: win: no quota",
      "Policies:",
      "  [mandatory] name-length (win)\n      too long",
    ]);
  });

  it("count what was done, or what would be, in one line", () => {
    assert.equal(drawSummary({ create: 2, same: 5 }, true, plain), "Resources: + 2 to create, 5 unchanged");
    assert.equal(drawSummary({ create: 2, delete: 1 }, false, plain), "Resources: + 2 created, - 1 deleted");
    assert.equal(
      drawSummary({ same: 7 }, true, plain),
      "Nothing changes: 7 resources are as the program describes them.",
    );
  });

  it("give durations as people say them, on both sides of each boundary", () => {
    assert.deepEqual([0, 9_940, 10_000, 59_400, 60_000, 119_600].map(formatDuration), [
      "0.0 s",
      "9.9 s",
      "10 s",
      "59 s",
      "1 min 00 s",
      "2 min 00 s",
    ]);
  });

  it("lay out tables with columns as wide as their widest cell", () => {
    assert.deepEqual(drawTable(["a", "name"], [["long", "x"], ["s"]], plain), ["A     NAME", "long  x", "s"]);
  });
});
