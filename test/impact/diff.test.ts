import assert from "node:assert/strict";
import fc from "fast-check";
import { diffInputs } from "../../impact/diff";
import type { JsonMap } from "../../impact/json";
import { showPath } from "../../impact/path";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function shown(old: JsonMap, next: JsonMap): readonly string[] {
  return diffInputs(old, next).map(
    ({ path, kind, unknown: open }) => `${kind} ${showPath(path)}${open ? " (unknown)" : ""}`,
  );
}

describe("diffInputs", () => {
  const rows: readonly (readonly [string, JsonMap, JsonMap, readonly string[]])[] = [
    ["finds nothing between equal inputs in another order", { a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, []],
    ["takes null and absent for the same", { a: null }, {}, []],
    ["takes an empty map and absent for the same", { a: {} }, {}, []],
    ["goes into nested maps", { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, ["change a.b.c"]],
    ["lists the parts of a map that appears", {}, { a: { b: 1, c: 2 } }, ["add a.b", "add a.c"]],
    ["lists the parts of a map that goes", { a: { b: 1 } }, {}, ["remove a.b"]],
    ["quotes keys that are no names", { a: { "x/y": 1 } }, { a: { "x/y": 2 } }, ['change a["x/y"]']],
    ["compares lists of plain values as a whole", { a: ["1", "2"] }, { a: ["2", "1"] }, ["change a"]],
    [
      "matches list items by their names",
      {
        p: [
          { name: "x", n: 1 },
          { name: "y", n: 1 },
        ],
      },
      {
        p: [
          { name: "y", n: 2 },
          { name: "x", n: 1 },
        ],
      },
      ["change p[y].n"],
    ],
    [
      "tells a new item of a named list",
      { p: [{ name: "x" }] },
      { p: [{ name: "x" }, { name: "y" }] },
      ["add p[y]"],
    ],
    [
      "matches items without names by position",
      { p: [{ n: 1 }] },
      { p: [{ n: 2 }, { n: 3 }] },
      ["change p[0].n", "add p[1]"],
    ],
    [
      "matches items by position when two have the same name",
      {
        p: [
          { name: "x", n: 1 },
          { name: "x", n: 1 },
        ],
      },
      {
        p: [
          { name: "x", n: 1 },
          { name: "x", n: 2 },
        ],
      },
      ["change p[1].n"],
    ],
    ["marks an unknown value", { a: 1 }, { a: unknown }, ["change a (unknown)"]],
    ["marks a value with an unknown part", { a: ["x"] }, { a: [unknown] }, ["change a (unknown)"]],
    ["knows outputs in text", { a: 1 }, { a: "output<string>" }, ["change a (unknown)"]],
    ["passes over keys of the provider bridge", { __defaults: [] }, { __defaults: ["x"] }, []],
    [
      "does not take an inherited name for a property",
      { a: { constructor: 1 } },
      { a: {} },
      ["remove a.constructor"],
    ],
    [
      "compares marked secrets as whole values",
      { a: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" } },
      { a: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "y" } },
      ["change a"],
    ],
    ["tells a changed type", { a: "1" }, { a: 1 }, ["change a"]],
  ];
  for (const [name, old, next, expected] of rows) {
    it(name, () => {
      assert.deepEqual(shown(old, next), expected);
    });
  }

  it("finds nothing between any inputs and themselves, and something in the other direction whenever there is something in one", () => {
    const inputs = fc.dictionary(
      fc.stringMatching(/^[a-z]{1,3}$/),
      fc.jsonValue({ maxDepth: 3 }),
    ) as fc.Arbitrary<JsonMap>;
    fc.assert(
      fc.property(inputs, inputs, (a, b) => {
        assert.deepEqual(diffInputs(a, structuredClone(a)), []);
        assert.equal(diffInputs(a, b).length === 0, diffInputs(b, a).length === 0);
      }),
    );
  });
});
