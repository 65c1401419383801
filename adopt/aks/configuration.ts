import * as v from "valibot";
import { aksRefusedAdminUsernames } from "../../catalogue/aks";
import type { Found, FoundObject } from "../found";
import type { Draft } from "../draft";
import { describedCluster, describedPool, type DescribedCluster, type NamedPool } from "./described";
import { poolDrafts, systemPoolDraft } from "./pools";

/**
 * The configuration of a stack that takes over an AKS cluster: what the cluster is, in Mullion's words, as far as there
 * are words.
 *
 * @param found - the cluster
 * @param environment - what the stack is
 */
export function aksConfiguration(found: Found, environment: string): Draft {
  const cluster = v.parse(describedCluster, found.cluster.properties);
  const pools = found.pools.map(namedPool);
  const system = systemPoolOf(pools);
  const drafts = poolDrafts(
    pools.filter(({ physicalName }) => physicalName !== system?.physicalName),
    cluster.kubernetesVersion,
  );
  const subnet = system?.vnetSubnetID;
  return {
    config: {
      target: "aks",
      environment,
      location: cluster.location.toLowerCase().replaceAll(" ", ""),
      ...(Object.keys(cluster.tags).length === 0 ? {} : { tags: cluster.tags }),
      cluster: clusterSettings(cluster),
      network: { ...networkSettings(cluster), ...(subnet === undefined ? {} : { existingSubnetId: subnet }) },
      identity: identitySettings(cluster),
      windows: windowsSettings(cluster),
      ...(system === undefined ? {} : { systemPool: systemPoolDraft(system) }),
      nodePools: drafts.map(({ config }) => config),
      monitoring: { metrics: false, logs: false },
      adopted: {
        resourceGroup: found.cluster.id.split("/")[4] ?? "",
        cluster: found.cluster.name,
        ...identityOf(cluster),
        ...(subnet === undefined ? { managedNetwork: true } : {}),
      },
    },
    pools: drafts.map(({ config, physicalName }) => ({
      physicalName,
      name: config.name,
      slot: config.slot,
    })),
  };
}

/**
 * The pool that stays inline: the first Linux system pool.
 *
 * @param pools - all pools of the cluster
 */
export function systemPoolOf(pools: readonly NamedPool[]): NamedPool | undefined {
  return pools.find(({ mode, osType }) => mode === "System" && osType === "Linux");
}

/**
 * A pool as it was read.
 *
 * @throws valibot.ValiError when it is no pool
 */
export function namedPool({ name, properties }: FoundObject): NamedPool {
  return { ...v.parse(describedPool, properties), physicalName: name };
}

function clusterSettings({
  kubernetesVersion,
  sku,
  supportPlan,
  apiServerAccessProfile,
  autoUpgradeProfile,
  diskEncryptionSetID,
}: DescribedCluster) {
  const { enablePrivateCluster, authorizedIPRanges } = apiServerAccessProfile;
  const { upgradeChannel, nodeOSUpgradeChannel } = autoUpgradeProfile;
  return {
    kubernetesVersion,
    tier: oneOf(["Free", "Standard", "Premium"], sku.tier) ?? "Free",
    ...(supportPlan === "AKSLongTermSupport" ? { longTermSupport: true } : {}),
    ...(enablePrivateCluster ? { private: true } : {}),
    ...(authorizedIPRanges.length === 0 ? {} : { authorizedIpRanges: authorizedIPRanges }),
    upgradeChannel: oneOf(["none", "patch", "stable", "rapid", "node-image"], upgradeChannel) ?? "none",
    nodeOsUpgradeChannel: oneOf(["NodeImage", "None"], nodeOSUpgradeChannel) ?? "NodeImage",
    ...(diskEncryptionSetID === undefined ? {} : { diskEncryptionSetId: diskEncryptionSetID }),
  };
}

function networkSettings({ networkProfile: network }: DescribedCluster) {
  const overlay = network.networkPluginMode === "overlay";
  return {
    mode: overlay ? "overlay" : "nodeSubnet",
    ...(overlay && network.podCidr !== undefined ? { podCidr: network.podCidr } : {}),
    ...(network.serviceCidr === undefined ? {} : { serviceCidr: network.serviceCidr }),
    ...(network.dnsServiceIP === undefined ? {} : { dnsServiceIp: network.dnsServiceIP }),
    policy: oneOf(["none", "calico"], network.networkPolicy) ?? "none",
    outboundType:
      oneOf(
        ["loadBalancer", "managedNATGateway", "userAssignedNATGateway", "userDefinedRouting"],
        network.outboundType,
      ) ?? "loadBalancer",
  };
}

function identitySettings({ aadProfile, disableLocalAccounts, securityProfile }: DescribedCluster) {
  const groups = aadProfile?.adminGroupObjectIDs ?? [];
  const entra = aadProfile !== undefined && groups.length > 0;
  return {
    ...(entra ? { entra: { adminGroupObjectIds: groups, azureRbac: aadProfile.enableAzureRBAC } } : {}),
    // Without a group of administrators nobody could sign in, says the configuration: keep holds what is there.
    localAccounts: entra ? !disableLocalAccounts : true,
    workloadIdentity: securityProfile.workloadIdentity?.enabled ?? false,
  };
}

function windowsSettings({ windowsProfile }: DescribedCluster) {
  const { adminUsername = "", licenseType } = windowsProfile ?? {};
  const isRefused = aksRefusedAdminUsernames.some((name) => name === adminUsername.toLowerCase());
  return {
    ...(adminUsername === "" || isRefused ? {} : { adminUsername }),
    licenseType: licenseType === "Windows_Server" ? "Windows_Server" : "None",
  };
}

function identityOf({ identity }: DescribedCluster) {
  const [identityId] = identity?.type === "UserAssigned" ? identity.userAssignedIdentities : [];
  return identityId === undefined ? {} : { identityId };
}

/** The value, where it is one of those that the configuration takes. */
function oneOf<T extends string>(allowed: readonly T[], value: string | undefined): T | undefined {
  return allowed.find((one) => one === value);
}
