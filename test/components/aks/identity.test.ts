import assert from "node:assert/strict";
import { AksPlatform } from "../../../components/aks/platform";
import { base, configOf } from "../../config/base";
import { ofType, only, record } from "../record";

const roleAssignment = "azure-native:authorization:RoleAssignment";
const subnetId =
  "/subscriptions/sub/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/hub/subnets/nodes";
const vaultId = "/subscriptions/sub/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/v";
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
