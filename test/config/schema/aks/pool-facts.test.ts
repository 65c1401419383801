import assert from "node:assert/strict";
import { maxPodsOf, nodeCounts } from "../../../../config/schema/aks/pool-facts";
import { base, configOf, withLinuxPool } from "../../base";

function countsOf(change: object) {
  const [pool] = configOf(withLinuxPool(change)).nodePools;
  assert.ok(pool !== undefined);
  return nodeCounts(pool);
}

describe("nodeCounts", () => {
  it("has the count twice, and a third more in an upgrade", () => {
    assert.deepEqual(countsOf({ count: 4 }), { min: 4, max: 4, surge: 2 });
  });

  it("has the bounds of the autoscaler, and the surge of the larger one", () => {
    const autoscale = { min: 1, max: 10 };
    assert.deepEqual(countsOf({ count: undefined, autoscale }), { min: 1, max: 10, surge: 4 });
  });

  it("takes a surge in nodes as it is", () => {
    assert.equal(countsOf({ count: 4, upgrade: { maxSurge: "3" } }).surge, 3);
  });

  it("knows that spot pools do not surge", () => {
    assert.equal(countsOf({ count: 4, spot: {} }).surge, 0);
  });

  it("counts the system pool, which is never spot", () => {
    assert.deepEqual(nodeCounts(configOf().systemPool), { min: 3, max: 3, surge: 1 });
  });
});

describe("maxPodsOf", () => {
  const pool = configOf().systemPool;

  it("is 110 in overlay mode and 30 where pods share the subnet", () => {
    assert.equal(maxPodsOf(pool, configOf().network), 110);
    assert.equal(maxPodsOf(pool, configOf({ ...base, network: { mode: "nodeSubnet" } }).network), 30);
  });

  it("is what the pool says", () => {
    assert.equal(maxPodsOf({ ...pool, maxPods: 60 }, configOf().network), 60);
  });
});
