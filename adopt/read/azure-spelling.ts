import { isJson, type Json } from "../json";

/**
 * Names of properties that azure-native spells in another way than `az`, whose output comes from the Python SDK:
 * `osSku` there is `osSKU` here.
 *
 * @see https://www.pulumi.com/registry/packages/azure-native/api-docs/containerservice/managedcluster/ (read 2026-11-23)
 */
const spellings = [
  "adminGroupObjectIDs",
  "authorizedIPRanges",
  "backendPoolType",
  "diskCSIDriver",
  "diskEncryptionSetID",
  "dnsServiceIP",
  "effectiveOutboundIPs",
  "enableAzureRBAC",
  "enableCSIProxy",
  "enableEncryptionAtHost",
  "enableFIPS",
  "enableNodePublicIP",
  "enableRBAC",
  "enableUltraSSD",
  "enableVTPM",
  "fileCSIDriver",
  "hostGroupID",
  "issuerURL",
  "linuxOSConfig",
  "managedOutboundIPs",
  "networkDataplane",
  "nodeOSUpgradeChannel",
  "nodePublicIPPrefixID",
  "osDiskSizeGB",
  "osSKU",
  "outboundIPs",
  "outboundIPPrefixes",
  "podIPAllocationMode",
  "podSubnetID",
  "privateDNSZone",
  "proximityPlacementGroupID",
  "capacityReservationGroupID",
  "tenantID",
  "vnetSubnetID",
] as const;

const byLowerCase = new Map<string, string>(spellings.map((name) => [name.toLowerCase(), name]));

/** Maps whose keys are the user's own. */
const ownKeys: ReadonlySet<string> = new Set([
  "tags",
  "nodeLabels",
  "userAssignedIdentities",
  "addonProfiles",
  "identityProfile",
]);

/**
 * What only the server says, and no program can.
 *
 * @see https://learn.microsoft.com/rest/api/aks/managed-clusters/get
 */
const serverOnly: ReadonlySet<string> = new Set([
  "currentOrchestratorVersion",
  "effectiveOutboundIPs",
  "eTag",
  "etag",
  "issuerURL",
  "nodeImageVersion",
  "principalId",
  "provisioningState",
]);

/**
 * An object of Azure by the names of azure-native: without what is null, empty or the server's own, and flat where ARM
 * nests it under `properties`.
 *
 * @param raw - output of `az`, body of ARM, or outputs of azure-native
 */
export function azureProperties(raw: Json): Json {
  const { properties, ...envelope } = raw;
  return spelled({ ...envelope, ...(isJson(properties) ? properties : {}) });
}

function spelled(object: Json): Json {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]): [string, unknown][] => {
      const known = byLowerCase.get(name.toLowerCase()) ?? name;
      if (serverOnly.has(known)) return [];
      const inner = spelledValue(known, value);
      return inner === undefined ? [] : [[known, inner]];
    }),
  );
}

function spelledValue(name: string, value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  // The SDK has a list of ids where Azure has a map of ids to what it knows of them.
  if (name === "userAssignedIdentities" && isJson(value)) return Object.keys(value);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => (isJson(item) ? azureProperties(item) : item));
    return items.length === 0 ? undefined : items;
  }
  if (!isJson(value)) return value;
  // What else Azure says of an identity is its own.
  if (name === "identity")
    return spelled({ type: value["type"], userAssignedIdentities: value["userAssignedIdentities"] });
  const object = ownKeys.has(name) ? value : spelled(value);
  return Object.keys(object).length === 0 ? undefined : object;
}
