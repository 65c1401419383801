import assert from "node:assert/strict";
import { AksPlatform } from "../../../components/aks/platform";
import { base, configOf } from "../../config/base";
import { ofType, only, record } from "../record";

const roleAssignment = "azure-native:authorization:RoleAssignment";
const subnetId =
  "/subscriptions/sub/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/nodes";
const vaultId = "/subscriptions/sub/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/v";
const kubeletIdentityId =
  "/subscriptions/sub/resourceGroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes";
const keyId = `https://v.vault.azure.net/keys/k/${"0".repeat(32)}`;

async function recordWith(change: object) {
  const config = configOf({ ...base, ...change });
  const { registrations } = await record(() => new AksPlatform(config.name, config));
  return registrations;
}

describe("the identity of the control plane", () => {
  it("may work in the subnet, and nowhere else", async () => {
    const registrations = await recordWith({ network: { existingSubnetId: subnetId } });
    assert.partialDeepStrictEqual(only(registrations, roleAssignment).inputs, {
      principalType: "ServicePrincipal",
      scope: subnetId,
      roleDefinitionId:
        "/subscriptions/sub/providers/Microsoft.Authorization/roleDefinitions/4d97b98b-1d4f-4787-a291-c67834d212e7",
    });
  });

  it("may work in the subnet of the API server, under another name than in that of the nodes", async () => {
    const vnet = {
      addressSpace: "10.64.0.0/16",
      nodeSubnetPrefix: "10.64.0.0/20",
      apiServerSubnetPrefix: "10.64.16.0/28",
    };
    const registrations = await recordWith({ network: { vnet } });
    const rights = ofType(registrations, roleAssignment).map(({ inputs }) => inputs);
    assert.deepEqual(rights.map(({ scope }) => scope).sort(), [
      "/id/mullion-dev-network-api-server",
      "/id/mullion-dev-network-nodes",
    ]);
    assert.equal(new Set(rights.map(({ roleAssignmentName }) => roleAssignmentName)).size, 2);
    const subnet = ofType(registrations, "azure-native:network:Subnet").find(
      ({ name }) => name === "mullion-dev-network-api-server",
    );
    assert.partialDeepStrictEqual(subnet?.inputs, {
      subnetName: "api-server",
      addressPrefix: "10.64.16.0/28",
      delegations: [{ name: "aks", serviceName: "Microsoft.ContainerService/managedClusters" }],
    });
    const cluster = only(registrations, "azure-native:containerservice:ManagedCluster");
    assert.deepEqual(cluster.inputs["apiServerAccessProfile"], {
      enablePrivateCluster: false,
      authorizedIPRanges: [],
      enableVnetIntegration: true,
      subnetId: "/id/mullion-dev-network-api-server",
    });
  });

  it("may give nodes the identity that they act as", async () => {
    const registrations = await recordWith({ identity: { kubeletIdentityId } });
    const right = ofType(registrations, roleAssignment).find(
      ({ inputs }) => inputs["scope"] === kubeletIdentityId,
    );
    assert.equal(
      right?.inputs["roleDefinitionId"],
      "/subscriptions/sub/providers/Microsoft.Authorization/roleDefinitions/f1a07417-d97a-45cb-824c-7a7467783830",
    );
    const cluster = only(registrations, "azure-native:containerservice:ManagedCluster");
    assert.deepEqual(cluster.inputs["identityProfile"], {
      kubeletidentity: { resourceId: kubeletIdentityId },
    });
    assert.ok(cluster.dependencies.includes(right.urn), "the right is there before the cluster");
  });

  it("may use the key that encrypts secrets", async () => {
    const registrations = await recordWith({ encryption: { keyId, vaultId } });
    const scopes = ofType(registrations, roleAssignment).map(({ inputs }) => inputs["scope"]);
    assert.deepEqual(scopes.sort(), ["/id/mullion-dev-network-nodes", vaultId]);
  });

  it("has its rights before the cluster is made", async () => {
    const registrations = await recordWith({ encryption: { keyId, vaultId } });
    const rights = ofType(registrations, roleAssignment).map(({ urn }) => urn);
    const { dependencies } = only(registrations, "azure-native:containerservice:ManagedCluster");
    for (const urn of rights) assert.ok(dependencies.includes(urn), urn);
  });

  it("keeps its tags, because a preview that changes them would show the rights as replaced", async () => {
    const registrations = await recordWith({});
    const { ignoreChanges } = only(registrations, "azure-native:managedidentity:UserAssignedIdentity");
    assert.deepEqual(ignoreChanges, ["tags"]);
  });
});
