import { instanceType } from "../../catalogue/instance-types";
import { vmSize } from "../../catalogue/vm-sizes";
import { windowsNodeNeeds } from "../../catalogue/windows-pods";
import { parseQuantity } from "../quantity";
import type { NodePool } from "./node-pools";
import { containersOf, type Pod } from "./pods";

/** Memory in GiB that Windows and its services need for themselves on a node. */
export const WINDOWS_RESERVE_GIB = windowsNodeNeeds.reservedMemoryGiB;

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

/** Memory of a pool's nodes that is left for pods, in GiB; undefined for machines that the catalogue does not know. */
export function memoryForPodsGiB({ resource, view }: NodePool): number | undefined {
  const isEks = resource.type.startsWith("aws:");
  const types = isEks ? view.strings("instanceTypes") : [view.string("vmSize") ?? ""];
  const memory = types.map((type) => (isEks ? instanceType(type) : vmSize(type))?.memoryGiB);
  const known = memory.flatMap((one) => one ?? []);
  if (known.length === 0 || known.length < memory.length) return undefined;
  return Math.min(...known) - WINDOWS_RESERVE_GIB;
}

/** A size in GiB as it stands in a message. */
export function showGiB(size: number): string {
  return `${Number(size.toFixed(1))} GiB`;
}
