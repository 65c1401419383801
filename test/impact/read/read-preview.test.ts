import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Readable } from "node:stream";
import { analyse, readPreview, readPreviewStream, renderTerminal } from "../../../impact";
import { InputError } from "../../../impact/input-error";
import type { JsonMap } from "../../../impact/json";
import { edit, linuxPool, preview, same, step, windowsPool } from "../build";

const fixture = (name: string) => fs.readFileSync(path.join(__dirname, "../fixtures", name), "utf8");

describe("readPreview", () => {
  it("counts the unchanged resources that a preview without --show-sames leaves out, and the report says so", () => {
    const recorded = (...steps: readonly JsonMap[]) => JSON.parse(preview(...steps)) as { steps: JsonMap[] };
    const [root, made, kept] = recorded(
      step(windowsPool, undefined, windowsPool.inputs),
      same(linuxPool),
    ).steps;
    const read = (steps: readonly (JsonMap | undefined)[], count: number) =>
      readPreview(JSON.stringify({ steps, changeSummary: { create: 1, same: count } }));
    assert.equal(read([root, made], 8).unlisted, 7);
    assert.equal(read([root, made], 1).unlisted, 0);
    assert.equal(read([root, made, kept], 3).unlisted, 0, "default providers are counted and never listed");
    assert.match(
      renderTerminal(analyse(read([root, made], 8), { asOf: "2026-11-23" })),
      /Not in the preview +7 unchanged resources:.*--show-sames/s,
    );
    assert.doesNotMatch(
      renderTerminal(analyse(read([root, made, kept], 3), { asOf: "2026-11-23" })),
      /Not in the preview/,
    );
  });

  it("reads what pulumi preview --json of CLI 3.260 printed", () => {
    const read = readPreview(fixture("preview-3.260.json"));
    assert.equal(read.form, "preview-json");
    assert.deepEqual([read.project, read.stack], ["scen", "dev"]);
    assert.deepEqual(
      read.steps.map(({ op, name, custom, deleteFirst, engineChanges, replaceReasons }) => ({
        op,
        name,
        custom,
        deleteFirst,
        engineChanges,
        replaceReasons,
      })),
      [
        {
          op: "same",
          name: "scen-dev",
          custom: false,
          deleteFirst: undefined,
          engineChanges: [],
          replaceReasons: [],
        },
        {
          op: "update",
          name: "a",
          custom: true,
          deleteFirst: undefined,
          engineChanges: ["x"],
          replaceReasons: [],
        },
        {
          op: "replace",
          name: "b",
          custom: true,
          deleteFirst: false,
          engineChanges: ["immutable"],
          replaceReasons: ["immutable"],
        },
        {
          op: "create",
          name: "c",
          custom: true,
          deleteFirst: undefined,
          engineChanges: [],
          replaceReasons: [],
        },
      ],
    );
  });

  it("reads the streamed events of the same stack to the same operations", () => {
    const read = readPreview(fixture("events-3.260.jsonl"));
    assert.equal(read.form, "event-lines");
    assert.deepEqual(
      read.steps.map(({ op, name, deleteFirst }) => [op, name, deleteFirst]),
      [
        ["same", "scen-dev", undefined],
        ["update", "a", undefined],
        ["replace", "b", false],
        ["create", "c", undefined],
      ],
    );
  });

  it("tells a replacement that deletes first from the order of the events", () => {
    const urn = "urn:pulumi:dev::p::a:b:C::x";
    const state = { urn, custom: true, inputs: {} };
    const event = (op: string) =>
      JSON.stringify({ resourcePreEvent: { metadata: { op, urn, old: state, new: state } } });
    const read = readPreview(["delete-replaced", "replace", "create-replacement"].map(event).join("\n"));
    assert.deepEqual(
      read.steps.map(({ op, deleteFirst }) => [op, deleteFirst]),
      [["replace", true]],
    );
  });

  it("counts errors that the preview itself reported", () => {
    const text = JSON.stringify({
      ...(JSON.parse(preview()) as object),
      diagnostics: [
        { severity: "error", message: "x" },
        { severity: "warning", message: "y" },
      ],
    });
    assert.equal(readPreview(text).errors, 1);
  });

  const bad: readonly (readonly [string, string, RegExp])[] = [
    ["an empty text", "  \n", /^preview: is empty: pipe the output of pulumi preview --json into it$/],
    ["a list", "[1]", /^preview: is JSON, but not the output of pulumi preview --json: it has no steps$/],
    ["no steps", '{"steps":[]}', /^preview: steps: must be a list of at least one step/],
    ["an object without anything known", '{"a":1}', /holds no resourcePreEvent/],
    [
      "a broken object",
      '{"steps":[\n{"op":"same",]}',
      /^preview: steps\[0\]: is not valid JSON \(line 1, column 14\)$/,
    ],
    ["a step without URN", '{"steps":[{"op":"same"}]}', /^preview: steps\[0\]\.urn: must be a URN/],
    [
      "a step without operation",
      '{"steps":[{"urn":"urn:pulumi:a::b::c:d:E::f"}]}',
      /^preview: steps\[0\]\.op: must be text/,
    ],
    [
      "an update without old state",
      '{"steps":[{"op":"update","urn":"urn:pulumi:a::b::c:d:E::f","newState":{}}]}',
      /steps\[0\]\.oldState: must be there for the operation "update"$/,
    ],
    [
      "inputs that are no object",
      '{"steps":[{"op":"create","urn":"urn:pulumi:a::b::c:d:E::f","newState":{"inputs":[]}}]}',
      /steps\[0\]\.newState\.inputs: must be an object$/,
    ],
  ];
  for (const [name, text, message] of bad) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => readPreview(text),
        (error) => error instanceof InputError && message.test(error.message),
      );
    });
  }

  const cut: readonly (readonly [string, string])[] = [
    [
      "a preview",
      JSON.stringify({
        ...(JSON.parse(
          preview(edit(windowsPool, { nodeLabels: { 'a"b\\': "ü{[" } }), edit(windowsPool, { count: 7 })),
        ) as object),
        diagnostics: [{ severity: "error", message: 'größer\\"]}' }],
      }),
    ],
    ["events", fixture("events-3.260.jsonl").replaceAll('"dflt"', '"größe{\\\\\\""')],
  ];
  for (const [name, text] of cut) {
    it(`reads ${name} in pieces, wherever they are cut, and whatever becomes of their buffer`, async () => {
      const bytes = Buffer.from(text);
      const whole = readPreview(text);
      for (let size = 1; size < 60; size += 1)
        assert.deepEqual(
          await readPreviewStream(inOneBuffer(bytes, size)),
          whole,
          `pieces of ${String(size)}`,
        );
    });
  }

  it("goes on behind a piece without bytes", async () => {
    const text = preview(edit(windowsPool, { nodeLabels: { a: '\\"' } }));
    const at = text.indexOf("\\") + 1;
    const pieces = [text.slice(0, at), "", text.slice(at)].map((piece) => Buffer.from(piece));
    assert.deepEqual(await readPreviewStream(Readable.from(pieces)), readPreview(text));
  });

  it("holds inputs once that are the same before and after", () => {
    const [, like, unlike] = readPreview(preview(edit(windowsPool, {}), edit(linuxPool, { count: 7 }))).steps;
    assert.ok(like?.new !== undefined && like.old?.inputs === like.new.inputs);
    assert.notDeepEqual(unlike?.old?.inputs, unlike?.new?.inputs);
  });

  it("refuses what stands around the steps when it is broken", () => {
    for (const text of [
      '{"steps":[{"op":"same","urn":"urn:pulumi:a::b::c:d:E::f"} 1]}',
      '{"steps":[0]}',
      `${preview()} x`,
      `${preview()}${preview()}`,
    ]) {
      assert.throws(() => readPreview(text), InputError, text.slice(0, 40));
    }
  });

  it("names every problem in one error, and at most twenty", () => {
    const steps = Array.from({ length: 30 }, () => ({ op: "same" }));
    assert.throws(
      () => readPreview(JSON.stringify({ steps })),
      (error) => error instanceof InputError && error.problems.length === 20,
    );
  });

  it("repeats nothing of the input in an error", () => {
    for (const text of [
      '{"adminPassword": "canary-123" "x"}',
      "canary-123",
      '{"steps":[{"op":"same","urn":"canary-123"}]}',
    ]) {
      assert.throws(
        () => readPreview(text),
        (error) => error instanceof InputError && !error.message.includes("canary"),
      );
    }
  });

  it("reads a step whose detailed diff is null", () => {
    const step = edit(windowsPool, { count: 7 }, { detailedDiff: null });
    assert.deepEqual(readPreview(preview(step)).steps[1]?.engineChanges, []);
  });
});

/** Bytes in pieces that all lie in the same buffer, as a file is read. */
function* inOneBuffer(bytes: Buffer, size: number): Iterable<Buffer> {
  const buffer = Buffer.alloc(size);
  for (let from = 0; from < bytes.length; from += size) {
    const length = bytes.copy(buffer, 0, from, from + size);
    yield buffer.subarray(0, length);
    buffer.fill(0x7b);
  }
}
