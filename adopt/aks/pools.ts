import { poolNameFor, type PoolName } from "../pool-name";
import type { NamedPool } from "./described";

/** Most characters of a pool's name in the configuration: AKS allows 12 and 6, and the slot letter takes one. */
const nameLength = { Linux: 11, Windows: 5 } as const;

/** What the configuration says of a pool. */
interface PoolDraft {
  readonly physicalName: string;
  readonly config: { readonly name: string; readonly slot: string } & Readonly<Record<string, unknown>>;
}

/**
 * The configuration of the pools beside the system pool.
 *
 * @param pools - as read
 * @param clusterVersion - the control plane's version
 */
export function poolDrafts(pools: readonly NamedPool[], clusterVersion: string): readonly PoolDraft[] {
  const taken: PoolName[] = [];
  return pools.map((pool) => {
    const os = pool.osType === "Windows" ? "Windows" : "Linux";
    const named = poolNameFor(pool.physicalName, nameLength[os], taken);
    taken.push(named);
    return {
      physicalName: pool.physicalName,
      config: { ...named, ...poolSettings(pool, os, clusterVersion) },
    };
  });
}

/**
 * The configuration of the inline pool.
 *
 * @param pool - as read
 */
export function systemPoolDraft(pool: NamedPool): Readonly<Record<string, unknown>> {
  const [taint, ...others] = pool.nodeTaints;
  const dedicated = taint === "CriticalAddonsOnly=true:NoSchedule" && others.length === 0;
  return {
    ...machine(pool),
    ...(pool.osSKU === "AzureLinux" ? { osSku: "AzureLinux" } : {}),
    ...(dedicated ? { dedicated } : {}),
    ...upgrade(pool),
  };
}

function poolSettings(pool: NamedPool, os: "Linux" | "Windows", clusterVersion: string) {
  const labels = Object.entries(pool.nodeLabels).filter(([key, value]) => isOwn(key) && value !== "");
  const taints = pool.nodeTaints.flatMap((text) => taintOf(text, os));
  const { orchestratorVersion: version } = pool;
  return {
    os,
    ...(os === "Windows" ? { release: (pool.osSKU ?? "").replace("Windows", "") } : {}),
    ...(os === "Linux" && pool.osSKU === "AzureLinux" ? { osSku: "AzureLinux" } : {}),
    ...machine(pool),
    ...(version === undefined || version === clusterVersion ? {} : { kubernetesVersion: version }),
    ...(pool.enableFIPS ? { fips: true } : {}),
    ...(pool.enableEncryptionAtHost ? { encryptionAtHost: true } : {}),
    ...(labels.length === 0 ? {} : { labels: Object.fromEntries(labels) }),
    ...(taints.length === 0 ? {} : { taints }),
    ...(pool.scaleSetPriority === "Spot" ? { spot: spot(pool) } : {}),
    ...(os === "Windows" && pool.windowsProfile.disableOutboundNat ? { outboundNat: false } : {}),
    ...upgrade(pool),
    adopted: { name: pool.physicalName },
  };
}

function machine(pool: NamedPool) {
  const size =
    pool.enableAutoScaling && pool.maxCount !== undefined
      ? { autoscale: { min: pool.minCount ?? 0, max: pool.maxCount } }
      : { count: pool.count };
  return {
    vmSize: pool.vmSize,
    ...size,
    ...(pool.osDiskSizeGB === undefined ? {} : { osDiskGiB: pool.osDiskSizeGB }),
    ...(pool.osDiskType === "Ephemeral" ? { osDiskType: "Ephemeral" } : {}),
    ...(pool.availabilityZones.length === 0 ? {} : { zones: pool.availabilityZones }),
    ...(pool.maxPods === undefined ? {} : { maxPods: pool.maxPods }),
  };
}

function upgrade({ upgradeSettings }: NamedPool) {
  return Object.keys(upgradeSettings).length === 0 ? {} : { upgrade: upgradeSettings };
}

function spot({ scaleSetEvictionPolicy, spotMaxPrice }: NamedPool) {
  return {
    ...(scaleSetEvictionPolicy === "Deallocate" ? { evictionPolicy: "Deallocate" } : {}),
    ...(spotMaxPrice === undefined ? {} : { maxPrice: spotMaxPrice }),
  };
}

/** Azure sets labels of its own, which no program may say. */
function isOwn(key: string): boolean {
  const prefix = key.includes("/") ? key.slice(0, key.indexOf("/")) : key;
  return !/(^|\.)(kubernetes\.azure\.com|kubernetes\.io|k8s\.io|mullion|agentpool)$/.test(prefix);
}

function taintOf(text: string, os: "Linux" | "Windows") {
  const [, key = "", value = "", effect = ""] = /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(text) ?? [];
  const isForWindows = os === "Windows" && key === "os";
  return key === "" || value === "" || isForWindows || !isOwn(key) ? [] : [{ key, value, effect }];
}
