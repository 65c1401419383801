import assert from "node:assert/strict";
import { clusterChangeOptions, poolChangeOptions } from "../../../components/aks/change-options";
import { base, configOf, withLinuxPool, withWindowsPool } from "../../config/base";

function poolOptions(values: Readonly<Record<string, unknown>>, index: number) {
  const pool = configOf(values).nodePools[index];
  assert.ok(pool);
  return poolChangeOptions(pool);
}

describe("clusterChangeOptions", () => {
  const options = (systemPool: object) =>
    clusterChangeOptions(
      configOf({ ...base, systemPool: { vmSize: "Standard_D4s_v5", ...systemPool } }).systemPool,
    );

  it("replaces the cluster for what Azure refuses to change, the inline pool's size among it", () => {
    const { replaceOnChanges } = options({ count: 3 });
    for (const path of [
      "agentPoolProfiles[0].vmSize",
      "enableRBAC",
      "apiServerAccessProfile.enablePrivateCluster",
      "apiServerAccessProfile.enableVnetIntegration",
      "apiServerAccessProfile.subnetId",
    ]) {
      assert.ok(replaceOnChanges.includes(path), path);
    }
  });

  it("does not replace it for what Azure changes in place", () => {
    const { replaceOnChanges } = options({ count: 3 });
    for (const path of [
      "agentPoolProfiles[0].count",
      "agentPoolProfiles[0].orchestratorVersion",
      "kubernetesVersion",
      "tags",
    ]) {
      assert.ok(!replaceOnChanges.includes(path), path);
    }
  });

  it("deletes the old cluster first, since the names are fixed", () => {
    assert.equal(options({ count: 3 }).deleteBeforeReplace, true);
  });

  it("leaves the number of nodes to the autoscaler, when there is one", () => {
    assert.deepEqual(options({ count: 3 }).ignoreChanges, ["windowsProfile.adminPassword"]);
    assert.deepEqual(options({ autoscale: { min: 1, max: 3 } }).ignoreChanges, [
      "windowsProfile.adminPassword",
      "agentPoolProfiles[0].count",
    ]);
  });
});

describe("poolChangeOptions", () => {
  it("replaces a Windows pool for another release", () => {
    const { replaceOnChanges, deleteBeforeReplace } = poolOptions(base, 1);
    assert.ok(replaceOnChanges.includes("osSKU"));
    assert.ok(replaceOnChanges.includes("enableFIPS"));
    assert.ok(replaceOnChanges.includes("maxPods"));
    assert.equal(deleteBeforeReplace, true);
  });

  it("does not replace a Linux pool for another distribution or for FIPS, which Azure changes in place", () => {
    const { replaceOnChanges } = poolOptions(base, 0);
    assert.ok(!replaceOnChanges.includes("osSKU"));
    assert.ok(!replaceOnChanges.includes("enableFIPS"));
    assert.ok(replaceOnChanges.includes("maxPods"));
  });

  it("leaves the number of nodes to the autoscaler, when there is one", () => {
    const autoscaled = { count: undefined, autoscale: { min: 0, max: 3 } };
    assert.deepEqual(poolOptions(base, 1).ignoreChanges, []);
    assert.deepEqual(poolOptions(withWindowsPool(autoscaled), 1).ignoreChanges, ["count"]);
    assert.deepEqual(poolOptions(withLinuxPool(autoscaled), 0).ignoreChanges, ["count"]);
  });
});
