import { badRequest } from "../errors";
import { isTrueAt, textAt, valueAt } from "../../clouds/json";
import { defaultOsSku, minorNumber, minorOf, osSkus } from "./facts";
import type { PoolCheck, PoolRule } from "./pool-check";
import { invalidParameter } from "./pool-check";

const isWindows = (check: PoolCheck) => textAt(check.pool, "osType") === "Windows";

const isNew = (check: PoolCheck) => check.before === undefined;

const windowsNameIsShort: PoolRule = (check) =>
  isWindows(check) && check.name.length > 6
    ? badRequest(
        "WindowsAgentPoolNameTooLong",
        `Windows agent pool name '${check.name}' is too long. Windows agent pool name can not be longer than 6 characters.`,
        "agentPoolProfile.name",
      )
    : undefined;

const systemPoolsRunLinux: PoolRule = (check) =>
  isWindows(check) && textAt(check.pool, "mode") === "System"
    ? invalidParameter(
        "agentPoolProfile.mode",
        `Agent pool '${check.name}': System mode needs osType Linux. Please see https://aka.ms/aks/system-node-pools for more details.`,
      )
    : undefined;

const windowsNeedsAzureCni: PoolRule = (check) => {
  const plugin = textAt(check.cluster, "properties.networkProfile.networkPlugin");
  return isWindows(check) && plugin !== "azure"
    ? badRequest(
        "AzureCNIOnlyForWindows",
        "Windows agent pools can only be added to AKS clusters using Azure-CNI.",
        "agentPoolProfile.osType",
      )
    : undefined;
};

const windowsNeedsAzureDataplane: PoolRule = (check) =>
  isWindows(check) && textAt(check.cluster, "properties.networkProfile.networkDataplane") === "cilium"
    ? badRequest(
        "BadRequest",
        `Windows agent pool '${check.name}' is not supported with network dataplane cilium.`,
        "networkProfile.networkDataplane",
      )
    : undefined;

const windowsNeedsProfile: PoolRule = (check) =>
  isWindows(check) && valueAt(check.cluster, "properties.windowsProfile") === undefined
    ? badRequest(
        "WindowsProfileMissing",
        "Windows profile definition is missing for the cluster, so Windows agent pools cannot be added to it.",
        "windowsProfile",
      )
    : undefined;

const skuIsOffered: PoolRule = (check) => {
  const name = textAt(check.pool, "osSKU") ?? "";
  const sku = osSkus[name];
  const os = textAt(check.pool, "osType");
  if (sku === undefined || sku.os !== os) {
    return badRequest(
      "InvalidOSSKU",
      `OSSKU='${name}' is invalid, details: it must be one of ${skusOf(os)} for osType ${os ?? "Linux"}.`,
      "agentPoolProfile.osSKU",
    );
  }
  const today = check.cloud.now().toISOString().slice(0, 10);
  if (sku.retired !== undefined && isNew(check) && today >= sku.retired) {
    return badRequest(
      "InvalidOSSKU",
      `OSSKU='${name}' is invalid, details: it was retired on ${sku.retired}; new agent pools cannot use it.`,
      "agentPoolProfile.osSKU",
    );
  }
  const minor = minorOf(textAt(check.pool, "currentOrchestratorVersion") ?? "");
  const tooOld = sku.firstMinor !== undefined && minorNumber(minor) < minorNumber(sku.firstMinor);
  const tooNew = sku.lastMinor !== undefined && minorNumber(minor) > minorNumber(sku.lastMinor);
  if (!tooOld && !tooNew) return undefined;
  const range = tooOld
    ? `needs Kubernetes ${sku.firstMinor ?? ""} or later`
    : `is supported up to Kubernetes ${sku.lastMinor ?? ""}`;
  return badRequest(
    "InvalidOSSKU",
    `OSSKU='${name}' is invalid, details: it ${range}, and agent pool '${check.name}' is at ${minor}. The default there is ${defaultOsSku(sku.os, minor)}.`,
    "agentPoolProfile.osSKU",
  );
};

function skusOf(os: string | undefined): string {
  return Object.entries(osSkus)
    .filter(([, sku]) => sku.os === os && sku.retired === undefined)
    .map(([name]) => name)
    .join(", ");
}

/** @see https://learn.microsoft.com/azure/aks/enable-fips-nodes */
const fipsIsOnWhereRequired: PoolRule = (check) =>
  osSkus[textAt(check.pool, "osSKU") ?? ""]?.fips === "required" && !isTrueAt(check.pool, "enableFIPS")
    ? badRequest(
        "BadRequest",
        `Agent pool '${check.name}': OSSKU '${textAt(check.pool, "osSKU") ?? ""}' needs enableFIPS to be true.`,
        "agentPoolProfile.enableFIPS",
      )
    : undefined;

const linuxOnly = ["linuxOSConfig", "messageOfTheDay", "gpuInstanceProfile"] as const;

const windowsHasNoLinuxSettings: PoolRule = (check) => {
  const found = linuxOnly.find((name) => valueAt(check.requested, name) !== undefined);
  if (isWindows(check) && found !== undefined)
    return invalidParameter(`agentPoolProfile.${found}`, "it is not supported on Windows agent pools.");
  return isWindows(check) &&
    ["enableVTPM", "enableSecureBoot"].some((name) => isTrueAt(check.requested, `securityProfile.${name}`))
    ? invalidParameter(
        "agentPoolProfile.securityProfile",
        "Trusted Launch is not supported on Windows agent pools.",
      )
    : undefined;
};

/** @see https://learn.microsoft.com/azure/aks/nat-gateway#disable-outboundnat-for-windows */
const outboundNatCanBeOff: PoolRule = (check) => {
  if (!isTrueAt(check.pool, "windowsProfile.disableOutboundNat")) return undefined;
  const outbound = textAt(check.cluster, "properties.networkProfile.outboundType") ?? "";
  const hasGateway = /NATGateway$/.test(outbound);
  return hasGateway && !isTrueAt(check.pool, "enableNodePublicIP")
    ? undefined
    : invalidParameter(
        "agentPoolProfile.windowsProfile.disableOutboundNat",
        "it needs outboundType managedNATGateway or userAssignedNATGateway and no public addresses on nodes.",
      );
};

/** Rules about a pool's operating system: what Windows needs, and which SKU goes with which version. */
export const poolOsRules: readonly PoolRule[] = [
  windowsNameIsShort,
  systemPoolsRunLinux,
  windowsNeedsAzureCni,
  windowsNeedsAzureDataplane,
  windowsNeedsProfile,
  skuIsOffered,
  fipsIsOnWhereRequired,
  windowsHasNoLinuxSettings,
  outboundNatCanBeOff,
];
