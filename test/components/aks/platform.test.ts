import assert from "node:assert/strict";
import { AksPlatform } from "../../../components/aks/platform";
import type { AksConfig } from "../../../config/schema/aks";
import { containsSecret } from "../../../localcloud/wire/values";
import { base, configOf } from "../../config/base";
import { ofType, only, plainInputs, record, valueOf } from "../record";

const managedCluster = "azure-native:containerservice:ManagedCluster";
const agentPool = "azure-native:containerservice:AgentPool";

const recordPlatform = (config: AksConfig = configOf()) => record(() => new AksPlatform(config.name, config));

describe("AksPlatform", () => {
  it("registers a resource group, a network, one cluster and a pool for each entry of the configuration", async () => {
    const { registrations } = await recordPlatform();
    assert.deepEqual(registrations.map(({ type, name }) => `${type} ${name}`).sort(), [
      "azure-native:authorization:RoleAssignment mullion-dev-identity-subnet",
      "azure-native:containerservice:AgentPool mullion-dev-pool-linuxa-agents",
      "azure-native:containerservice:AgentPool mullion-dev-pool-wina-agents",
      "azure-native:containerservice:ManagedCluster mullion-dev-cluster-aks",
      "azure-native:managedidentity:UserAssignedIdentity mullion-dev-identity-identity",
      "azure-native:network:Subnet mullion-dev-network-nodes",
      "azure-native:network:VirtualNetwork mullion-dev-network-vnet",
      "azure-native:resources:ResourceGroup mullion-dev-group",
      "mullion:aks:Cluster mullion-dev-cluster",
      "mullion:aks:Identity mullion-dev-identity",
      "mullion:aks:Network mullion-dev-network",
      "mullion:aks:NodePool mullion-dev-pool-linuxa",
      "mullion:aks:NodePool mullion-dev-pool-wina",
      "mullion:aks:Platform mullion-dev",
      "pulumi:providers:kubernetes mullion-dev-cluster-kubernetes",
      "random:index/randomPassword:RandomPassword mullion-dev-cluster-windows-admin-password",
    ]);
  });

  it("keeps the Windows password secret in the cluster's inputs", async () => {
    const { registrations } = await recordPlatform();
    const { inputs } = only(registrations, managedCluster);
    assert.ok(containsSecret(inputs["windowsProfile"]));
  });

  it("never plans a replacement of the cluster for another password", async () => {
    const { registrations } = await recordPlatform();
    assert.deepEqual(only(registrations, managedCluster).ignoreChanges, ["windowsProfile.adminPassword"]);
  });

  it("protects the cluster in every environment but dev", async () => {
    for (const environment of ["dev", "test", "staging", "prod"]) {
      const { registrations } = await recordPlatform(configOf({ ...base, environment }));
      assert.equal(only(registrations, managedCluster).protect, environment !== "dev", environment);
    }
  });

  it("puts exactly one Linux system pool into the cluster", async () => {
    const { registrations } = await recordPlatform();
    const inputs = plainInputs(only(registrations, managedCluster));
    assert.partialDeepStrictEqual(inputs, {
      agentPoolProfiles: [{ name: "system", mode: "System", osType: "Linux" }],
    });
  });

  it("gives a Windows pool its release, its slot letter, its labels and its taint", async () => {
    const { registrations } = await recordPlatform();
    const [, windows] = ofType(registrations, agentPool);
    assert.ok(windows);
    assert.partialDeepStrictEqual(windows.inputs, {
      agentPoolName: "wina",
      osType: "Windows",
      osSKU: "Windows2022",
      mode: "User",
      nodeLabels: { "mullion/pool": "win", "mullion/slot": "a" },
      nodeTaints: ["os=windows:NoSchedule"],
    });
  });

  it("gives the Kubernetes provider secret credentials and the identity of the cluster", async () => {
    const { registrations } = await recordPlatform();
    const { inputs } = only(registrations, "pulumi:providers:kubernetes");
    assert.ok(containsSecret(inputs["kubeconfig"]));
    assert.equal(inputs["clusterIdentifier"], "/id/mullion-dev-cluster-aks");
  });

  it("hands on name, version and pools with their host builds", async () => {
    const { result } = await recordPlatform();
    assert.equal(await valueOf(result.clusterName), "mullion-dev");
    assert.equal(await valueOf(result.kubernetesVersion), "1.36.2");
    assert.deepEqual(
      result.pools.map(({ name, physicalName, os, release, hostBuild }) => [
        name,
        physicalName,
        os,
        release,
        hostBuild,
      ]),
      [
        ["linux", "linuxa", "Linux", undefined, undefined],
        ["win", "wina", "Windows", "2022", 20348],
      ],
    );
  });
});
