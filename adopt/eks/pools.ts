import { isEksWindowsAmiType, eksWindowsAmis } from "../../catalogue/eks";
import { poolNameFor, type PoolName } from "../pool-name";
import type { NamedGroup } from "./described";

/** Most characters of a pool's name in the configuration of EKS. */
const nameLength = 35;

/** What the configuration says of a pool. */
interface PoolDraft {
  readonly physicalName: string;
  readonly config: { readonly name: string; readonly slot: string } & Readonly<Record<string, unknown>>;
}

/** Whether a node group runs Windows; `undefined` where its own image hides that. */
export function isWindows({ amiType }: NamedGroup): boolean | undefined {
  return amiType === "CUSTOM" ? undefined : amiType.startsWith("WINDOWS_");
}

/**
 * Whether Mullion has words for a node group: its image is one of EKS, and the group itself says the instance types.
 *
 * @param group - as read
 */
export function isExpressible(group: NamedGroup): boolean {
  const { amiType, instanceTypes } = group;
  if (instanceTypes.length === 0) return false;
  return isWindows(group) === true ? isEksWindowsAmiType(amiType) : isWindows(group) === false;
}

/**
 * The group that becomes the system pool: Linux, for everybody, called so or else the first by name.
 *
 * @param groups - all groups
 */
export function systemGroupOf(groups: readonly NamedGroup[]): NamedGroup | undefined {
  const linux = groups.filter((group) => isExpressible(group) && isWindows(group) === false);
  const open = linux.filter(({ taints }) => taints.every(({ key }) => key === "CriticalAddonsOnly"));
  const byName = [...open].sort((a, b) => (a.physicalName < b.physicalName ? -1 : 1));
  return byName.find(({ physicalName }) => /^system/i.test(physicalName)) ?? byName[0];
}

/**
 * The configuration of the pools beside the system pool; groups without words are left out.
 *
 * @param groups - as read
 * @param clusterVersion - the control plane's minor
 */
export function poolDrafts(groups: readonly NamedGroup[], clusterVersion: string): readonly PoolDraft[] {
  const taken: PoolName[] = [];
  return groups.filter(isExpressible).map((group) => {
    const named = poolNameFor(group.physicalName, nameLength, taken);
    taken.push(named);
    return {
      physicalName: group.physicalName,
      config: { ...named, ...poolSettings(group, clusterVersion) },
    };
  });
}

/**
 * The configuration of the system pool.
 *
 * @param group - as read
 */
export function systemPoolDraft(group: NamedGroup): Readonly<Record<string, unknown>> {
  return {
    ...machine(group),
    ...(group.taints.some(({ key }) => key === "CriticalAddonsOnly") ? { dedicated: true } : {}),
    adopted: adopted(group),
  };
}

function poolSettings(group: NamedGroup, clusterVersion: string) {
  const { amiType, version, capacityType } = group;
  const labels = Object.entries(group.labels).filter(([key, value]) => isOwn(key) && value !== "");
  const windows = isWindows(group) === true;
  const taints = group.taints.flatMap(({ key, value, effect }) => {
    const known = taintEffects[effect];
    const isSet = (windows && key === "os") || !isOwn(key) || value === "";
    return known === undefined || isSet ? [] : [{ key, value, effect: known }];
  });
  return {
    ...(isEksWindowsAmiType(amiType) ? windowsSettings(amiType) : { os: "Linux" }),
    ...machine(group),
    ...(version === undefined || version === clusterVersion ? {} : { kubernetesVersion: version }),
    ...(capacityType === "SPOT" ? { spot: true } : {}),
    ...(labels.length === 0 ? {} : { labels: Object.fromEntries(labels) }),
    ...(taints.length === 0 ? {} : { taints }),
    adopted: adopted(group),
  };
}

function windowsSettings(amiType: keyof typeof eksWindowsAmis) {
  const { release, edition } = eksWindowsAmis[amiType];
  return { os: "Windows", release, ...(edition === "FULL" ? { edition: "Full" } : {}) };
}

function machine({ instanceTypes, diskSize, scalingConfig, updateConfig }: NamedGroup) {
  const { minSize, maxSize, desiredSize } = scalingConfig;
  const fixed = minSize === desiredSize && maxSize === Math.max(desiredSize, 1);
  const { maxUnavailable = 0, maxUnavailablePercentage: percentage = 0 } = updateConfig;
  // AWS answers the one that is not set as 0, or not at all.
  const atOnce = percentage > 0 ? `${String(percentage)}%` : String(maxUnavailable);
  return {
    instanceTypes,
    ...(diskSize === undefined || diskSize < 30 ? {} : { osDiskGiB: diskSize }),
    ...(fixed ? { count: desiredSize } : { autoscale: { min: minSize, max: maxSize } }),
    ...(atOnce === "0" ? {} : { upgrade: { maxUnavailable: atOnce } }),
  };
}

function adopted({ physicalName, nodeRoleArn, launchTemplate }: NamedGroup) {
  return {
    name: physicalName,
    nodeRoleArn,
    ...(launchTemplate === undefined
      ? {}
      : { launchTemplate: { id: launchTemplate.id, version: launchTemplate.version } }),
  };
}

const taintEffects: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
  NO_EXECUTE: "NoExecute",
};

/** Kubernetes and EKS have keys of their own, which no program may say. */
function isOwn(key: string): boolean {
  const prefix = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
  return !/(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com|mullion)$/.test(prefix);
}
