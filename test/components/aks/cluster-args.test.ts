import assert from "node:assert/strict";
import { managedClusterArgs } from "../../../components/aks/cluster-args";
import { aksNames } from "../../../components/names";
import { base, configOf } from "../../config/base";

function argsOf(change: object = {}, logWorkspaceId?: string) {
  const config = configOf({ ...base, ...change });
  return managedClusterArgs({
    config,
    names: aksNames(config.name),
    resourceGroupName: "group",
    nodeSubnetId: "/subnet",
    identityId: "/identity",
    windowsAdminPassword: "password",
    ...(logWorkspaceId === undefined ? {} : { logWorkspaceId }),
  });
}

describe("managedClusterArgs", () => {
  it("makes a cluster that takes Windows pools, with everything that Azure could choose by itself said", () => {
    assert.deepEqual(argsOf(), {
      resourceGroupName: "group",
      resourceName: "mullion-dev",
      location: "westeurope",
      nodeResourceGroup: "mullion-dev-nodes-rg",
      dnsPrefix: "mullion-dev",
      kubernetesVersion: "1.36",
      sku: { name: "Base", tier: "Standard" },
      supportPlan: "KubernetesOfficial",
      enableRBAC: true,
      identity: { type: "UserAssigned", userAssignedIdentities: ["/identity"] },
      disableLocalAccounts: false,
      oidcIssuerProfile: { enabled: true },
      apiServerAccessProfile: { enablePrivateCluster: false, authorizedIPRanges: [] },
      autoUpgradeProfile: { upgradeChannel: "none", nodeOSUpgradeChannel: "NodeImage" },
      networkProfile: {
        networkPlugin: "azure",
        networkDataplane: "azure",
        networkPolicy: "none",
        loadBalancerSku: "standard",
        outboundType: "loadBalancer",
        serviceCidr: "10.0.0.0/16",
        dnsServiceIP: "10.0.0.10",
        networkPluginMode: "overlay",
        podCidr: "10.244.0.0/16",
      },
      securityProfile: { workloadIdentity: { enabled: true } },
      addonProfiles: { omsagent: { enabled: false } },
      azureMonitorProfile: { metrics: { enabled: false } },
      windowsProfile: { adminUsername: "mullionadmin", adminPassword: "password", licenseType: "None" },
      agentPoolProfiles: [
        {
          name: "system",
          mode: "System",
          type: "VirtualMachineScaleSets",
          osType: "Linux",
          osSKU: "Ubuntu",
          orchestratorVersion: "1.36",
          vmSize: "Standard_D4s_v5",
          enableAutoScaling: false,
          count: 3,
          maxPods: 110,
          osDiskSizeGB: 128,
          osDiskType: "Managed",
          availabilityZones: [],
          vnetSubnetID: "/subnet",
          nodeTaints: [],
          upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 30, nodeSoakDurationInMinutes: 0 },
        },
      ],
      tags: {},
    });
  });

  it("says nothing of overlay in nodeSubnet mode", () => {
    const { networkProfile } = argsOf({ network: { mode: "nodeSubnet" } });
    assert.equal(Object.hasOwn(networkProfile ?? {}, "networkPluginMode"), false);
    assert.equal(Object.hasOwn(networkProfile ?? {}, "podCidr"), false);
  });

  it("makes a private API server without ranges", () => {
    assert.deepEqual(
      argsOf({ cluster: { kubernetesVersion: "1.36", private: true } }).apiServerAccessProfile,
      {
        enablePrivateCluster: true,
        privateDNSZone: "system",
      },
    );
  });

  it("lets Entra sign in and nobody else", () => {
    const adminGroupObjectIds = ["11111111-2222-3333-4444-555555555555"];
    const args = argsOf({ identity: { localAccounts: false, entra: { adminGroupObjectIds } } });
    assert.equal(args.disableLocalAccounts, true);
    assert.deepEqual(args.aadProfile, {
      managed: true,
      enableAzureRBAC: true,
      adminGroupObjectIDs: adminGroupObjectIds,
    });
  });

  it("asks for long-term support in the tier that has it", () => {
    const args = argsOf({ cluster: { kubernetesVersion: "1.36", tier: "Premium", longTermSupport: true } });
    assert.deepEqual([args.sku, args.supportPlan], [{ name: "Base", tier: "Premium" }, "AKSLongTermSupport"]);
  });

  it("brings gMSA and licences when the cluster is made, since the provider would replace it for them later", () => {
    const gmsa = { dnsServer: "10.0.0.4", rootDomainName: "corp.example" };
    assert.partialDeepStrictEqual(argsOf({ windows: { gmsa, licenseType: "Windows_Server" } }), {
      windowsProfile: { licenseType: "Windows_Server", gmsaProfile: { enabled: true, ...gmsa } },
    });
  });

  it("encrypts secrets with a key of the vault", () => {
    const vaultId = "/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/v";
    const keyId = `https://v.vault.azure.net/keys/k/${"0".repeat(32)}`;
    assert.deepEqual(argsOf({ encryption: { keyId, vaultId } }).securityProfile, {
      workloadIdentity: { enabled: true },
      azureKeyVaultKms: {
        enabled: true,
        keyId,
        keyVaultResourceId: vaultId,
        keyVaultNetworkAccess: "Public",
      },
    });
  });

  it("sends logs with the cluster's identity, and metrics", () => {
    const args = argsOf({ monitoring: {} }, "/workspace");
    assert.deepEqual(args.addonProfiles, {
      omsagent: {
        enabled: true,
        config: { logAnalyticsWorkspaceResourceID: "/workspace", useAADAuth: "true" },
      },
    });
    assert.deepEqual(args.azureMonitorProfile, { metrics: { enabled: true } });
  });

  it("keeps a dedicated system pool to system pods", () => {
    const systemPool = {
      vmSize: "Standard_D4s_v5",
      autoscale: { min: 3, max: 5 },
      dedicated: true,
      zones: ["1", "2", "3"],
    };
    assert.partialDeepStrictEqual(argsOf({ systemPool }), {
      agentPoolProfiles: [
        {
          nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"],
          availabilityZones: ["1", "2", "3"],
          enableAutoScaling: true,
          count: 3,
          minCount: 3,
          maxCount: 5,
        },
      ],
    });
  });
});
