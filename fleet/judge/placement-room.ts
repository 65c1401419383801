import type { NodeFacts } from "../cluster/node";
import type { PodFacts } from "../cluster/pod";
import type { Placement } from "./placement";
import { schedulerReasons } from "./scheduler-message";

/** Addresses that a Windows node of EKS has for pods. @see https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html (read 2026-11-23) */
const addresses = "vpc.amazonaws.com/PrivateIPv4Address";

/** What the nodes that it may go to have no room for. */
export function roomReasons(placement: Placement): readonly string[] {
  if (placement.candidates.length === 0) return [];
  return [...addressReasons(placement), ...podNumberReasons(placement), ...insufficientReasons(placement)];
}

function addressReasons({ pod, needs, candidates, podsOn }: Placement): readonly string[] {
  const asks = schedulerReasons(needs.scheduler).some(({ text }) => text === `Insufficient ${addresses}`);
  if (!asks || pod.os !== "windows") return [];
  const given = candidates.map(({ allocatable }) => Number(allocatable[addresses] ?? 0));
  if (given.every((count) => count === 0)) {
    return [
      "Windows pods of this EKS cluster get no addresses: no Windows node offers any. Set enable-windows-ipam, give the cluster's role AmazonEKSVPCResourceController, and see that only one of them owns the setting.",
    ];
  }
  const used = candidates.reduce((sum, node) => sum + (podsOn.get(node.row.name) ?? []).length, 0);
  const total = given.reduce((sum, count) => sum + count, 0);
  return [
    `The addresses of the Windows nodes are used up: ${String(total)} for pods on ${counted(candidates)}, where ${String(used)} pods are. A Windows node has those of one network interface: switch on prefix delegation, use a larger instance type, or add nodes.`,
  ];
}

function podNumberReasons({ candidates, podsOn }: Placement): readonly string[] {
  const full = candidates.filter((node) => isFull(node, podsOn));
  if (full.length < candidates.length) return [];
  const most = [...new Set(full.map(({ allocatable }) => allocatable["pods"] ?? ""))].join(" or ");
  return [
    `${counted(full)} that it may go to ${full.length === 1 ? "is" : "are"} full: ${most} pods each is the most they take. Add nodes; the number of pods per node is fixed when a pool is made.`,
  ];
}

function isFull({ row, allocatable }: NodeFacts, podsOn: ReadonlyMap<string, readonly PodFacts[]>): boolean {
  const most = Number(allocatable["pods"] ?? Number.NaN);
  return !Number.isNaN(most) && (podsOn.get(row.name) ?? []).length >= most;
}

/** What the scheduler found too little of; addresses and the number of pods have words of their own. */
function insufficientReasons({ pod, needs, candidates }: Placement): readonly string[] {
  return schedulerReasons(needs.scheduler).flatMap(({ text }) => {
    const resource = /^Insufficient (.+)$/.exec(text)?.[1];
    if (resource === undefined || resource === addresses) return [];
    const os = pod.os === "windows" ? "Windows nodes" : "nodes";
    return [
      `The ${os} that it may go to have too little ${resource} left for its requests (${counted(candidates)}). Lower the request, add nodes, or use larger machines.`,
    ];
  });
}

function counted(nodes: readonly unknown[]): string {
  return nodes.length === 1 ? "1 node" : `${String(nodes.length)} nodes`;
}
