import assert from "node:assert/strict";
import { settle } from "../../adopt";

const path = { resourceGroupName: "Legacy-RG", resourceName: "old" };
const cluster = {
  type: "azure-native:containerservice:ManagedCluster",
  inputs: { ...path, agentPoolProfiles: [{ name: "npwin" }, { name: "system" }] },
};
const pool = {
  type: "azure-native:containerservice/v20250901:AgentPool",
  inputs: { resourceGroupName: "legacy-rg", resourceName: "old", agentPoolName: "npwin" },
};

describe("settle", () => {
  it("takes the copies of pools out that the state has as resources of their own", () => {
    const { resources, removed } = settle([cluster, pool]);
    assert.deepEqual(removed, ["npwin"]);
    assert.deepEqual(resources, [
      { ...cluster, inputs: { ...path, agentPoolProfiles: [{ name: "system" }] } },
      pool,
    ]);
  });

  it("leaves a pool inline that is nowhere else, also one of another cluster's name", () => {
    const other = { ...pool, inputs: { ...pool.inputs, resourceName: "another" } };
    assert.deepEqual(settle([cluster, other]), { resources: [cluster, other], removed: [] });
  });

  it("does nothing the second time, and to nothing else", () => {
    const once = settle([cluster, pool, { type: "aws:eks/cluster:Cluster" }, "?"]);
    assert.deepEqual(settle(once.resources), { resources: once.resources, removed: [] });
  });
});
