import assert from "node:assert/strict";
import { settle, withNamedInputs } from "../../adopt";

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

describe("inputs of imported resources", () => {
  const urn =
    "urn:pulumi:legacy::mullion::mullion:aks:Platform$azure-native:containerservice:AgentPool::m-pool";
  const root = { urn: "urn:pulumi:legacy::mullion::pulumi:pulumi:Stack::mullion-legacy", inputs: { a: 1 } };
  const file = {
    nameTable: {},
    resources: [
      { type: "mullion:aks:Platform", name: "m", component: true as const },
      {
        type: "azure-native:containerservice:AgentPool",
        ...{ name: "m-pool", parent: "m", id: "/x", properties: ["vmSize", "count"] },
      },
    ],
  };

  it("are those that the import file names, and those of the engine", () => {
    const inputs = { vmSize: "s", powerState: { code: "Running" }, __defaults: [] };
    const outputs = { powerState: { code: "Running" } };
    assert.deepEqual(withNamedInputs([root, { urn, inputs, outputs }], file), [
      root,
      { urn, inputs: { vmSize: "s", __defaults: [] }, outputs },
    ]);
  });

  it("stay as they are where the file names none, and in resources that it does not have", () => {
    const resources = [root, { urn: `${urn}2`, inputs: { powerState: 1 } }, "?"];
    assert.deepEqual(withNamedInputs(resources, file), resources);
    const [, pool] = file.resources;
    const all = { ...file, resources: [...file.resources.slice(0, 1), { ...pool, properties: undefined }] };
    const own = [root, { urn, inputs: { powerState: 1 } }];
    assert.deepEqual(withNamedInputs(own, JSON.parse(JSON.stringify(all)) as typeof file), own);
  });
});
