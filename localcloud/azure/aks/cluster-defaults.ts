import { base36Of, guidOf, hexOf } from "../../clouds/identifiers";
import { plainLocation } from "../common/naming";
import type { JsonObject } from "../../clouds/json";
import { objectAt, overlay, textAt, textOf, valueAt, without, withoutNulls } from "../../clouds/json";
import type { Put } from "../resource-type";
import { tenantId } from "../tenant";
import { defaultMinor, minorNumber, minorOf } from "./facts";
import { nodeResourceGroup } from "./ids";
import { resolveVersion } from "./versions";

/** What only the server sets. */
const ownedByServer = [
  "currentKubernetesVersion",
  "provisioningState",
  "fqdn",
  "azurePortalFQDN",
  "maxAgentPools",
  "resourceUID",
];

/**
 * The body of a cluster with the server's defaults; pools are not in it, they are resources of their own.
 *
 * @see https://learn.microsoft.com/rest/api/aks/managed-clusters/create-or-update
 */
export function completeCluster(put: Put): JsonObject {
  const known = completed.get(put);
  if (known !== undefined) return known;
  const body = complete(put);
  completed.set(put, body);
  return body;
}

/** Nearly every rule asks for the completed body of the same request. */
const completed = new WeakMap<Put, JsonObject>();

function complete({ cloud, id, requested, before }: Put): JsonObject {
  const given = without(objectAt(withoutNulls(requested), "properties"), [
    "agentPoolProfiles",
    ...ownedByServer,
  ]);
  const envelope = { ...withoutNulls(requested), location: plainLocation(textOf(requested["location"])) };
  const old = before?.body ?? {};
  const kept = { ...old, properties: { ...objectAt(old, "properties") } };
  const wanted = overlay(kept, { ...envelope, properties: given });
  const body = withoutPassword({ ...wanted, tags: objectAt(requested, "tags") });
  const version = textAt(body, "properties.kubernetesVersion") ?? defaultMinor;
  const current = currentVersion(version, textAt(old, "properties.currentKubernetesVersion"));
  const fixed = { properties: { kubernetesVersion: version, currentKubernetesVersion: current } };
  const whole = overlay(overlay(defaults(id.key, id.name, body, current, before === undefined), body), fixed);
  const network = objectAt(whole, "properties.networkProfile");
  const profile =
    before === undefined ? filledWindowsProfile(cloud.switches.strictWindowsProfile, whole) : {};
  return overlay(whole, {
    properties: {
      nodeResourceGroup: nodeResourceGroup(id.text, whole),
      networkProfile: { ...plural(network, "serviceCidr"), ...plural(network, "podCidr") },
      ...profile,
    },
  });
}

/** Sending `1.36` again to a cluster at 1.36.2 changes nothing. */
function currentVersion(asked: string, current: string | undefined): string {
  if (current !== undefined && (asked === current || asked === minorOf(current))) return current;
  return resolveVersion(asked) ?? asked;
}

function defaults(key: string, name: string, body: JsonObject, version: string, isNew: boolean): JsonObject {
  const location = textAt(body, "location") ?? "";
  const prefix =
    textAt(body, "properties.dnsPrefix") ?? textAt(body, "properties.fqdnSubdomain") ?? name.toLowerCase();
  const host = `${prefix}-${base36Of(key, 8)}`;
  const issuerOn =
    valueAt(body, "properties.oidcIssuerProfile.enabled") ?? (isNew && minorNumber(version) >= 34);
  return {
    sku: { name: "Base", tier: "Free" },
    identity: identity(key, body),
    properties: {
      powerState: { code: "Running" },
      fqdn: `${host}.hcp.${location}.azmk8s.io`,
      azurePortalFQDN: `${host}.portal.hcp.${location}.azmk8s.io`,
      enableRBAC: true,
      supportPlan: "KubernetesOfficial",
      networkProfile: networkDefaults(body),
      maxAgentPools: 100,
      servicePrincipalProfile: { clientId: "msi" },
      identityProfile: { kubeletidentity: kubeletIdentity(key, name, body) },
      autoUpgradeProfile: { nodeOSUpgradeChannel: "NodeImage" },
      disableLocalAccounts: false,
      securityProfile: {},
      addonProfiles: {},
      storageProfile: {
        diskCSIDriver: { enabled: true },
        fileCSIDriver: { enabled: true },
        snapshotController: { enabled: true },
      },
      oidcIssuerProfile:
        issuerOn === true
          ? {
              enabled: true,
              issuerURL: `https://${location}.oic.prod-aks.azure.com/${tenantId}/${guidOf(`${key}#issuer`)}/`,
            }
          : { enabled: false },
      workloadAutoScalerProfile: {},
      resourceUID: hexOf(key, 24),
      metricsProfile: { costAnalysis: { enabled: false } },
      nodeProvisioningProfile: { mode: "Manual", defaultNodePools: "Auto" },
      bootstrapProfile: { artifactSource: "Direct" },
    },
  };
}

function networkDefaults(body: JsonObject): JsonObject {
  const asked = objectAt(body, "properties.networkProfile");
  const plugin = textAt(asked, "networkPlugin") ?? "azure";
  const overlayByDefault = textAt(asked, "networkPlugin") === undefined;
  const hasPodRange =
    plugin === "kubenet" || overlayByDefault || textAt(asked, "networkPluginMode") === "overlay";
  const outbound = textAt(asked, "outboundType") ?? "loadBalancer";
  return {
    networkPlugin: plugin,
    ...(overlayByDefault ? { networkPluginMode: "overlay" } : {}),
    networkPolicy: "none",
    networkDataplane: "azure",
    loadBalancerSku: "standard",
    ...(outbound === "loadBalancer"
      ? { loadBalancerProfile: { managedOutboundIPs: { count: 1 }, backendPoolType: "nodeIPConfiguration" } }
      : {}),
    ...(hasPodRange ? { podCidr: "10.244.0.0/16" } : {}),
    serviceCidr: "10.0.0.0/16",
    dnsServiceIP: "10.0.0.10",
    outboundType: "loadBalancer",
    ipFamilies: ["IPv4"],
  };
}

/** The server returns each range twice: alone and in a list. */
function plural(network: JsonObject, name: "serviceCidr" | "podCidr"): JsonObject {
  const value = textAt(network, name);
  return value === undefined || valueAt(network, `${name}s`) !== undefined ? {} : { [`${name}s`]: [value] };
}

function identity(key: string, body: JsonObject): JsonObject {
  const type = textAt(body, "identity.type");
  if (type !== "UserAssigned")
    return type === "SystemAssigned" ? { principalId: guidOf(`${key}#principal`), tenantId } : {};
  const identities = objectAt(body, "identity.userAssignedIdentities");
  return {
    userAssignedIdentities: Object.fromEntries(
      Object.keys(identities).map((id) => [
        id,
        {
          principalId: guidOf(`${id.toLowerCase()}#principal`),
          clientId: guidOf(`${id.toLowerCase()}#client`),
        },
      ]),
    ),
  };
}

/** The identity of the nodes: a given one, or one that AKS makes itself in the group of the machines. */
function kubeletIdentity(key: string, name: string, body: JsonObject): JsonObject {
  const subscription = key.split("/")[2] ?? "";
  const group = nodeResourceGroup(key, body);
  const made = `/subscriptions/${subscription}/resourcegroups/${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}-agentpool`;
  const resourceId = textAt(body, "properties.identityProfile.kubeletidentity.resourceId") ?? made;
  const seed = resourceId.toLowerCase();
  return { resourceId, clientId: guidOf(`${seed}#client`), objectId: guidOf(`${seed}#principal`) };
}

/** The password never goes into the body: GET does not return it either. */
function withoutPassword(body: JsonObject): JsonObject {
  const profile = valueAt(body, "properties.windowsProfile");
  if (profile === undefined) return body;
  const rest = without(objectAt(body, "properties.windowsProfile"), ["adminPassword"]);
  return {
    ...body,
    properties: { ...objectAt(body, "properties"), windowsProfile: overlay({ enableCSIProxy: true }, rest) },
  };
}

/**
 * The documentation says that a cluster made without `windowsProfile` never takes Windows pools; real answers
 * show that the server fills one in.
 *
 * @see https://learn.microsoft.com/azure/aks/create-node-pools#limitations
 */
function filledWindowsProfile(strict: boolean, body: JsonObject): JsonObject {
  const network = objectAt(body, "properties.networkProfile");
  const eligible =
    textAt(network, "networkPlugin") === "azure" && textAt(network, "loadBalancerSku") === "standard";
  if (strict || !eligible || valueAt(body, "properties.windowsProfile") !== undefined) return {};
  return { windowsProfile: { adminUsername: "azureuser", enableCSIProxy: true } };
}
