import assert from "node:assert/strict";
import fc from "fast-check";
import { isJson, StateCodec } from "../../../../localcloud/engine/state/encode";
import { newState } from "../../../../localcloud/engine/state/resource";
import { secret, type PropertyMap, type PropertyValue } from "../../../../localcloud/wire/values";

/** A codec that hides without the cost of real keys: what is encrypted is told by its beginning. */
function codec(): StateCodec {
  let sealed = 0;
  return new StateCodec({
    salt: "",
    encrypt: (text) => `sealed-${sealed++}:${Buffer.from(text).toString("base64")}`,
    decrypt: (text) => Buffer.from(text.slice(text.indexOf(":") + 1), "base64").toString(),
  });
}

const plain: fc.Arbitrary<PropertyValue> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.string({ unit: "binary" }),
);
const value: fc.Arbitrary<PropertyValue> = fc.letrec<{ value: PropertyValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    plain,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie("value"), { maxKeys: 3, noNullPrototype: true }),
    tie("value").map(secret),
  ),
})).value;
const properties = fc.dictionary(fc.string({ minLength: 1 }), value, { maxKeys: 4, noNullPrototype: true });

const resource = (inputs: PropertyMap, outputs: PropertyMap) =>
  newState({ urn: "urn:pulumi:dev::p::a:b:C::n", type: "a:b:C", custom: true, id: "1", inputs, outputs });

describe("a resource in the state file", () => {
  it("comes back as it was, secrets included, whatever its properties are", () => {
    fc.assert(
      fc.property(properties, properties, (inputs, outputs) => {
        const state = resource(inputs, outputs);
        const text = JSON.stringify(codec().encode(state));
        assert.deepEqual(codec().decode(JSON.parse(text)), state);
      }),
    );
  });

  it("shows no secret in the clear", () => {
    fc.assert(
      fc.property(properties, (inputs) => {
        const state = resource({ ...inputs, deep: { list: [secret("canary-in-the-clear")] } }, {});
        assert.ok(!JSON.stringify(codec().encode(state)).includes("canary-in-the-clear"));
      }),
    );
  });

  it("keeps the ciphertext of a secret that did not change", () => {
    const own = codec();
    const written: unknown = JSON.parse(JSON.stringify(own.encode(resource({ word: secret("x") }, {}))));
    assert.deepEqual(own.encode(own.decode(written)), written);
  });

  it("leaves out what is at its default, as the real engine does", () => {
    const written = codec().encode(newState({ urn: "u", type: "t", custom: false }));
    assert.deepEqual(written, { urn: "u", type: "t", custom: false });
  });

  it("is refused when it is none", () => {
    const message = "the state file holds something that is not a resource: it has no urn or no type";
    for (const wrong of [null, 3, [], {}, { urn: "u" }])
      assert.throws(() => codec().decode(wrong), { message });
    assert.ok(!isJson([]));
  });
});
