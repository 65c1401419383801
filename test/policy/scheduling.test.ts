import assert from "node:assert/strict";
import {
  type Answer,
  canBePlaced,
  type Requirement,
  type Taint,
  type Toleration,
} from "../../policy/scheduling";

const anyNode = { labels: new Map<string, string>(), certainlyAbsent: () => false, taints: [] };
const unconstrained = { selector: new Map<string, string>(), affinity: [], tolerations: [] };

/** A requirement in short: `size Gt 3`. */
function requirement(text: string): Requirement {
  const [key = "", operator = "", ...values] = text.split(" ");
  return { key, operator, values };
}

describe("canBePlaced", () => {
  const node = {
    ...anyNode,
    labels: new Map([
      ["os", "linux"],
      ["size", "7"],
      ["text", "x"],
    ]),
    certainlyAbsent: (key: string) => key === "absent",
  };

  describe("by one requirement of affinity", () => {
    const table: Readonly<Record<string, Answer>> = {
      "os In linux": "yes",
      "os In windows linux": "yes",
      "os In windows": "no",
      "absent In linux": "no",
      "elsewhere In linux": "cannot tell",
      "os NotIn windows": "yes",
      "os NotIn linux": "no",
      "absent NotIn linux": "yes",
      "elsewhere NotIn linux": "cannot tell",
      "os Exists": "yes",
      "absent Exists": "no",
      "elsewhere Exists": "cannot tell",
      "os DoesNotExist": "no",
      "absent DoesNotExist": "yes",
      "elsewhere DoesNotExist": "cannot tell",
      "size Gt 6": "yes",
      "size Gt 7": "no",
      "size Gt 06": "yes",
      "size Lt 8": "yes",
      "size Lt 7": "no",
      "size Gt x": "no",
      "size Gt 1.5": "no",
      "size Gt": "no",
      "size Lt": "no",
      "text Gt 1": "no",
      "text Lt 1": "no",
      "absent Gt 1": "no",
      "absent Lt 1": "no",
      "os Like linux": "no",
    };
    for (const [text, answer] of Object.entries(table)) {
      it(`says ${answer} for ${text}`, () => {
        assert.equal(canBePlaced({ ...unconstrained, affinity: [[requirement(text)]] }, node), answer);
      });
    }
  });

  describe("by terms of affinity", () => {
    const [yes, no, perhaps] = ["os Exists", "absent Exists", "elsewhere Exists"].map(requirement);
    assert.ok(yes !== undefined && no !== undefined && perhaps !== undefined);
    const table: readonly (readonly [string, Requirement[][], Answer])[] = [
      ["no term", [], "yes"],
      ["a term without requirements", [[]], "no"],
      ["an empty term beside one that holds", [[], [yes]], "yes"],
      ["all requirements of a term", [[yes, yes]], "yes"],
      ["one of them not", [[yes, no]], "no"],
      ["one of them perhaps", [[yes, perhaps]], "cannot tell"],
      ["one perhaps and one not", [[perhaps, no]], "no"],
      ["one term of two", [[no], [yes]], "yes"],
      ["one term perhaps", [[no], [perhaps]], "cannot tell"],
      ["one term for certain", [[perhaps], [yes]], "yes"],
      ["no term of two", [[no], [no]], "no"],
    ];
    for (const [name, affinity, answer] of table) {
      it(`says ${answer} for ${name}`, () => {
        assert.equal(canBePlaced({ ...unconstrained, affinity }, node), answer);
      });
    }
  });

  describe("by selector", () => {
    const table: readonly (readonly [Record<string, string>, Answer])[] = [
      [{}, "yes"],
      [{ os: "linux" }, "yes"],
      [{ os: "windows" }, "no"],
      [{ os: "linux", absent: "a" }, "no"],
      [{ os: "linux", elsewhere: "a" }, "cannot tell"],
    ];
    for (const [selector, answer] of table) {
      it(`says ${answer} for ${JSON.stringify(selector)}`, () => {
        assert.equal(
          canBePlaced({ ...unconstrained, selector: new Map(Object.entries(selector)) }, node),
          answer,
        );
      });
    }

    it("asks for selector and affinity both", () => {
      const selector = new Map([["os", "linux"]]);
      const affinity = [[requirement("absent Exists")]];
      assert.equal(canBePlaced({ ...unconstrained, selector, affinity }, node), "no");
    });
  });

  describe("by taints", () => {
    const taint: Taint = { key: "os", value: "windows", effect: "NoSchedule" };
    const plain: Taint = { key: "os", value: "", effect: "NoExecute" };
    const table: readonly (readonly [string, Taint[], Toleration[], Answer])[] = [
      ["no taint", [], [], "yes"],
      ["a taint", [taint], [], "no"],
      ["a preference", [{ ...taint, effect: "PreferNoSchedule" }], [], "yes"],
      ["key and value", [taint], [{ key: "os", value: "windows" }], "yes"],
      [
        "key and value, said to be equal",
        [taint],
        [{ key: "os", operator: "Equal", value: "windows" }],
        "yes",
      ],
      ["another value", [taint], [{ key: "os", value: "linux" }], "no"],
      ["no value for one that has one", [taint], [{ key: "os" }], "no"],
      ["no value for one without", [plain], [{ key: "os" }], "yes"],
      ["another key", [taint], [{ key: "team", value: "windows" }], "no"],
      ["a key that exists", [taint], [{ key: "os", operator: "Exists" }], "yes"],
      ["another key that exists", [taint], [{ key: "team", operator: "Exists" }], "no"],
      ["everything", [taint, plain], [{ operator: "Exists" }], "yes"],
      ["everything, with an empty key", [taint], [{ key: "", operator: "Exists" }], "yes"],
      ["no key, but a value", [taint], [{ operator: "Equal", value: "windows" }], "no"],
      ["the effect", [taint], [{ key: "os", operator: "Exists", effect: "NoSchedule" }], "yes"],
      ["another effect", [taint], [{ key: "os", operator: "Exists", effect: "NoExecute" }], "no"],
      ["an empty effect", [taint], [{ key: "os", operator: "Exists", effect: "" }], "yes"],
      ["one of two taints", [taint, plain], [{ key: "os", value: "windows" }], "no"],
      ["each by its own", [taint, plain], [{ key: "os", value: "windows" }, { key: "os" }], "yes"],
    ];
    for (const [name, taints, tolerations, answer] of table) {
      it(`says ${answer} for ${name}`, () => {
        assert.equal(canBePlaced({ ...unconstrained, tolerations }, { ...anyNode, taints }), answer);
      });
    }
  });
});
