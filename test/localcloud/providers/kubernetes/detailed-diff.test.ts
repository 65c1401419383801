import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { compare, pathText } from "../../../../localcloud/providers/kubernetes/detailed-diff";
import type { PropertyMap } from "../../../../localcloud/wire/values";
import { UNKNOWN } from "../../../../localcloud/wire/values";

type Row = readonly [
  what: string,
  old: PropertyMap,
  news: PropertyMap,
  differences: Readonly<Record<string, string>>,
];

const FORCE_NEW = ["metadata.name", "data", "spec.selector", "spec.containers.*.image", "spec.template"];

const ROWS: readonly Row[] = [
  ["sees no difference in equal objects", { a: { b: [1, { c: "x" }] } }, { a: { b: [1, { c: "x" }] } }, {}],
  ["names the path of a changed value", { a: { b: 1 } }, { a: { b: 2 } }, { "a.b": "update" }],
  ["shows a map that comes as one", { m: {} }, { m: { labels: { v: "1" } } }, { "m.labels": "add" }],
  ["shows a map that goes as one", { m: { labels: { v: "1" } } }, { m: {} }, { "m.labels": "delete" }],
  ["compares lists by index", { l: [1, 2] }, { l: [1, 3, 4] }, { "l[1]": "update", "l[2]": "add" }],
  ["shows items that go", { l: [1, 2] }, { l: [1] }, { "l[1]": "delete" }],
  ["quotes names with dots", { m: { "a.b/c": "1" } }, { m: { "a.b/c": "2" } }, { 'm["a.b/c"]': "update" }],
  ["takes an empty list for none", {}, { l: [] }, {}],
  ["takes none for an empty list", { l: [] }, {}, {}],
  ["does not take an empty map for none", {}, { emptyDir: {} }, { emptyDir: "add" }],
  [
    "replaces for a field below one that must not change",
    { data: { a: "1" } },
    { data: { a: "2" } },
    { "data.a": "update-replace" },
  ],
  [
    "replaces for such a field that comes or goes",
    { data: { a: "1" } },
    { data: { b: "1" } },
    { "data.a": "delete-replace", "data.b": "add-replace" },
  ],
  [
    "replaces for a value that holds such a field",
    { x: 1 },
    { x: 1, spec: { template: {} } },
    { spec: "add-replace" },
  ],
  [
    "replaces for a field of any list item",
    { spec: { containers: [{ image: "a" }] } },
    { spec: { containers: [{ image: "b" }] } },
    { "spec.containers[0].image": "update-replace" },
  ],
  [
    "does not replace for its neighbour",
    { spec: { containers: [{ name: "a" }] } },
    { spec: { containers: [{ name: "b" }] } },
    { "spec.containers[0].name": "update" },
  ],
  [
    "counts an unknown as a change",
    { metadata: { name: "a" } },
    { metadata: { name: UNKNOWN } },
    { "metadata.name": "update-replace" },
  ],
  ["counts an unknown that comes as an addition", { m: {} }, { m: { a: UNKNOWN } }, { "m.a": "add" }],
  [
    "counts each field of a map that becomes unknown",
    { spec: { selector: {}, replicas: 1 } },
    { spec: UNKNOWN },
    { "spec.selector": "delete-replace", "spec.replicas": "delete" },
  ],
  ["counts explicit nothing as a deletion", { a: 1 }, { a: null }, { a: "delete" }],
  ["sees another type as a change", { a: { b: 1 } }, { a: "x" }, { a: "update" }],
];

describe("compare", () => {
  for (const [what, old, news, differences] of ROWS) {
    it(what, () => {
      const seen = compare(old, news, FORCE_NEW).map(({ path, kind }) => [pathText(path), kind]);
      assert.deepEqual(Object.fromEntries(seen), differences);
    });
  }

  it("marks what goes as a difference of inputs", () => {
    assert.deepEqual(compare({ a: 1, b: 1 }, { b: 2 }, []), [
      { path: ["a"], kind: "delete", inputDiff: true },
      { path: ["b"], kind: "update", inputDiff: false },
    ]);
  });

  it("sees no difference between a value and itself, and some where values differ", () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })) as fc.Arbitrary<PropertyMap>;
    fc.assert(fc.property(json, (value) => compare(value, structuredClone(value), []).length === 0));
    fc.assert(fc.property(json, (value) => compare(value, { ...value, "§": true }, []).length === 1));
  });
});
