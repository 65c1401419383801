import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import {
  containsSecret,
  containsUnknown,
  fromStruct,
  secret,
  SIGNATURE,
  Signature,
  toStruct,
  UNKNOWN,
  unwrapSecrets,
} from "../../../localcloud/wire/values";
import type { PropertyMap } from "../../../localcloud/wire/values";

// The maps of google-protobuf lose a key that is called "__proto__", and so do the SDK and every other user of them.
const key = fc.string().filter((name) => name !== "__proto__");
const anyProperties = fc.dictionary(
  key,
  fc.jsonValue().filter((value) => !JSON.stringify(value).includes("__proto__")),
) as fc.Arbitrary<PropertyMap>;

describe("property values", () => {
  it("survive the way over the wire", () => {
    fc.assert(
      fc.property(anyProperties, (properties) => {
        const bytes = toStruct(properties).serializeBinary();
        // By fields, not by prototypes; and -0 arrives as -0.
        assert.deepEqual(fromStruct(Struct.deserializeBinary(bytes)), structuredClone({ ...properties }));
      }),
    );
  });

  it("leave out what is undefined and have nothing when there is no message", () => {
    assert.deepEqual(fromStruct(toStruct({ kept: null, dropped: undefined } as unknown as PropertyMap)), {
      kept: null,
    });
    assert.deepEqual(fromStruct(undefined), {});
  });

  it("are unwrapped at any depth, secrets within secrets too", () => {
    const value = { a: secret([secret("x"), { b: secret(null) }]), c: 1 };
    assert.deepEqual(unwrapSecrets(value), { a: ["x", { b: null }], c: 1 });
    assert.equal(containsSecret(value), true);
    assert.equal(containsSecret(unwrapSecrets(value)), false);
  });

  it("do not become more secret by being marked twice", () => {
    assert.deepEqual(secret(secret("x")), secret("x"));
  });

  it("are known to be unknown anywhere inside, in output values and in secrets too", () => {
    assert.equal(containsUnknown({ a: [{ b: UNKNOWN }] }), true);
    assert.equal(containsUnknown(secret(UNKNOWN)), true);
    assert.equal(containsUnknown({ [SIGNATURE]: Signature.Output, secret: true }), true);
    assert.equal(containsUnknown({ [SIGNATURE]: Signature.Output, value: 1 }), false);
    assert.equal(containsUnknown({ a: ["known"] }), false);
    assert.equal(containsUnknown(undefined), false);
  });
});
