import assert from "node:assert/strict";
import { ExpiringStore } from "../../../../fleet/serve/sign-in/expiring-store";

describe("a store of things that expire", () => {
  it("forgets a value when its time is over", () => {
    const clock = { now: 0 };
    const store = new ExpiringStore<string>(10, 5, () => clock.now);
    store.set("a", "x");
    clock.now = 9_999;
    assert.equal(store.get("a"), "x");
    clock.now = 10_000;
    assert.equal(store.get("a"), undefined);
    assert.equal(store.take("a"), undefined);
  });

  it("gives a value away once", () => {
    const store = new ExpiringStore<string>(10, 5);
    store.set("a", "x");
    assert.equal(store.take("a"), "x");
    assert.equal(store.take("a"), undefined);
  });

  it("never holds more than it may: the oldest goes", () => {
    const store = new ExpiringStore<number>(10, 3);
    for (let key = 1; key <= 5; key++) store.set(String(key), key);
    assert.deepEqual(
      ["1", "2", "3", "4", "5"].map((key) => store.get(key)),
      [undefined, undefined, 3, 4, 5],
    );
  });
});
