/**
 * Property names of the classic azure provider (bridged azurerm) beside those of azure-native, where they differ.
 * A path stands for everything below it; the longest one counts.
 *
 * @see https://www.pulumi.com/registry/packages/azure/api-docs/containerservice/kubernetescluster/
 */
const poolNames = {
  name: "agentPoolName",
  kubernetesClusterId: "resourceName",
  nodeCount: "count",
  autoScalingEnabled: "enableAutoScaling",
  osSku: "osSKU",
  osDiskSizeGb: "osDiskSizeGB",
  vnetSubnetId: "vnetSubnetID",
  podSubnetId: "podSubnetID",
  zones: "availabilityZones",
  fipsEnabled: "enableFIPS",
  hostEncryptionEnabled: "enableEncryptionAtHost",
  nodePublicIpEnabled: "enableNodePublicIP",
  enableNodePublicIp: "enableNodePublicIP",
  enableHostEncryption: "enableEncryptionAtHost",
  nodePublicIpPrefixId: "nodePublicIPPrefixID",
  ultraSsdEnabled: "enableUltraSSD",
  linuxOsConfig: "linuxOSConfig",
  hostGroupId: "hostGroupID",
  proximityPlacementGroupId: "proximityPlacementGroupID",
  capacityReservationGroupId: "capacityReservationGroupID",
  priority: "scaleSetPriority",
  evictionPolicy: "scaleSetEvictionPolicy",
  snapshotId: "creationData",
  nodeNetworkProfile: "networkProfile",
  gpuInstance: "gpuInstanceProfile",
} as const satisfies Readonly<Record<string, string>>;

const clusterNames = {
  name: "resourceName",
  defaultNodePool: "agentPoolProfiles",
  diskEncryptionSetId: "diskEncryptionSetID",
  dnsPrefixPrivateCluster: "fqdnSubdomain",
  skuTier: "sku",
  roleBasedAccessControlEnabled: "enableRBAC",
  azureActiveDirectoryRoleBasedAccessControl: "aadProfile",
  localAccountDisabled: "disableLocalAccounts",
  oidcIssuerEnabled: "oidcIssuerProfile",
  workloadIdentityEnabled: "securityProfile",
  privateClusterEnabled: "apiServerAccessProfile.enablePrivateCluster",
  privateDnsZoneId: "apiServerAccessProfile.privateDNSZone",
  automaticUpgradeChannel: "autoUpgradeProfile",
  nodeOsUpgradeChannel: "autoUpgradeProfile.nodeOSUpgradeChannel",
  kubeletIdentity: "identityProfile",
  servicePrincipal: "servicePrincipalProfile",
  customCaTrustCertificatesBase64s: "securityProfile.customCATrustCertificates",
  "networkProfile.dnsServiceIp": "networkProfile.dnsServiceIP",
  "networkProfile.networkDataPlane": "networkProfile.networkDataplane",
  "windowsProfile.license": "windowsProfile.licenseType",
  "windowsProfile.gmsa": "windowsProfile.gmsaProfile",
} as const satisfies Readonly<Record<string, string>>;

/**
 * The azure-native path of a property of a classic `KubernetesCluster` or `KubernetesClusterNodePool`.
 *
 * @param kind - which of the two
 * @param keys - path without list items
 */
export function classicToNative(kind: "cluster" | "pool", keys: readonly string[]): readonly string[] {
  if (kind === "cluster" && keys[0] === "defaultNodePool") {
    return ["agentPoolProfiles", ...classicToNative("pool", keys.slice(1))];
  }
  const names: Readonly<Record<string, string>> = kind === "cluster" ? clusterNames : poolNames;
  for (let length = keys.length; length > 0; length -= 1) {
    const native = names[keys.slice(0, length).join(".")];
    if (native !== undefined) return [...native.split("."), ...keys.slice(length)];
  }
  return keys;
}
