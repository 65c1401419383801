import { windowsNodeNeeds } from "./windows-pods";
import { nodeMinutes } from "./impact/durations";
import type { SourceId } from "./source";

/** A node of one kind, as far as its capacity is concerned. */
export interface NodeKind {
  readonly platform: "aks" | "eks";
  readonly os: "Linux" | "Windows";
  readonly memoryGiB: number;
  /** Most pods of the node. */
  readonly maxPods: number;
}

/** What a node has for pods, and how long it takes until it is there for them. */
export interface NodeCapacity {
  /** Most pods of the node. */
  readonly pods: number;
  /** Memory that is left for pods, in GiB; absent where no source says what is kept. */
  readonly memoryForPodsGiB?: number;
  /** Minutes until a new node has joined, without pulls. */
  readonly joinMinutes: { readonly min: number; readonly max: number };
  /** Minutes that the images of a usual Windows workload take on a node that has none of them; absent on Linux. */
  readonly pullMinutes?: { readonly min: number; readonly max: number };
  /** Minutes that a drain may take before the platform gives up, unless the pool says otherwise. */
  readonly drainTimeoutMinutes: number;
  readonly source: readonly SourceId[];
}

/**
 * What AKS keeps of a node's memory since Kubernetes 1.29, in MiB and as a share; the documentation writes MB.
 *
 * @see https://learn.microsoft.com/azure/aks/node-resource-reservations (read 2026-11-23)
 */
const aksReserves = {
  perPodMiB: 20,
  fixedMiB: 50,
  mostShare: 0.25,
  evictionMiB: 100,
  windowsMiB: 2048,
} as const;

/**
 * Pods that a kubelet takes unless it is told.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/ (`--max-pods`, read 2026-11-23)
 */
export const kubeletMaxPods = 110;

/** What the kubelet of EKS keeps free on Windows before it evicts, in MiB. */
const eksEvictionMiB = 200;

/** Minutes that pulls took in reports of users, with images of several GB. */
const pullMinutes = { min: 5, max: 15 } as const;

/** How long EKS drains a node of a managed group. */
const eksDrainMinutes = 15;

/**
 * What a node has for pods.
 *
 * @param node - platform, operating system, memory and most pods
 */
export function nodeCapacity(node: NodeKind): NodeCapacity {
  const { platform, os, maxPods } = node;
  const memory = memoryForPodsGiB(node);
  return {
    pods: maxPods,
    ...(memory === undefined ? {} : { memoryForPodsGiB: memory }),
    joinMinutes: nodeMinutes.makePool[os],
    ...(os === "Windows" ? { pullMinutes } : {}),
    drainTimeoutMinutes: platform === "aks" ? nodeMinutes.defaultDrain : eksDrainMinutes,
    source: [
      ...(platform === "aks" ? (["aks-node-reservations"] as const) : (["eks-bpg-windows-oom"] as const)),
      ...nodeMinutes.source,
    ],
  };
}

function memoryForPodsGiB({ platform, os, memoryGiB, maxPods }: NodeKind): number | undefined {
  if (platform === "aks") {
    const { perPodMiB, fixedMiB, mostShare, evictionMiB, windowsMiB } = aksReserves;
    const kubeMiB = Math.min(perPodMiB * maxPods + fixedMiB, mostShare * memoryGiB * 1024);
    return rounded(memoryGiB - (kubeMiB + evictionMiB + (os === "Windows" ? windowsMiB : 0)) / 1024);
  }
  if (os === "Linux") return undefined;
  return rounded(memoryGiB - windowsNodeNeeds.reservedMemoryGiB - eksEvictionMiB / 1024);
}

/** Two decimals: more would be a promise that nobody keeps. */
function rounded(gibibytes: number): number {
  return Math.max(0, Math.floor(gibibytes * 100) / 100);
}
