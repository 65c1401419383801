import * as assert from "node:assert/strict";
import { AzureNativeProvider } from "../../../../localcloud/providers/azure-native/provider";
import { schema } from "../../../../localcloud/providers/azure-native/schema/schema";
import { same } from "../../../../localcloud/providers/azure-native/diff";
import type { PropertyMap, PropertyValue } from "../../../../localcloud/wire/values";
import { isRecord, secret, unwrapSecrets } from "../../../../localcloud/wire/values";
import { World, clusterId, groupId } from "../../azure/world";
import type { Change } from "./changes";
import { outcomeOf, previewOf } from "./changes";

const type = "azure-native:containerservice:ManagedCluster";
const fixed = "refused: PropertyChangeNotAllowed";

const network: PropertyMap = {
  networkPlugin: "azure",
  networkPluginMode: "overlay",
  podCidr: "10.244.0.0/16",
  serviceCidr: "10.0.0.0/16",
  dnsServiceIP: "10.0.0.10",
  outboundType: "loadBalancer",
};
const windows: PropertyMap = { adminUsername: "mullion", adminPassword: secret("Correct-Horse-42") };
const ssh = (keyData: string) => ({ adminUsername: "azure", ssh: { publicKeys: [{ keyData }] } });
const system: PropertyMap = {
  name: "pool1",
  mode: "System",
  osType: "Linux",
  count: 2,
  vmSize: "Standard_D4s_v5",
};
const identityId = `${groupId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/own`;

const base: PropertyMap = {
  resourceGroupName: "shop",
  resourceName: "shop",
  location: "westeurope",
  dnsPrefix: "shop",
  kubernetesVersion: "1.35",
  identity: { type: "SystemAssigned" },
  agentPoolProfiles: [system],
  networkProfile: network,
  windowsProfile: windows,
};

const table: readonly Change[] = [
  { property: "aadProfile", to: { aadProfile: { managed: true } }, preview: "update", cloud: "in place" },
  {
    property: "addonProfiles",
    to: { addonProfiles: { omsagent: { enabled: false } } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "agentPoolProfiles",
    to: { agentPoolProfiles: [{ ...system, count: 3 }] },
    preview: "update",
    cloud: "scaled",
  },
  {
    property: "agentPoolProfiles",
    to: { agentPoolProfiles: [{ ...system, maxPods: 50 }] },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "agentPoolProfiles",
    to: { agentPoolProfiles: [{ ...system, vmSize: "Standard_D8s_v5" }] },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "agentPoolProfiles",
    to: { agentPoolProfiles: [system, { name: "two", mode: "User", count: 1 }] },
    preview: "update",
    cloud: "refused: BadRequest",
  },
  {
    property: "aiToolchainOperatorProfile",
    to: { aiToolchainOperatorProfile: { enabled: true } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "apiServerAccessProfile",
    to: { apiServerAccessProfile: { authorizedIPRanges: ["203.0.113.0/24"] } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "apiServerAccessProfile",
    to: { apiServerAccessProfile: { enablePrivateCluster: true } },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "autoScalerProfile",
    to: { autoScalerProfile: { scanInterval: "20s" } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "autoUpgradeProfile",
    to: { autoUpgradeProfile: { upgradeChannel: "patch" } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "autoUpgradeProfile",
    to: { autoUpgradeProfile: { nodeOSUpgradeChannel: "Unmanaged" } },
    preview: "update",
    cloud: "reimaged",
  },
  {
    property: "azureMonitorProfile",
    to: { azureMonitorProfile: { metrics: { enabled: true } } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "bootstrapProfile",
    to: { bootstrapProfile: { artifactSource: "Cache" } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "disableLocalAccounts",
    given: { aadProfile: { managed: true } },
    to: { disableLocalAccounts: true },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "diskEncryptionSetID",
    to: { diskEncryptionSetID: "/subscriptions/x" },
    preview: "replace",
    cloud: fixed,
  },
  { property: "dnsPrefix", to: { dnsPrefix: "other" }, preview: "replace", cloud: fixed },
  { property: "enableRBAC", to: { enableRBAC: false }, preview: "update", cloud: fixed },
  {
    property: "extendedLocation",
    to: { extendedLocation: { name: "edge", type: "EdgeZone" } },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "fqdnSubdomain",
    to: { fqdnSubdomain: "other", dnsPrefix: null },
    preview: "replace",
    cloud: fixed,
  },
  {
    property: "httpProxyConfig",
    to: { httpProxyConfig: { httpProxy: "http://proxy:3128" } },
    preview: "update",
    cloud: "reimaged",
  },
  {
    property: "identity",
    to: { identity: { type: "UserAssigned", userAssignedIdentities: [identityId] } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "identityProfile",
    to: { identityProfile: { kubeletidentity: { resourceId: identityId } } },
    preview: "update",
    cloud: "reimaged",
  },
  {
    property: "ingressProfile",
    to: { ingressProfile: { webAppRouting: { enabled: true } } },
    preview: "update",
    cloud: "in place",
  },
  { property: "kind", to: { kind: "Base" }, preview: "update", cloud: "in place" },
  { property: "kubernetesVersion", to: { kubernetesVersion: "1.36" }, preview: "update", cloud: "in place" },
  {
    property: "kubernetesVersion",
    to: { kubernetesVersion: "1.37" },
    preview: "update",
    cloud: "refused: OperationNotAllowed",
  },
  {
    property: "linuxProfile",
    from: { linuxProfile: ssh("ssh-rsa AAAA") },
    to: { linuxProfile: ssh("ssh-rsa BBBB") },
    preview: "replace",
    cloud: "in place",
  },
  {
    property: "linuxProfile",
    from: { linuxProfile: ssh("ssh-rsa AAAA") },
    to: { linuxProfile: { ...ssh("ssh-rsa AAAA"), adminUsername: "other" } },
    preview: "replace",
    cloud: fixed,
  },
  {
    property: "location",
    to: { location: "northeurope" },
    preview: "replace",
    cloud: "refused: InvalidResourceLocation",
  },
  {
    property: "metricsProfile",
    given: { sku: { name: "Base", tier: "Standard" } },
    to: { metricsProfile: { costAnalysis: { enabled: true } } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "networkProfile",
    to: { networkProfile: { ...network, podCidr: "10.200.0.0/16" } },
    preview: "replace",
    cloud: fixed,
  },
  {
    property: "networkProfile",
    to: { networkProfile: { ...network, serviceCidr: "10.9.0.0/16", dnsServiceIP: "10.9.0.10" } },
    preview: "replace",
    cloud: fixed,
  },
  {
    property: "networkProfile",
    to: { networkProfile: { ...network, dnsServiceIP: "10.0.0.11" } },
    preview: "replace",
    cloud: fixed,
  },
  {
    property: "networkProfile",
    from: { networkProfile: { ...network, networkPluginMode: null } },
    to: { networkProfile: network },
    preview: "replace",
    cloud: "reimaged",
  },
  {
    property: "networkProfile",
    from: { networkProfile: { ...network, networkPolicy: "none" } },
    to: { networkProfile: { ...network, networkPolicy: "calico" } },
    preview: "replace",
    cloud: "reimaged",
  },
  {
    property: "networkProfile",
    from: { networkProfile: { ...network, networkPolicy: "calico" } },
    to: { networkProfile: { ...network, networkPolicy: "azure" } },
    preview: "replace",
    cloud: fixed,
  },
  {
    property: "networkProfile",
    from: { networkProfile: { ...network, networkDataplane: "azure" } },
    to: { networkProfile: { ...network, networkDataplane: "cilium" } },
    preview: "replace",
    cloud: "reimaged",
  },
  {
    property: "networkProfile",
    from: { networkProfile: { ...network, networkDataplane: "cilium" } },
    to: { networkProfile: { ...network, networkDataplane: "azure" } },
    preview: "replace",
    cloud: fixed,
  },
  {
    property: "networkProfile",
    to: { networkProfile: { ...network, outboundType: "managedNATGateway" } },
    preview: "replace",
    cloud: "in place",
  },
  {
    property: "networkProfile",
    to: { networkProfile: { ...network, loadBalancerProfile: { managedOutboundIPs: { count: 2 } } } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "networkProfile",
    to: { networkProfile: { ...network, serviceCidr: "10.0.0.0/17" } },
    preview: "replace",
    cloud: fixed,
  },
  {
    property: "networkProfile",
    to: { networkProfile: { ...network, networkPlugin: "none", networkPluginMode: null } },
    preview: "replace",
    cloud: "refused: PropertyChangeNotAllowed",
  },
  {
    property: "networkProfile",
    from: { networkProfile: { ...network, networkPluginMode: null, networkPolicy: "calico" } },
    to: { networkProfile: { ...network, networkPolicy: "calico" } },
    preview: "replace",
    cloud: fixed,
  },
  {
    property: "networkProfile",
    to: { networkProfile: { ...network, ipFamilies: ["IPv4", "IPv6"] } },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "networkProfile",
    to: { networkProfile: { ...network, loadBalancerSku: "basic" } },
    preview: "update",
    cloud: "refused: InvalidParameter",
  },
  {
    property: "apiServerAccessProfile",
    from: { apiServerAccessProfile: { enablePrivateCluster: true, privateDNSZone: "system" } },
    to: { apiServerAccessProfile: { enablePrivateCluster: true, privateDNSZone: "none" } },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "nodeProvisioningProfile",
    to: { nodeProvisioningProfile: { mode: "Auto" } },
    preview: "update",
    cloud: "in place",
  },
  { property: "nodeResourceGroup", to: { nodeResourceGroup: "machines" }, preview: "replace", cloud: fixed },
  {
    property: "nodeResourceGroupProfile",
    to: { nodeResourceGroupProfile: { restrictionLevel: "ReadOnly" } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "oidcIssuerProfile",
    to: { oidcIssuerProfile: { enabled: false } },
    preview: "update",
    cloud: "refused: OIDCIssuerUnsupportedOperation",
  },
  {
    property: "podIdentityProfile",
    to: { podIdentityProfile: { enabled: true } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "privateLinkResources",
    to: { privateLinkResources: [{ name: "management" }] },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "publicNetworkAccess",
    to: { publicNetworkAccess: "Disabled" },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "securityProfile",
    to: { securityProfile: { workloadIdentity: { enabled: true } } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "securityProfile",
    to: { securityProfile: { customCATrustCertificates: ["YQ=="] } },
    preview: "update",
    cloud: "reimaged",
  },
  {
    property: "serviceMeshProfile",
    to: { serviceMeshProfile: { mode: "Istio" } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "servicePrincipalProfile",
    to: { servicePrincipalProfile: { clientId: "x" } },
    preview: "update",
    cloud: "in place",
  },
  { property: "sku", to: { sku: { name: "Base", tier: "Standard" } }, preview: "update", cloud: "in place" },
  {
    property: "storageProfile",
    to: { storageProfile: { blobCSIDriver: { enabled: true } } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "supportPlan",
    to: { supportPlan: "AKSLongTermSupport" },
    preview: "update",
    cloud: "refused: BadRequest",
  },
  { property: "tags", to: { tags: { team: "a" } }, preview: "update", cloud: "in place" },
  {
    property: "upgradeSettings",
    to: { upgradeSettings: { overrideSettings: { forceUpgrade: true } } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "windowsProfile",
    to: { windowsProfile: { ...windows, adminPassword: secret("Another-Horse-43") } },
    preview: "replace",
    cloud: "in place",
  },
  {
    property: "windowsProfile",
    to: { windowsProfile: { ...windows, adminUsername: "other" } },
    preview: "replace",
    cloud: fixed,
  },
  {
    property: "windowsProfile",
    to: { windowsProfile: { ...windows, licenseType: "Windows_Server" } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "windowsProfile",
    to: { windowsProfile: { ...windows, gmsaProfile: { enabled: true } } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "workloadAutoScalerProfile",
    to: { workloadAutoScalerProfile: { keda: { enabled: true } } },
    preview: "update",
    cloud: "in place",
  },
];

/** What is new in a value, short enough for a test's name. */
function describeChange(before: PropertyValue | undefined, after: PropertyValue | undefined): string {
  if (!isRecord(before) || !isRecord(after)) return JSON.stringify(unwrapSecrets(after ?? null)).slice(0, 80);
  const differing = Object.keys(after).filter((name) => !same(before[name], after[name]));
  return differing
    .map((name) =>
      name === "adminPassword" ? "another adminPassword" : `${name} ${JSON.stringify(after[name])}`,
    )
    .join(", ");
}

describe("changes of clusters: what the preview says, and what the cloud does", () => {
  it("cover every property of a cluster but those of its path, whose change plans a replacement", () => {
    const path = ["resourceGroupName", "resourceName"];
    const covered = [...new Set([...table.map(({ property }) => property), ...path])].sort();
    assert.deepEqual(covered, Object.keys(schema().resources[type]?.inputs ?? {}).sort());
    const world = new World();
    const provider = new AzureNativeProvider(world.cloud);
    for (const name of path)
      assert.equal(previewOf(provider, type, base, { ...base, [name]: "other" }), "replace", name);
    world.close();
  });

  for (const { property, given = {}, from = {}, to, preview, cloud } of table) {
    it(`${property} to ${describeChange(from[property] ?? base[property], to[property])}: the preview says ${preview}, the cloud ${cloud}`, async () => {
      const world = await new World().withGroup();
      try {
        await world.put(identityId, { location: "westeurope" });
        const provider = new AzureNativeProvider(world.cloud);
        const before = { ...base, ...given, ...from };
        const after = { ...before, ...to };
        await provider.create({
          type,
          name: "shop",
          urn: `urn:pulumi:dev::shop::${type}::shop`,
          properties: before,
          preview: false,
          timeoutSeconds: 0,
        });
        assert.equal(previewOf(provider, type, before, after), preview);
        const stored = world.cloud.store.find(clusterId);
        const { outcome, message } = await outcomeOf(provider, world.clusters, type, before, after);
        assert.equal(outcome, cloud);
        if (cloud === fixed && property !== "agentPoolProfiles")
          assert.ok(message.includes(property), message);
        if (cloud.startsWith("refused")) assert.deepEqual(world.cloud.store.find(clusterId), stored);
      } finally {
        world.close();
      }
    });
  }
});
