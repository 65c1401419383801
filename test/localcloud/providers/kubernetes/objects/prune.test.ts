import * as assert from "node:assert/strict";
import { pruneTo } from "../../../../../localcloud/providers/kubernetes/objects/prune";
import type { PropertyMap } from "../../../../../localcloud/wire/values";

const CASES: readonly [what: string, source: PropertyMap, shape: PropertyMap, pruned: PropertyMap][] = [
  ["drops what the shape does not have", { a: 1, b: 2 }, { a: 0 }, { a: 1 }],
  ["drops it at any depth", { m: { a: 1, b: 2 } }, { m: { a: 0 } }, { m: { a: 1 } }],
  ["prunes items of lists by their index", { l: [{ a: 1, b: 2 }] }, { l: [{ a: 0 }] }, { l: [{ a: 1 }] }],
  ["drops items beyond the shape's", { l: [{ a: 1 }, { a: 2 }] }, { l: [{ a: 0 }] }, { l: [{ a: 1 }] }],
  ["keeps a shorter list", { l: [1] }, { l: [1, 2] }, { l: [1] }],
  ["keeps values of another type", { a: "text" }, { a: { b: 1 } }, { a: "text" }],
  ["keeps lists of other things whole", { l: ["a", "b"] }, { l: [{ x: 1 }] }, { l: ["a", "b"] }],
  ["keeps nothing of a list where the shape is empty", { l: [1] }, { l: [] }, { l: [] }],
];

describe("pruneTo", () => {
  for (const [what, source, shape, pruned] of CASES) {
    it(what, () => {
      assert.deepEqual(pruneTo(source, shape), pruned);
    });
  }
});
