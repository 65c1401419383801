import * as v from "valibot";

/**
 * What is read of an AKS cluster to write its configuration; everything else is only compared.
 *
 * @see https://learn.microsoft.com/rest/api/aks/managed-clusters/get (2025-09-01, read 2026-11-23)
 */
export const describedCluster = v.object({
  location: v.string(),
  kubernetesVersion: v.string(),
  tags: v.optional(v.record(v.string(), v.string()), {}),
  sku: v.optional(v.object({ tier: v.optional(v.string()) }), {}),
  supportPlan: v.optional(v.string()),
  disableLocalAccounts: v.optional(v.boolean(), false),
  diskEncryptionSetID: v.optional(v.string()),
  identity: v.optional(
    v.object({ type: v.optional(v.string()), userAssignedIdentities: v.optional(v.array(v.string()), []) }),
  ),
  aadProfile: v.optional(
    v.object({
      adminGroupObjectIDs: v.optional(v.array(v.string()), []),
      enableAzureRBAC: v.optional(v.boolean(), false),
      tenantID: v.optional(v.string()),
    }),
  ),
  apiServerAccessProfile: v.optional(
    v.object({
      enablePrivateCluster: v.optional(v.boolean(), false),
      authorizedIPRanges: v.optional(v.array(v.string()), []),
    }),
    {},
  ),
  autoUpgradeProfile: v.optional(
    v.object({ upgradeChannel: v.optional(v.string()), nodeOSUpgradeChannel: v.optional(v.string()) }),
    {},
  ),
  networkProfile: v.optional(
    v.object({
      networkPlugin: v.optional(v.string()),
      networkPluginMode: v.optional(v.string()),
      networkDataplane: v.optional(v.string()),
      networkPolicy: v.optional(v.string()),
      outboundType: v.optional(v.string()),
      podCidr: v.optional(v.string()),
      serviceCidr: v.optional(v.string()),
      dnsServiceIP: v.optional(v.string()),
    }),
    {},
  ),
  oidcIssuerProfile: v.optional(v.object({ enabled: v.optional(v.boolean(), false) }), {}),
  securityProfile: v.optional(
    v.object({ workloadIdentity: v.optional(v.object({ enabled: v.optional(v.boolean(), false) })) }),
    {},
  ),
  servicePrincipalProfile: v.optional(v.object({ clientId: v.optional(v.string()) }), {}),
  windowsProfile: v.optional(
    v.object({ adminUsername: v.optional(v.string()), licenseType: v.optional(v.string()) }),
  ),
});

/** What is read of a node pool to write its configuration. */
export const describedPool = v.object({
  mode: v.optional(v.string(), "User"),
  osType: v.optional(v.string(), "Linux"),
  osSKU: v.optional(v.string()),
  vmSize: v.string(),
  count: v.optional(v.number(), 0),
  enableAutoScaling: v.optional(v.boolean(), false),
  minCount: v.optional(v.number()),
  maxCount: v.optional(v.number()),
  maxPods: v.optional(v.number()),
  osDiskSizeGB: v.optional(v.number()),
  osDiskType: v.optional(v.string()),
  availabilityZones: v.optional(v.array(v.string()), []),
  vnetSubnetID: v.optional(v.string()),
  nodeLabels: v.optional(v.record(v.string(), v.string()), {}),
  nodeTaints: v.optional(v.array(v.string()), []),
  orchestratorVersion: v.optional(v.string()),
  enableFIPS: v.optional(v.boolean(), false),
  enableEncryptionAtHost: v.optional(v.boolean(), false),
  scaleSetPriority: v.optional(v.string()),
  scaleSetEvictionPolicy: v.optional(v.string()),
  spotMaxPrice: v.optional(v.number()),
  upgradeSettings: v.optional(
    v.object({
      maxSurge: v.optional(v.string()),
      maxUnavailable: v.optional(v.string()),
      drainTimeoutInMinutes: v.optional(v.number()),
      nodeSoakDurationInMinutes: v.optional(v.number()),
    }),
    {},
  ),
  windowsProfile: v.optional(v.object({ disableOutboundNat: v.optional(v.boolean(), false) }), {}),
});

/** A cluster as read. */
export type DescribedCluster = v.InferOutput<typeof describedCluster>;
/** A node pool as read. */
export type DescribedPool = v.InferOutput<typeof describedPool>;
/** A node pool with its name in Azure. */
export interface NamedPool extends DescribedPool {
  readonly physicalName: string;
}
