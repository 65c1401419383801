import { poolLabel } from "../../labels";
import { osFamily } from "../../os";
import type { WindowsPool } from "./spec";

/** Memory in MiB that the kubelet and containerd need of what is reserved; the rest is for Windows. */
const kubeReservedMiB = 512;

/** Labels of a node: that of its pool, and those of the configuration. */
export function nodeLabels({ name, labels }: WindowsPool): readonly string[] {
  return Object.entries({ [poolLabel]: name, ...labels }).map(([key, value]) => `${key}=${value}`);
}

/** Taints of a node: that of every Windows node, and those of the configuration. */
export function nodeTaints({ taints }: WindowsPool): readonly string[] {
  return [...osFamily("Windows").taints, ...taints].map(
    ({ key, value, effect }) => `${key}=${value}:${effect}`,
  );
}

/**
 * Flags that keep Windows itself alive beside its pods. Windows has no OOM killer: what is not reserved is taken, and the
 * node pages until nothing answers.
 *
 * @param reservedMemoryMiB - what pods do not get in all
 * @see https://docs.aws.amazon.com/eks/latest/best-practices/windows-oom.html for the reserves
 * @see https://kubernetes.io/docs/concepts/configuration/windows-resource-management/ for the priority class
 */
export function reserveFlags(reservedMemoryMiB: number): readonly string[] {
  return [
    `kube-reserved=memory=${String(kubeReservedMiB)}Mi`,
    `system-reserved=memory=${String(reservedMemoryMiB - kubeReservedMiB)}Mi`,
    "eviction-hard=memory.available<200Mi,nodefs.available<10%,imagefs.available<15%",
    "windows-priorityclass=ABOVE_NORMAL_PRIORITY_CLASS",
  ];
}
