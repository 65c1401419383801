import { fixed, light, newCluster, overReplaced, refused, rolling } from "./aks-cluster-drafts";
import type { Draft } from "./draft";
import { networkDrafts } from "./aks-cluster-network";
import type { ImpactRow } from "./row";

const drafts: readonly Draft[] = [
  fixed("resourceGroupName", "A cluster cannot move to another resource group."),
  fixed("resourceName", "A cluster cannot be renamed."),
  fixed("location", "A cluster cannot move to another region."),
  refused("extendedLocation", "A cluster cannot move to another edge zone.", [
    "mullion-inference",
    "aks-rest-2025-09-01",
  ]),
  fixed("dnsPrefix", "Azure refuses another dnsPrefix."),
  fixed("fqdnSubdomain", "Azure refuses another fqdnSubdomain."),
  fixed("nodeResourceGroup", "Azure refuses another node resource group."),
  fixed("diskEncryptionSetID", "Azure refuses another disk encryption set."),
  overReplaced(
    "windowsProfile",
    "rolling",
    "Azure changes the Windows profile in place and restarts or reimages all Windows pools.",
    "windows-pools",
    "Add ignoreChanges for the property, do it with az aks update, then pulumi refresh.",
    ["aks-windows-faq", "azure-native-replacement"],
  ),
  {
    ...overReplaced(
      "windowsProfile.adminPassword",
      "rolling",
      "Azure changes the password in place and restarts all Windows pools at once.",
      "windows-pools",
      'Add ignoreChanges: ["windowsProfile.adminPassword"], rotate with az aks update --windows-admin-password, in a maintenance window.',
      ["aks-windows-faq", "azure-native-replacement"],
    ),
  },
  {
    ...fixed("windowsProfile.adminUsername", "Azure refuses another administrator name."),
    source: ["azure-native-replacement", "capz-machinepool"],
  },
  overReplaced(
    "windowsProfile.licenseType",
    "metadata",
    "Azure changes the licence in place; nodes are not touched.",
    "none",
    "Do it with az aks update --enable-ahub (or --disable-ahub), then pulumi refresh; add ignoreChanges until then.",
    ["aks-rest-2025-09-01", "azure-native-replacement"],
  ),
  overReplaced(
    "windowsProfile.gmsaProfile",
    "rolling",
    "Azure changes gMSA in place and reimages all Windows pools.",
    "windows-pools",
    "Do it with az aks update --enable-windows-gmsa in a maintenance window, then pulumi refresh; add ignoreChanges until then.",
    ["aks-node-disruption-policy", "aks-gmsa"],
  ),
  overReplaced(
    "windowsProfile.enableCSIProxy",
    "rolling",
    "Azure changes it in place; new and reimaged Windows nodes follow.",
    "windows-pools",
    "Keep the value: current drivers run as HostProcess pods and need no proxy.",
    ["mullion-inference", "azure-native-replacement"],
  ),
  overReplaced(
    "linuxProfile",
    "manual-follow-up",
    "Azure changes the SSH key in place; nodes follow only after their image is upgraded.",
    "none",
    "Do it with az aks update --ssh-key-value, then az aks nodepool upgrade --node-image-only and pulumi refresh.",
    ["aks-node-disruption-policy", "azure-native-replacement"],
  ),
  {
    ...fixed("linuxProfile.adminUsername", "Azure refuses another administrator name."),
    source: ["azure-native-replacement", "capz-machinepool"],
  },

  {
    ...refused("kubernetesVersion", "AKS does not downgrade a control plane.", ["aks-upgrade-control-plane"]),
    when: { version: "back" },
    code: "OperationNotAllowed",
    instead: "Keep the version.",
  },
  {
    ...refused(
      "kubernetesVersion",
      "AKS upgrades one minor at a time; only LTS clusters may skip to a later LTS minor.",
      ["aks-upgrade-control-plane"],
    ),
    when: { version: "skips-minors" },
    code: "OperationNotAllowed",
    instead: "Upgrade minor by minor, with the pools in between.",
  },
  {
    ...light(
      "kubernetesVersion",
      "metadata",
      "AKS upgrades the control plane to another patch; nodes stay as they are.",
      ["aks-upgrade-control-plane"],
    ),
    when: { version: "patch" },
  },
  {
    path: "kubernetesVersion",
    provider: "update",
    inPlace: "irreversible",
    nodes: "none",
    platform:
      "AKS upgrades the control plane; nodes stay on their version until their pool is upgraded. There is no downgrade.",
    instead:
      "Check removed APIs and that every Windows osSKU has images for the new minor; upgrade a test cluster first.",
    source: ["aks-upgrade-control-plane"],
  },
  rolling("httpProxyConfig", "rolling", "AKS reimages all pools.", "all-pools", [
    "aks-node-disruption-policy",
  ]),
  light(
    "securityProfile",
    "metadata",
    "Azure changes Defender, Key Vault encryption and image cleaner settings of the cluster in place.",
  ),
  rolling("securityProfile.customCATrustCertificates", "rolling", "AKS reimages all pools.", "all-pools", [
    "aks-node-disruption-policy",
  ]),
  rolling(
    "identityProfile",
    "rolling",
    "AKS reimages all pools with the other kubelet identity.",
    "all-pools",
    ["aks-node-disruption-policy"],
  ),
  light(
    "identity",
    "scheduling",
    "Azure changes the identity of the control plane in place; role assignments of the old one no longer help.",
  ),
  refused(
    "servicePrincipalProfile",
    "Azure does not move from a managed identity back to a service principal.",
    ["azurerm-node-pool"],
  ),
  rolling(
    "autoUpgradeProfile.nodeOSUpgradeChannel",
    "rolling",
    "Going to or from Unmanaged reimages all pools; otherwise it holds for the next upgrade.",
    "all-pools",
    ["aks-node-disruption-policy"],
  ),
  light(
    "autoUpgradeProfile",
    "metadata",
    "Holds for later automatic upgrades, which then happen without a deployment.",
    ["aks-node-os-upgrade"],
  ),
  light("upgradeSettings", "metadata", "Holds for the next upgrade."),
  light(
    "autoScalerProfile",
    "scheduling",
    "The cluster autoscaler works with other settings from now on; it may add or remove nodes.",
  ),
  light(
    "apiServerAccessProfile",
    "scheduling",
    "Azure changes who reaches the API server, in place; check that your pipelines still do.",
  ),
  refused(
    "apiServerAccessProfile.enablePrivateCluster",
    "Azure refuses to make a public cluster private or the reverse.",
    ["azurerm-node-pool", "capz-machinepool"],
  ),
  rolling("apiServerAccessProfile.privateDNSZone", "rolling", "AKS reimages all pools.", "all-pools", [
    "aks-node-disruption-policy",
  ]),
  rolling(
    "apiServerAccessProfile.enableVnetIntegration",
    "irreversible",
    "AKS reimages all pools and moves the API server into the VNet; there is no way back.",
    "all-pools",
    ["aks-node-disruption-policy", "azurerm-node-pool"],
  ),
  refused("apiServerAccessProfile.subnetId", "The subnet of an integrated API server cannot be taken away.", [
    "azurerm-node-pool",
  ]),
  {
    ...refused("enableRBAC", "Azure cannot switch Kubernetes RBAC on or off afterwards.", [
      "azurerm-node-pool",
    ]),
    instead: newCluster,
  },
  rolling(
    "aadProfile",
    "irreversible",
    "Azure switches Entra ID on in place and refuses to remove it again.",
    "none",
    ["azurerm-node-pool"],
  ),
  light(
    "disableLocalAccounts",
    "scheduling",
    "Azure changes it in place; with true, admin kubeconfigs stop to work.",
    ["aks-local-accounts"],
  ),
  {
    ...refused("oidcIssuerProfile", "Azure refuses to switch the OIDC issuer off.", [
      "aks-changelog",
      "capz-machinepool",
    ]),
    when: { to: ["", "false"] },
    code: "OIDCIssuerUnsupportedOperation",
  },
  rolling(
    "oidcIssuerProfile",
    "irreversible",
    "Azure switches the OIDC issuer on; it cannot be switched off again.",
    "none",
    ["aks-changelog", "capz-machinepool"],
  ),
  {
    path: "bootstrapProfile",
    provider: "update",
    inPlace: "manual-follow-up",
    nodes: "none",
    platform: "Azure accepts the change; nodes follow only after their image is upgraded.",
    instead: "Follow up with az aks nodepool upgrade --node-image-only.",
    source: ["aks-node-disruption-policy"],
  },
  light(
    "agentPoolProfiles",
    "unclassified",
    "The list of inline pools; its items have the rows of AgentPool.",
  ),
  light(
    "nodeProvisioningProfile",
    "scheduling",
    "Node auto-provisioning starts or stops to make nodes by itself.",
    ["aks-nap"],
  ),
  light("sku", "metadata", "Azure changes the tier in place."),
  light("kind", "unclassified", "No source says what a changed kind does."),
  light("supportPlan", "metadata", "Azure changes the support plan in place."),
  light("tags", "metadata", "Azure writes the tags, also on the resources of the node resource group.", [
    "aks-use-tags",
  ]),
  ...[
    "addonProfiles",
    "aiToolchainOperatorProfile",
    "azureMonitorProfile",
    "ingressProfile",
    "metricsProfile",
    "nodeResourceGroupProfile",
    "podIdentityProfile",
    "privateLinkResources",
    "publicNetworkAccess",
    "serviceMeshProfile",
    "storageProfile",
    "workloadAutoScalerProfile",
  ].map((path) =>
    light(
      path,
      "scheduling",
      `Azure changes ${path} in place; add-on pods in kube-system may be added, removed or restarted.`,
    ),
  ),
];

/**
 * What a changed property of an AKS cluster means. azure-native replaces the cluster for far more than Azure would
 * need to; `provider: "replace"` with a mild `inPlace` class is such a row.
 *
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go
 */
export const aksManagedClusterRows: readonly ImpactRow[] = [...drafts, ...networkDrafts].map((row) => ({
  ...row,
  type: "aks:ManagedCluster",
}));
