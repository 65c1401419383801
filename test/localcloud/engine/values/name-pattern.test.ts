import assert from "node:assert/strict";
import fc from "fast-check";
import { nameFrom } from "../../../../localcloud/engine/values/name-pattern";

const KINDS: Readonly<Record<string, RegExp>> = {
  hex: /^[0-9a-f]*$/u,
  alphanum: /^[a-z0-9]*$/u,
  string: /^[a-z]*$/u,
  num: /^[0-9]*$/u,
};

describe("a name pattern", () => {
  it("gives random parts of the asked kind and length", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(KINDS)), fc.integer({ min: 1, max: 40 }), (kind, length) => {
        const { name, random } = nameFrom(`\${${kind}(${length})}`, "web");
        assert.ok(random);
        assert.equal(name.length, length);
        assert.match(name, KINDS[kind] ?? /^$/u);
      }),
    );
  });

  it("puts the logical name in as it is, and leaves other text alone", () => {
    assert.deepEqual(nameFrom("a-${name}-${other}-$&", "web $& ${hex(3)}"), {
      name: "a-web $& ${hex(3)}-${other}-$&",
      random: false,
    });
  });

  it("knows uuid", () => {
    assert.match(nameFrom("${uuid}", "web").name, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u);
  });
});
