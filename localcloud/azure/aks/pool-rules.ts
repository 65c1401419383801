import { badRequest } from "../errors";
import { isTrueAt, numberAt, textAt, textsAt, valueAt } from "../json";
import { defaultOsSku, minorNumber, minorOf, osSkus } from "./facts";
import { machineOf } from "./machine";
import type { PoolCheck, PoolRule } from "./pool-check";
import { invalidParameter } from "./pool-check";
import { poolChangeRules } from "./pool-changes";
import { poolLabelRules } from "./pool-labels";
import { poolNetworkRules } from "./pool-network";
import { poolVersionRules } from "./pool-version";

const isWindows = (check: PoolCheck) => textAt(check.pool, "osType") === "Windows";
const isNew = (check: PoolCheck) => check.before === undefined;

/** @see https://learn.microsoft.com/azure/aks/create-node-pools#limitations */
const nameIsValid: PoolRule = ({ name }) =>
  /^[a-z][a-z0-9]{0,11}$/.test(name)
    ? undefined
    : invalidParameter(
        "agentPoolProfile.name",
        `The agent pool name '${name}' must begin with a lower-case letter, hold only lower-case letters and digits, and be at most 12 characters long. Please see https://aka.ms/aks-naming-rules for more details.`,
      );

const windowsNameIsShort: PoolRule = (check) =>
  isWindows(check) && check.name.length > 6
    ? badRequest(
        "WindowsAgentPoolNameTooLong",
        `Windows agent pool name '${check.name}' is too long. Windows agent pool name can not be longer than 6 characters.`,
        "agentPoolProfile.name",
      )
    : undefined;

/** Allowed values of text properties; the swagger's enumerations that the provider really checks. */
const enumerations: Readonly<Record<string, readonly string[]>> = {
  osType: ["Linux", "Windows"],
  mode: ["System", "User", "Gateway"],
  type: ["VirtualMachineScaleSets", "VirtualMachines", "AvailabilitySet"],
  osDiskType: ["Ephemeral", "Managed"],
  kubeletDiskType: ["OS", "Temporary"],
  scaleSetPriority: ["Regular", "Spot"],
  scaleSetEvictionPolicy: ["Delete", "Deallocate"],
  scaleDownMode: ["Delete", "Deallocate"],
};

const enumerationsHold: PoolRule = ({ pool }) => {
  for (const [property, allowed] of Object.entries(enumerations)) {
    const value = textAt(pool, property);
    if (value !== undefined && !allowed.includes(value)) {
      return invalidParameter(
        `agentPoolProfile.${property}`,
        `'${value}' is not one of ${allowed.join(", ")}.`,
      );
    }
  }
  return undefined;
};

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

const vmSizeIsOffered: PoolRule = (check) => {
  const vmSize = textAt(check.pool, "vmSize") ?? "";
  const machine = machineOf(vmSize);
  if (machine === undefined) {
    return badRequest(
      "BadRequest",
      `The VM size of ${vmSize} is not allowed in your subscription in location '${textAt(check.cluster, "location") ?? ""}'. For more details on VM sizes, please visit https://aka.ms/aks/restricted-skus`,
      "agentPoolProfile.vmSize",
    );
  }
  const isSystem = textAt(check.pool, "mode") === "System";
  return isSystem && (machine.vcpus < 2 || machine.memoryGiB < 4)
    ? badRequest(
        "BadRequest",
        `System agent pool '${check.name}' needs a VM size with at least 2 vCPUs and 4 GB of memory, ${vmSize} has fewer.`,
        "agentPoolProfile.vmSize",
      )
    : undefined;
};

const numbersAreInRange: PoolRule = (check) => {
  const minimum = textAt(check.pool, "mode") === "System" ? 1 : 0;
  const ranges: readonly (readonly [string, number, number])[] = [
    ["count", isTrueAt(check.pool, "enableAutoScaling") ? 0 : minimum, 1000],
    ["maxPods", 10, 250],
    ["osDiskSizeGB", 0, 2048],
    ["minCount", minimum, 1000],
    ["maxCount", minimum, 1000],
    ["upgradeSettings.drainTimeoutInMinutes", 1, 1440],
    ["upgradeSettings.nodeSoakDurationInMinutes", 0, 30],
  ];
  for (const [property, from, to] of ranges) {
    const value = numberAt(check.pool, property);
    if (value !== undefined && (value < from || value > to || !Number.isInteger(value))) {
      return invalidParameter(
        `agentPoolProfile.${property}`,
        `${String(value)} is not a whole number from ${String(from)} to ${String(to)}.`,
      );
    }
  }
  return undefined;
};

const autoscalerBoundsFit: PoolRule = (check) => {
  const [least, most, count] = ["minCount", "maxCount", "count"].map((name) => numberAt(check.pool, name));
  if (!isTrueAt(check.pool, "enableAutoScaling")) {
    return least === undefined && most === undefined
      ? undefined
      : invalidParameter(
          "agentPoolProfile.enableAutoScaling",
          `Agent pool '${check.name}' has minCount or maxCount, which need enableAutoScaling.`,
        );
  }
  if (least === undefined || most === undefined || least > most) {
    return invalidParameter(
      "agentPoolProfile.maxCount",
      `Agent pool '${check.name}' with enableAutoScaling needs minCount and maxCount, and maxCount must not be below minCount.`,
    );
  }
  return count !== undefined && (count < least || count > most)
    ? invalidParameter(
        "agentPoolProfile.count",
        `count ${String(count)} of agent pool '${check.name}' must lie between minCount ${String(least)} and maxCount ${String(most)}.`,
      )
    : undefined;
};

const autoscaledPoolsScaleThemselves: PoolRule = (check) => {
  const wasOn = isTrueAt(check.before, "enableAutoScaling") && isTrueAt(check.pool, "enableAutoScaling");
  const asked = numberAt(check.requested, "count");
  const [least = 0, most = 0] = ["minCount", "maxCount"].map((name) => numberAt(check.before, name));
  const now = numberAt(check.before, "count");
  // New bounds may force a new count; the same bounds with another count are a manual scale.
  const sameBounds = least === numberAt(check.pool, "minCount") && most === numberAt(check.pool, "maxCount");
  return wasOn && sameBounds && asked !== undefined && asked !== now
    ? badRequest(
        "OperationNotAllowed",
        `Cannot scale cluster autoscaler enabled node pool '${check.name}'.`,
        "agentPoolProfile.count",
      )
    : undefined;
};

/** @see https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning#maximum-pods-per-node */
const poolHoldsThirtyPods: PoolRule = (check) => {
  const nodes = numberAt(check.pool, isTrueAt(check.pool, "enableAutoScaling") ? "maxCount" : "count") ?? 0;
  const pods = numberAt(check.pool, "maxPods") ?? 0;
  return nodes > 0 && nodes * pods < 30
    ? badRequest(
        "InvalidParameter",
        `The value of parameter agentPoolProfile.maxPods is invalid. Error details: ${String(nodes)} nodes with ${String(pods)} pods each hold fewer than the 30 pods that an agent pool needs.`,
        "agentPoolProfile.maxPods",
      )
    : undefined;
};

/** @see https://learn.microsoft.com/azure/aks/spot-node-pool#limitations */
const spotHasLimits: PoolRule = (check) => {
  if (textAt(check.pool, "scaleSetPriority") !== "Spot") return undefined;
  if (textAt(check.pool, "mode") === "System") {
    return badRequest(
      "BadRequest",
      `System agent pool '${check.name}' cannot have scaleSetPriority Spot.`,
      "agentPoolProfile.scaleSetPriority",
    );
  }
  const hasSurge = ["maxSurge", "maxUnavailable"].some(
    (name) => valueAt(check.requested, `upgradeSettings.${name}`) !== undefined,
  );
  if (hasSurge)
    return badRequest(
      "BadRequest",
      `Spot agent pool '${check.name}' cannot have upgradeSettings maxSurge or maxUnavailable.`,
      "agentPoolProfile.upgradeSettings",
    );
  const price = numberAt(check.pool, "spotMaxPrice") ?? -1;
  return price === -1 || (price > 0 && Math.round(price * 1e5) === price * 1e5)
    ? undefined
    : invalidParameter(
        "agentPoolProfile.spotMaxPrice",
        "it must be -1 or a price above 0 with at most five decimals.",
      );
};

const surgeLeavesAWay: PoolRule = (check) => {
  const [surge = "", unavailable = ""] = ["maxSurge", "maxUnavailable"].map((name) =>
    textAt(check.pool, `upgradeSettings.${name}`),
  );
  const isAmount = (text: string) => text === "" || /^\d+$|^(\d|[1-9]\d|100)%$/.test(text);
  if (!isAmount(surge) || !isAmount(unavailable)) {
    return invalidParameter(
      "agentPoolProfile.upgradeSettings",
      "maxSurge and maxUnavailable must be whole numbers or percentages such as 33%.",
    );
  }
  const none = (text: string) => /^0%?$/.test(text);
  if (none(surge) && (unavailable === "" || none(unavailable))) {
    return invalidParameter(
      "agentPoolProfile.upgradeSettings.maxUnavailable",
      "it must be above 0 when maxSurge is 0.",
    );
  }
  return !none(unavailable) && unavailable !== "" && textAt(check.pool, "mode") === "System"
    ? invalidParameter(
        "agentPoolProfile.upgradeSettings.maxUnavailable",
        "it is not supported on System agent pools.",
      )
    : undefined;
};

const ephemeralDiskFits: PoolRule = (check) => {
  const local = machineOf(textAt(check.pool, "vmSize") ?? "")?.localDiskGiB ?? 0;
  const asked = numberAt(check.pool, "osDiskSizeGB") ?? 0;
  return textAt(check.pool, "osDiskType") === "Ephemeral" && (local === 0 || asked > local)
    ? badRequest(
        "BadRequest",
        `The virtual machine size ${textAt(check.pool, "vmSize") ?? ""} has a cache size of ${String(local)} GB, which does not fit an ephemeral OS disk of ${String(asked)} GB.`,
        "agentPoolProfile.osDiskType",
      )
    : undefined;
};

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

const kubeletConfigIsSound: PoolRule = (check) => {
  const [low = 0, high = 100] = ["imageGcLowThreshold", "imageGcHighThreshold"].map((name) =>
    numberAt(check.pool, `kubeletConfig.${name}`),
  );
  if (low > high)
    return invalidParameter(
      "agentPoolProfile.kubeletConfig.imageGcLowThreshold",
      "it must not be above imageGcHighThreshold.",
    );
  return (numberAt(check.pool, "kubeletConfig.containerLogMaxFiles") ?? 2) < 2
    ? invalidParameter("agentPoolProfile.kubeletConfig.containerLogMaxFiles", "it must be at least 2.")
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

const publicPrefixNeedsPublicNodes: PoolRule = (check) =>
  textAt(check.pool, "nodePublicIPPrefixID") !== undefined && !isTrueAt(check.pool, "enableNodePublicIP")
    ? invalidParameter("agentPoolProfile.nodePublicIPPrefixID", "it needs enableNodePublicIP.")
    : undefined;

const zonesAreNumbers: PoolRule = (check) => {
  const wrong = textsAt(check.pool, "availabilityZones").find((zone) => !/^[1-3]$/.test(zone));
  return wrong === undefined
    ? undefined
    : badRequest(
        "AvailabilityZoneNotSupported",
        `Availability zone '${wrong}' is not supported in location '${textAt(check.cluster, "location") ?? ""}'; supported zones are 1, 2, 3.`,
        "agentPoolProfile.availabilityZones",
      );
};

/** Everything that AKS checks about a pool, in the order of the answers. */
export const poolRules: readonly PoolRule[] = [
  nameIsValid,
  enumerationsHold,
  windowsNameIsShort,
  systemPoolsRunLinux,
  windowsNeedsAzureCni,
  windowsNeedsAzureDataplane,
  windowsNeedsProfile,
  ...poolVersionRules,
  skuIsOffered,
  fipsIsOnWhereRequired,
  vmSizeIsOffered,
  ...poolChangeRules,
  numbersAreInRange,
  autoscalerBoundsFit,
  autoscaledPoolsScaleThemselves,
  poolHoldsThirtyPods,
  spotHasLimits,
  surgeLeavesAWay,
  ephemeralDiskFits,
  windowsHasNoLinuxSettings,
  kubeletConfigIsSound,
  outboundNatCanBeOff,
  publicPrefixNeedsPublicNodes,
  zonesAreNumbers,
  ...poolLabelRules,
  ...poolNetworkRules,
];
