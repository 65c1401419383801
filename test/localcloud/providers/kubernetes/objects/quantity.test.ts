import * as assert from "node:assert/strict";
import * as fc from "fast-check";
import { canonicalQuantity } from "../../../../../localcloud/providers/kubernetes/objects/quantity";

/** What `resource.Quantity` of Kubernetes 1.36 makes of it. */
const CANONICAL: readonly [given: string | number, canonical: string][] = [
  ["0.5", "500m"],
  ["0.1", "100m"],
  ["1000m", "1"],
  ["1500m", "1500m"],
  [2, "2"],
  ["1024Mi", "1Gi"],
  ["1.5Gi", "1536Mi"],
  ["1023Mi", "1023Mi"],
  ["512Ki", "512Ki"],
  ["0.5Ki", "512"],
  ["1000", "1k"],
  ["1000k", "1M"],
  ["1e3", "1e3"],
  ["1E", "1E"],
  ["-0.5", "-500m"],
  ["+2", "2"],
  ["0Gi", "0"],
  [".5", "500m"],
];

describe("canonicalQuantity", () => {
  for (const [given, canonical] of CANONICAL) {
    it(`writes ${given} as ${canonical}`, () => {
      assert.equal(canonicalQuantity(given), canonical);
    });
  }

  for (const text of ["", "abc", "1Zi", "1.2.3", "Gi", "1 Gi"]) {
    it(`leaves ${JSON.stringify(text)} for the server to refuse`, () => {
      assert.equal(canonicalQuantity(text), text);
    });
  }

  it("does not change what is canonical already", () => {
    const quantity = fc.tuple(
      fc.integer({ min: 0, max: 1e9 }),
      fc.constantFrom("", "m", "k", "M", "G", "Ki", "Mi", "Gi"),
    );
    fc.assert(
      fc.property(quantity, ([amount, suffix]) => {
        const once = canonicalQuantity(`${amount}${suffix}`);
        assert.equal(canonicalQuantity(once), once);
      }),
    );
  });
});
