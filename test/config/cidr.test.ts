import assert from "node:assert/strict";
import fc from "fast-check";
import type { Cidr } from "../../config/cidr";
import { contains, overlap, parseCidr, parseIp, sizeOf } from "../../config/cidr";

function range(text: string): Cidr {
  const parsed = parseCidr(text);
  assert.ok(parsed, text);
  return parsed;
}

describe("parseIp", () => {
  it("reads addresses as numbers", () => {
    assert.equal(parseIp("0.0.0.0"), 0);
    assert.equal(parseIp("10.0.0.10"), 10 * 2 ** 24 + 10);
    assert.equal(parseIp("255.255.255.255"), 2 ** 32 - 1);
  });

  for (const text of [
    "",
    "10.0.0",
    "10.0.0.0.0",
    "10.0.0.256",
    "10.0.0.01",
    "10.0.0.-1",
    "10.0.0.a",
    " 10.0.0.1",
  ]) {
    it(`refuses "${text}"`, () => {
      assert.equal(parseIp(text), undefined);
    });
  }
});

describe("parseCidr", () => {
  it("reads ranges", () => {
    assert.deepEqual(range("10.0.0.0/16"), {
      first: 10 * 2 ** 24,
      last: 10 * 2 ** 24 + 65535,
      prefixLength: 16,
    });
    assert.equal(sizeOf(range("0.0.0.0/0")), 2 ** 32);
    assert.equal(sizeOf(range("10.0.0.1/32")), 1);
  });

  for (const text of [
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/08",
    "10.0.0.1/31",
    "10.0.0.0/16/8",
    "/16",
  ]) {
    it(`refuses "${text}"`, () => {
      assert.equal(parseCidr(text), undefined);
    });
  }
});

describe("ranges", () => {
  it("overlap exactly when one contains the other, as ranges with a common prefix do", () => {
    const anyRange = fc
      .tuple(fc.nat({ max: 2 ** 16 - 1 }), fc.integer({ min: 0, max: 32 }))
      .map(([seed, bits]) => {
        const size = 2 ** (32 - bits);
        const first = Math.floor((seed * 65537) / size) * size;
        return { first, last: first + size - 1, prefixLength: bits };
      });
    fc.assert(
      fc.property(anyRange, anyRange, (a, b) => {
        assert.equal(overlap(a, b), contains(a, b) || contains(b, a));
        assert.equal(overlap(a, b), overlap(b, a));
      }),
    );
  });

  it("that touch do not overlap", () => {
    assert.equal(overlap(range("10.0.0.0/24"), range("10.0.1.0/24")), false);
    assert.equal(overlap(range("10.0.0.0/24"), range("10.0.0.255/32")), true);
  });
});
