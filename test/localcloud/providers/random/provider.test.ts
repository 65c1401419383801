import * as assert from "node:assert/strict";
import * as bcrypt from "bcryptjs";
import * as fc from "fast-check";
import { without } from "../../../../localcloud/clouds/json";
import { RandomProvider } from "../../../../localcloud/providers/random/provider";
import type { PropertyMap } from "../../../../localcloud/wire/values";
import { UNKNOWN, isSecret, secret } from "../../../../localcloud/wire/values";

const passwordType = "random:index/randomPassword:RandomPassword";

describe("the random stand-in", () => {
  const provider = new RandomProvider();
  const identity = (type: string) => ({
    type,
    name: "password",
    urn: `urn:pulumi:dev::shop::${type}::password`,
  });
  const create = (properties: PropertyMap, type = passwordType, preview = false) =>
    provider.create({ ...identity(type), properties, preview, timeoutSeconds: 0 });
  const reasons = (news: PropertyMap, type = passwordType) =>
    (
      provider.check({ ...identity(type), olds: {}, news, randomSeed: new Uint8Array(32) }).failures ?? []
    ).map(({ property, reason }) => `${property}: ${reason}`);
  const diff = (oldInputs: PropertyMap, news: PropertyMap) =>
    provider.diff({ ...identity(passwordType), id: "none", olds: {}, oldInputs, news, ignoreChanges: [] });

  function passwordOf(properties: PropertyMap): string {
    const { result } = properties;
    assert.ok(isSecret(result) && typeof result.value === "string");
    return result.value;
  }

  it("makes passwords that hold what is asked for, and nothing else", () => {
    const least = fc.nat({ max: 4 });
    const options = fc.record({
      length: fc.integer({ min: 16, max: 80 }),
      minLower: least,
      minUpper: least,
      minNumeric: least,
      minSpecial: least,
    });
    fc.assert(
      fc.property(options, (inputs) => {
        const password = passwordOf(create(inputs).properties);
        const count = (pattern: RegExp) => [...password.matchAll(pattern)].length;
        assert.equal(password.length, inputs.length);
        assert.ok(
          count(/[a-z]/g) >= inputs.minLower &&
            count(/[A-Z]/g) >= inputs.minUpper &&
            count(/\d/g) >= inputs.minNumeric,
        );
        assert.ok(count(/[!@#$%&*()\-_=+[\]{}<>:?]/g) >= inputs.minSpecial);
        assert.match(password, /^[\w!@#$%&*()\-=+[\]{}<>:?]+$/);
      }),
      { numRuns: 25 },
    );
  });

  it("leaves out classes that are off, and takes other special characters", () => {
    assert.match(
      passwordOf(create({ length: 40, special: false, upper: false }).properties),
      /^[a-z0-9]{40}$/,
    );
    assert.match(
      passwordOf(
        create({ length: 40, overrideSpecial: "~", lower: false, upper: false, numeric: false }).properties,
      ),
      /^~{40}$/,
    );
    assert.match(
      passwordOf(create({ length: 40, number: false, special: false }).properties),
      /^[a-zA-Z]{40}$/,
    );
  });

  it("never makes the same password twice", () => {
    assert.notEqual(
      passwordOf(create({ length: 20 }).properties),
      passwordOf(create({ length: 20 }).properties),
    );
  });

  it("keeps the password and its hash secret, and the hash fits", () => {
    const { id, properties } = create({ length: 20 });
    const { bcryptHash } = properties;
    assert.equal(id, "none");
    assert.ok(isSecret(bcryptHash) && typeof bcryptHash.value === "string");
    assert.ok(bcrypt.compareSync(passwordOf(properties), bcryptHash.value));
  });

  it("tells the settled options", () => {
    const { properties } = create({ length: 20, keepers: { version: "1" } });
    const settled = without(properties, ["result", "bcryptHash"]);
    assert.deepEqual(settled, {
      length: 20,
      keepers: { version: "1" },
      lower: true,
      upper: true,
      numeric: true,
      number: true,
      special: true,
      minLower: 0,
      minUpper: 0,
      minNumeric: 0,
      minSpecial: 0,
    });
  });

  it("knows no password in a preview", () => {
    const { id, properties } = create({ length: 20 }, passwordType, true);
    assert.deepEqual([id, properties["result"], properties["bcryptHash"]], ["", UNKNOWN, UNKNOWN]);
  });

  it("replaces on any change, and on none otherwise", () => {
    const olds = { length: 20, keepers: { version: "1" } };
    assert.deepEqual(diff(olds, { length: 20, keepers: { version: "2" } }).replaces, ["keepers"]);
    assert.deepEqual(diff(olds, { length: 20 }).detailedDiff, {
      keepers: { kind: "delete-replace", inputDiff: true },
    });
    assert.equal(diff(olds, { ...olds, length: secret(20) }).changes, "none");
  });

  it("finds what is wrong with the inputs", () => {
    assert.deepEqual(reasons({}), ["length: missing required property 'length'"]);
    assert.deepEqual(reasons({ length: 0 }), [": length must be at least 1, got 0"]);
    assert.deepEqual(reasons({ length: 3, minLower: 2, minUpper: 2 }), [
      ": length 3 is less than the 4 characters that minLower, minUpper, minNumeric and minSpecial ask for",
    ]);
    assert.deepEqual(reasons({ length: 8, lower: false, upper: false, numeric: false, special: false }), [
      ": at least one of lower, upper, numeric and special must be true",
    ]);
    assert.deepEqual(reasons({ length: "8", colour: "red" }), [
      "length: must be a whole number",
      "colour: unknown property 'colour'",
    ]);
    assert.deepEqual(reasons({ length: UNKNOWN }), []);
  });

  it("makes ids in four forms of the same bytes", () => {
    const { id, properties } = create({ byteLength: 8, prefix: "x-" }, "random:index/randomId:RandomId");
    const bytes = Buffer.from(id, "base64url");
    assert.equal(bytes.length, 8);
    assert.deepEqual(
      [properties["hex"], properties["dec"], properties["b64Url"]],
      [`x-${bytes.toString("hex")}`, `x-${BigInt(`0x${bytes.toString("hex")}`).toString()}`, `x-${id}`],
    );
  });

  it("refuses types that it does not know, by name", () => {
    assert.throws(
      () => create({}, "random:index/randomPet:RandomPet"),
      /does not support resources of type random:index\/randomPet:RandomPet; it supports random:index\/randomPassword:RandomPassword/,
    );
  });
});
