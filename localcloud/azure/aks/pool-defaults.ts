import type { JsonObject } from "../../clouds/json";
import { isTrueAt, numberAt, objectAt, overlay, textAt, without, withoutNulls } from "../../clouds/json";
import { defaultOsSku, minorOf, osSkus } from "./facts";
import { defaultManagedDiskGiB, machineOf } from "./machine";
import { resolveVersion } from "./versions";

/** What a pool gets that asks for no VM size; Azure picks one that it has capacity for. */
const defaultVmSize = "Standard_D4ds_v5";

/** What a PUT clears when it leaves it out; everything else that it leaves out stays as it was. */
const clearedWhenLeftOut = [
  "nodeLabels",
  "nodeTaints",
  "tags",
  "enableAutoScaling",
  "minCount",
  "maxCount",
] as const;

/** What only the server sets. */
const ownedByServer = [
  "currentOrchestratorVersion",
  "nodeImageVersion",
  "provisioningState",
  "eTag",
] as const;

/**
 * The properties of a pool with the server's defaults.
 *
 * @param cluster The cluster's body.
 * @param requested The pool's properties as they were sent.
 * @param before The pool's properties so far.
 * @see https://learn.microsoft.com/rest/api/aks/agent-pools/create-or-update
 */
export function completePool(
  cluster: JsonObject,
  requested: JsonObject,
  before: JsonObject | undefined,
): JsonObject {
  const given = without(withoutNulls(requested), ownedByServer);
  const leftOut = clearedWhenLeftOut.filter((name) => !(name in given));
  const kept = without(before ?? {}, [...leftOut, ...ownedByServer]);
  const wanted = overlay(kept, given);
  // Maps are replaced whole, never merged.
  const maps = Object.fromEntries(
    ["nodeLabels", "tags"].flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])),
  );
  const pool = { ...wanted, ...maps };
  return overlay(defaults(cluster, pool, before), pool);
}

function defaults(cluster: JsonObject, pool: JsonObject, before: JsonObject | undefined): JsonObject {
  const osType = textAt(pool, "osType") === "Windows" ? "Windows" : "Linux";
  const version =
    textAt(pool, "orchestratorVersion") ?? textAt(cluster, "properties.kubernetesVersion") ?? "";
  const current = currentVersion(version, before);
  const osSKU = textAt(pool, "osSKU") ?? defaultOsSku(osType, minorOf(current));
  const vmSize = textAt(pool, "vmSize") ?? defaultVmSize;
  const isSpot = textAt(pool, "scaleSetPriority") === "Spot";
  return {
    count: Math.max(1, numberAt(pool, "minCount") ?? 1),
    vmSize,
    ...disk(pool, vmSize),
    kubeletDiskType: "OS",
    workloadRuntime: "OCIContainer",
    maxPods: defaultMaxPods(cluster, pool),
    type: "VirtualMachineScaleSets",
    enableAutoScaling: false,
    scaleDownMode: "Delete",
    powerState: { code: "Running" },
    orchestratorVersion: version,
    currentOrchestratorVersion: current,
    enableNodePublicIP: false,
    mode: "User",
    enableEncryptionAtHost: false,
    enableUltraSSD: false,
    osType,
    osSKU,
    nodeImageVersion: nodeImage(osSKU, current, before),
    enableFIPS: false,
    securityProfile: { enableVTPM: false, enableSecureBoot: false },
    ...(isSpot
      ? { spotMaxPrice: -1, scaleSetEvictionPolicy: "Delete" }
      : { upgradeSettings: { maxSurge: "10%", maxUnavailable: "0" } }),
  };
}

/** Sending `1.36` again to a pool at 1.36.2 changes nothing, even when there is a 1.36.3. */
function currentVersion(asked: string, before: JsonObject | undefined): string {
  const current = textAt(before, "currentOrchestratorVersion");
  if (current !== undefined && (asked === minorOf(current) || asked === current)) return current;
  return resolveVersion(asked) ?? asked;
}

/** A pool keeps its image until its version or its operating system changes, or somebody upgrades the image. */
function nodeImage(osSKU: string, version: string, before: JsonObject | undefined): string {
  const unchanged =
    textAt(before, "osSKU") === osSKU && textAt(before, "currentOrchestratorVersion") === version;
  return (unchanged ? textAt(before, "nodeImageVersion") : undefined) ?? osSkus[osSKU]?.images.at(-1) ?? "";
}

/** An ephemeral OS disk where the machine has room for one, a managed one otherwise. */
function disk(pool: JsonObject, vmSize: string): JsonObject {
  const machine = machineOf(vmSize);
  const asked = numberAt(pool, "osDiskSizeGB") ?? 0;
  const local = machine?.localDiskGiB ?? 0;
  const osDiskType = textAt(pool, "osDiskType") ?? (local > 0 && asked <= local ? "Ephemeral" : "Managed");
  const usual = osDiskType === "Ephemeral" ? local : defaultManagedDiskGiB(machine?.vcpus ?? 0);
  return { osDiskType, osDiskSizeGB: asked > 0 ? asked : usual };
}

/** @see https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning */
function defaultMaxPods(cluster: JsonObject, pool: JsonObject): number {
  const network = objectAt(cluster, "properties.networkProfile");
  if (textAt(network, "networkPluginMode") === "overlay") return 250;
  if (textAt(network, "networkPlugin") !== "azure") return 110;
  return textAt(pool, "podSubnetID") === undefined ? 30 : 110;
}

/** How many nodes the pool may come to have: its maximum when it is scaled automatically. */
export function largestCount(pool: JsonObject): number {
  return (
    (isTrueAt(pool, "enableAutoScaling") ? numberAt(pool, "maxCount") : undefined) ??
    numberAt(pool, "count") ??
    0
  );
}
