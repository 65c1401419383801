import type * as containerservice from "@pulumi/azure-native/containerservice";
import type * as pulumi from "@pulumi/pulumi";
import type { AksConfig } from "../../config/schema/aks";
import { aksNetworkDefaults } from "../../config/schema/aks/network";
import type { AksNames } from "../names";
import { withoutEmpty } from "../without-empty";
import { systemPoolProfile } from "./system-pool-args";

/** The part of the configuration that the cluster is made from. Node pools are no part of it. */
export type ClusterConfig = Pick<
  AksConfig,
  | "location"
  | "tags"
  | "cluster"
  | "network"
  | "identity"
  | "windows"
  | "systemPool"
  | "monitoring"
  | "encryption"
  | "adopted"
>;

/** What the `ManagedCluster` is made from: editing a node pool changes nothing of it. */
export interface ClusterSpec {
  readonly config: ClusterConfig;
  readonly names: AksNames;
  readonly resourceGroupName: pulumi.Input<string>;
  /** Full id of the subnet that nodes live in; absent where AKS made the network. */
  readonly nodeSubnetId?: pulumi.Input<string> | undefined;
  /** Full id of the subnet that the API server lives in, when it has one. */
  readonly apiServerSubnetId?: pulumi.Input<string>;
  /** Full id of the control plane's identity; absent where it belongs to the cluster. */
  readonly identityId?: pulumi.Input<string> | undefined;
  /** Administrator's password of Windows nodes; must be a secret. */
  readonly windowsAdminPassword: pulumi.Input<string>;
  /** Full id of the Log Analytics workspace, when there is one. */
  readonly logWorkspaceId?: pulumi.Input<string>;
}

type Args = containerservice.ManagedClusterArgs;

/**
 * Inputs of the `ManagedCluster`.
 *
 * @param spec - what the cluster is made from
 * @see docs/guides/aks.md for each default and its source
 */
export function managedClusterArgs(spec: ClusterSpec): Args {
  const args = ownClusterArgs(spec);
  return spec.config.adopted === undefined ? args : withoutEmpty(args);
}

function ownClusterArgs(spec: ClusterSpec): Args {
  const { config, names } = spec;
  const { cluster, encryption } = config;
  return {
    resourceGroupName: spec.resourceGroupName,
    resourceName: names.cluster,
    location: config.location,
    nodeResourceGroup: names.nodeResourceGroup,
    dnsPrefix: names.cluster,
    kubernetesVersion: cluster.kubernetesVersion,
    sku: { name: "Base", tier: cluster.tier },
    supportPlan: cluster.longTermSupport ? "AKSLongTermSupport" : "KubernetesOfficial",
    enableRBAC: true,
    identity:
      spec.identityId === undefined
        ? { type: "SystemAssigned" }
        : { type: "UserAssigned", userAssignedIdentities: [spec.identityId] },
    ...kubeletIdentity(config),
    ...signIn(config),
    apiServerAccessProfile: apiServerAccess(spec),
    autoUpgradeProfile: {
      upgradeChannel: cluster.upgradeChannel,
      nodeOSUpgradeChannel: cluster.nodeOsUpgradeChannel,
    },
    networkProfile: networkProfile(config),
    securityProfile: {
      workloadIdentity: { enabled: config.identity.workloadIdentity },
      ...(encryption === undefined ? {} : { azureKeyVaultKms: keyVaultKms(encryption) }),
    },
    ...(cluster.diskEncryptionSetId === undefined
      ? {}
      : { diskEncryptionSetID: cluster.diskEncryptionSetId }),
    ...monitoring(spec),
    windowsProfile: windowsProfile(spec),
    agentPoolProfiles: [systemPoolProfile(config, spec.nodeSubnetId)],
    tags: { ...config.tags },
  };
}

function kubeletIdentity({ identity }: ClusterConfig): Pick<Args, "identityProfile"> {
  const { kubeletIdentityId: resourceId } = identity;
  return resourceId === undefined ? {} : { identityProfile: { kubeletidentity: { resourceId } } };
}

function signIn({
  identity,
}: ClusterConfig): Pick<Args, "aadProfile" | "disableLocalAccounts" | "oidcIssuerProfile"> {
  const { entra, localAccounts } = identity;
  const aadProfile = entra && {
    managed: true,
    enableAzureRBAC: entra.azureRbac,
    adminGroupObjectIDs: [...entra.adminGroupObjectIds],
    ...(entra.tenantId === undefined ? {} : { tenantID: entra.tenantId }),
  };
  return {
    ...(aadProfile === undefined ? {} : { aadProfile }),
    disableLocalAccounts: !localAccounts,
    // Always on: AKS turns it on by itself from 1.34, and it cannot be turned off again.
    oidcIssuerProfile: { enabled: true },
  };
}

function apiServerAccess({ config, apiServerSubnetId }: ClusterSpec): Args["apiServerAccessProfile"] {
  const { cluster } = config;
  const subnet =
    apiServerSubnetId === undefined ? {} : { enableVnetIntegration: true, subnetId: apiServerSubnetId };
  if (cluster.private) return { enablePrivateCluster: true, privateDNSZone: "system", ...subnet };
  return { enablePrivateCluster: false, authorizedIPRanges: [...cluster.authorizedIpRanges], ...subnet };
}

function networkProfile({ network }: ClusterConfig): Args["networkProfile"] {
  return {
    networkPlugin: "azure",
    networkDataplane: "azure",
    networkPolicy: network.policy,
    loadBalancerSku: "standard",
    outboundType: network.outboundType,
    serviceCidr: network.serviceCidr,
    dnsServiceIP: network.dnsServiceIp,
    ...(network.mode === "overlay"
      ? { networkPluginMode: "overlay", podCidr: network.podCidr ?? aksNetworkDefaults.podCidr }
      : {}),
  };
}

function keyVaultKms({ keyId, vaultId }: NonNullable<ClusterConfig["encryption"]>) {
  return { enabled: true, keyId, keyVaultResourceId: vaultId, keyVaultNetworkAccess: "Public" };
}

/** An add-on that is left out stays as it is: to switch it off takes a word, unless somebody else may have it on. */
function monitoring({
  config,
  logWorkspaceId,
}: ClusterSpec): Pick<Args, "addonProfiles" | "azureMonitorProfile"> {
  const omsagent =
    logWorkspaceId === undefined
      ? { enabled: false }
      : {
          enabled: true,
          config: { logAnalyticsWorkspaceResourceID: logWorkspaceId, useAADAuth: "true" },
        };
  return {
    ...(config.adopted !== undefined && !omsagent.enabled ? {} : { addonProfiles: { omsagent } }),
    azureMonitorProfile: { metrics: { enabled: config.monitoring.metrics } },
  };
}

function windowsProfile({ config, windowsAdminPassword }: ClusterSpec): Args["windowsProfile"] {
  const { adminUsername, licenseType, gmsa } = config.windows;
  return {
    adminUsername,
    adminPassword: windowsAdminPassword,
    licenseType,
    ...(gmsa === undefined ? {} : { gmsaProfile: { enabled: true, ...gmsa } }),
  };
}
