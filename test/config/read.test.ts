import assert from "node:assert/strict";
import { readValues } from "../../config/read";

describe("readValues", () => {
  it("takes the keys of the project alone, without its prefix", () => {
    assert.deepEqual(readValues({ "mullion:target": "aks", "azure-native:location": "x" }, "mullion"), {
      target: "aks",
    });
  });

  it("reads lists, groups and booleans, and leaves all other text as it is", () => {
    const values = {
      "p:a": '[{"x":1}]',
      "p:b": '{"y":true}',
      "p:c": "true",
      "p:d": "1.30",
      "p:e": "[broken",
      "p:f": "",
    };
    assert.deepEqual(readValues(values, "p"), {
      a: [{ x: 1 }],
      b: { y: true },
      c: true,
      d: "1.30",
      e: "[broken",
      f: "",
    });
  });
});
