import { aksDefaultMaxPods } from "../../catalogue/aks";
import { kubeletMaxPods, nodeCapacity } from "../../catalogue/capacity";
import { instanceType } from "../../catalogue/instance-types";
import { vmSize } from "../../catalogue/vm-sizes";
import { parseQuantity } from "../quantity";
import type { NodePool } from "./node-pools";
import { containersOf, type Pod } from "./pods";

const GIB = 2 ** 30;

/** Sum of the memory limits of a pod's containers in GiB; undefined when one has none. @throws {Unproved} */
export function memoryLimitGiB(pod: Pod): number | undefined {
  const limits = containersOf(pod)
    // Init containers run one after another before the others; what they take is free again.
    .filter(({ list }) => list === "containers")
    .map(({ view }) => parseQuantity(view.text("resources", "limits", "memory") ?? ""));
  const sum = limits.reduce<number | undefined>(
    (total, limit) => (total === undefined || limit === undefined ? undefined : total + limit),
    0,
  );
  return sum === undefined ? undefined : sum / GIB;
}

/**
 * Memory in GiB that a Windows pool's nodes have for pods, by the catalogue; where the platform may choose among
 * machines, on the smallest of them.
 *
 * @returns undefined where the catalogue does not know a machine
 * @throws {Unproved}
 */
export function memoryForPodsGiB(pool: NodePool): number | undefined {
  const { resource, view } = pool;
  const isEks = resource.type.startsWith("aws:");
  const types = isEks ? view.strings("instanceTypes") : [view.string("vmSize") ?? ""];
  const memory = types.map((type) => (isEks ? instanceType(type) : vmSize(type))?.memoryGiB);
  const known = memory.flatMap((one) => one ?? []);
  if (known.length === 0 || known.length < memory.length) return undefined;
  return nodeCapacity({
    platform: isEks ? "eks" : "aks",
    os: "Windows",
    memoryGiB: Math.min(...known),
    // What EKS keeps on Windows does not depend on the number of pods.
    maxPods: isEks ? kubeletMaxPods : aksMaxPods(pool),
  }).memoryForPodsGiB;
}

/**
 * Pods of a node of AKS: what the pool says, else the default of the cluster's network. Where the program does not say
 * that either, the fewest: AKS keeps memory for each pod, and what is too much then is too much in any network.
 */
function aksMaxPods({ view, cluster }: NodePool): number {
  const { overlay, podSubnet, nodeSubnet } = aksDefaultMaxPods;
  const own = view.number("maxPods");
  if (own !== undefined) return own;
  if (cluster?.props.string("networkProfile", "networkPluginMode") === "overlay") return overlay;
  return view.has("podSubnetID") ? podSubnet : nodeSubnet;
}

/** A size in GiB as it stands in a message: exact enough to tell it from what it is compared with. */
export function showGiB(size: number): string {
  return `${Number(size.toFixed(2))} GiB`;
}
