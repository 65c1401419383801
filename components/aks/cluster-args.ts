import type * as containerservice from "@pulumi/azure-native/containerservice";
import type * as pulumi from "@pulumi/pulumi";
import type { SystemPoolConfig } from "../../config/schema/pools";
import type { PhysicalNames } from "../names";
import { systemPoolName } from "../names";

/** What the `ManagedCluster` is made from. Node pools are no part of it: editing one leaves the cluster's inputs alone. */
export interface ClusterSpec {
  readonly names: PhysicalNames;
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  /** `1.36` or `1.36.2`. */
  readonly kubernetesVersion: string;
  readonly systemPool: SystemPoolConfig;
  readonly nodeSubnetId: pulumi.Input<string>;
  /** Administrator's password of Windows nodes; must be a secret. */
  readonly windowsAdminPassword: pulumi.Input<string>;
  readonly tags: Readonly<Record<string, string>>;
}

/** Properties of the inline system pool that Azure refuses to change: the cluster has to be replaced for them. */
const fixedSystemPoolProperties = [
  "vmSize",
  "osSKU",
  "vnetSubnetID",
  "maxPods",
  "osDiskSizeGB",
  "osDiskType",
  "availabilityZones",
];

/**
 * Options of the `ManagedCluster` that make previews say what Azure will do.
 *
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go for what the provider plans
 */
export const clusterChangeOptions = {
  replaceOnChanges: fixedSystemPoolProperties.map((property) => `agentPoolProfiles[*].${property}`),
  // The provider would replace the whole cluster; Azure changes it in place: docs/guides/aks.md, "Rotating the password".
  ignoreChanges: ["windowsProfile.adminPassword"],
  deleteBeforeReplace: true,
} satisfies pulumi.CustomResourceOptions;

/**
 * Inputs of the `ManagedCluster`.
 *
 * @param spec - what the cluster is made from
 * @see https://learn.microsoft.com/azure/aks/create-node-pools for `windowsProfile`, which only a new cluster can get
 */
export function managedClusterArgs(spec: ClusterSpec): containerservice.ManagedClusterArgs {
  return {
    resourceGroupName: spec.resourceGroupName,
    resourceName: spec.names.cluster,
    location: spec.location,
    nodeResourceGroup: spec.names.nodeResourceGroup,
    dnsPrefix: spec.names.cluster,
    kubernetesVersion: spec.kubernetesVersion,
    enableRBAC: true,
    identity: { type: "SystemAssigned" },
    oidcIssuerProfile: { enabled: true },
    securityProfile: { workloadIdentity: { enabled: true } },
    autoUpgradeProfile: { upgradeChannel: "none", nodeOSUpgradeChannel: "NodeImage" },
    networkProfile: {
      networkPlugin: "azure",
      networkPluginMode: "overlay",
      networkDataplane: "azure",
      loadBalancerSku: "standard",
      outboundType: "loadBalancer",
      podCidr: "10.244.0.0/16",
      serviceCidr: "10.0.0.0/16",
      dnsServiceIP: "10.0.0.10",
    },
    windowsProfile: { adminUsername: "mullionadmin", adminPassword: spec.windowsAdminPassword },
    agentPoolProfiles: [systemPoolProfile(spec)],
    tags: { ...spec.tags },
  };
}

function systemPoolProfile({ systemPool, kubernetesVersion, nodeSubnetId }: ClusterSpec) {
  return {
    name: systemPoolName,
    mode: "System",
    type: "VirtualMachineScaleSets",
    osType: "Linux",
    osSKU: "Ubuntu",
    orchestratorVersion: kubernetesVersion,
    vmSize: systemPool.vmSize,
    count: systemPool.count,
    maxPods: 110,
    vnetSubnetID: nodeSubnetId,
    upgradeSettings: { maxSurge: "10%", drainTimeoutInMinutes: 30 },
  };
}
