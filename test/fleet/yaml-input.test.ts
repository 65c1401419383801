import assert from "node:assert/strict";
import * as v from "valibot";
import { readYaml } from "../../fleet/yaml-input";

const schema = v.strictObject({
  name: v.string("must be text"),
  list: v.optional(v.array(v.number("must be a number"), "must be a list of numbers")),
});

const read = (text: string) => readYaml(text, "input.yaml", schema, "docs/page.md");

describe("a YAML input", () => {
  it("is read by its schema", () => {
    assert.deepEqual(read("name: x\nlist: [1, 2]"), { name: "x", list: [1, 2] });
  });

  const wrong: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "a missing key, an unknown one and two wrong values",
      'list: [1, "two"]\nnmae: hush',
      [
        "input.yaml: name: is missing; set it (docs/page.md)",
        'input.yaml: list[1]: must be a number, got "two" (docs/page.md)',
        "input.yaml: nmae: is not known here; remove it or correct its name (docs/page.md)",
      ],
    ],
    ["nothing at all", "", ["input.yaml: name: is missing; set it (docs/page.md)"]],
    [
      "a long value",
      `name: [${"1, ".repeat(40)}1]`,
      [`input.yaml: name: must be text, got [${"1,".repeat(29)}1… (docs/page.md)`],
    ],
  ];
  for (const [what, text, lines] of wrong) {
    it(`with ${what} is refused with one line each`, () => {
      assert.throws(() => read(text), { name: "InputError", message: lines.join("\n") });
    });
  }

  it("that is no YAML is refused with its line and without its text", () => {
    assert.throws(
      () => read("name: x\nlist: [hush"),
      (error: unknown) => {
        assert.ok(error instanceof Error);
        assert.match(error.message, /^input\.yaml: line 2: is not valid YAML: .* \(docs\/page\.md\)$/);
        assert.doesNotMatch(error.message, /hush/);
        return true;
      },
    );
  });

  it("with a key that stands twice is refused", () => {
    assert.throws(() => read("name: x\nname: y"), /line 2: is not valid YAML: map keys must be unique/);
  });
});
