import { badRequest } from "../errors";
import { isTrueAt, numberAt, textAt, textsAt } from "../../clouds/json";
import { machineOf } from "./machine";
import type { PoolRule } from "./pool-check";
import { invalidParameter } from "./pool-check";

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

/** @see https://learn.microsoft.com/azure/aks/create-node-pools#limitations */
const nameIsValid: PoolRule = ({ name }) =>
  /^[a-z][a-z0-9]{0,11}$/.test(name)
    ? undefined
    : invalidParameter(
        "agentPoolProfile.name",
        `The agent pool name '${name}' must begin with a lower-case letter, hold only lower-case letters and digits, and be at most 12 characters long. Please see https://aka.ms/aks-naming-rules for more details.`,
      );

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

/** Rules about a pool's name and machines. */
export const poolMachineRules: readonly PoolRule[] = [
  enumerationsHold,
  nameIsValid,
  vmSizeIsOffered,
  ephemeralDiskFits,
  kubeletConfigIsSound,
  publicPrefixNeedsPublicNodes,
  zonesAreNumbers,
];
