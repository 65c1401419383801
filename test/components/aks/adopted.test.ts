import assert from "node:assert/strict";
import { base } from "../../config/base";
import { configOf } from "../../config/base";
import { recordProgram } from "../program";

const [linux, windows] = base.nodePools;
const adopted = { resourceGroup: "legacy-rg", cluster: "old", managedNetwork: true, keep: ["dnsPrefix"] };
const values = {
  ...base,
  inCluster: { guardrails: { mode: "Off" } },
  adopted,
  nodePools: [linux, { ...windows, adopted: { name: "npwin", keep: ["nodeTaints"] } }],
};

describe("a stack that has taken over an AKS cluster", () => {
  it("makes nothing in Azure but cluster and pools, by their own names", async () => {
    const registrations = await recordProgram(configOf(values));
    const azure = registrations.filter(({ type }) => type.startsWith("azure-native:"));
    assert.deepEqual(
      azure.map(({ type, inputs }) => [
        type.split(":").at(-1),
        inputs["resourceGroupName"],
        inputs["agentPoolName"] ?? inputs["resourceName"],
      ]),
      [
        ["ManagedCluster", "legacy-rg", "old"],
        ["AgentPool", "legacy-rg", "linuxa"],
        ["AgentPool", "legacy-rg", "npwin"],
      ],
    );
  });

  it("leaves as it is what keep names, and goes on saying the rest", async () => {
    const registrations = await recordProgram(configOf(values));
    const of = (end: string) => registrations.find(({ urn }) => urn.endsWith(end));
    assert.ok(of("-cluster-aks")?.ignoreChanges.includes("dnsPrefix"));
    assert.deepEqual(of("-pool-wina-agents")?.ignoreChanges, ["nodeTaints"]);
    assert.deepEqual(of("-pool-linuxa-agents")?.ignoreChanges, []);
  });

  it("says nothing that an import does not have: no empty lists, no subnet, no identity of its own", async () => {
    const registrations = await recordProgram(configOf(values));
    const cluster = registrations.find(({ type }) => type.endsWith(":ManagedCluster"))?.inputs ?? {};
    assert.deepEqual(cluster["identity"], { type: "SystemAssigned" });
    // Somebody else may have logs on, and a word about them would switch them off.
    for (const name of ["tags", "addonProfiles"]) assert.equal(cluster[name], undefined, name);
    const pool = registrations.find(({ urn }) => urn.endsWith("-pool-wina-agents"))?.inputs ?? {};
    for (const name of ["availabilityZones", "tags", "vnetSubnetID"])
      assert.equal(pool[name], undefined, name);
  });
});
