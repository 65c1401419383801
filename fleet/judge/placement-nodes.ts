import type { NodeFacts, Taint } from "../cluster/node";
import type { Toleration } from "../cluster/pod";
import type { NodeOs } from "../view";
import type { Placement } from "./placement";
import { different } from "./pools";

const titles: Readonly<Record<NodeOs, string>> = { linux: "Linux", windows: "Windows" };

const osLabel = "kubernetes.io/os";

/** What is wrong with the operating system that the pod asks for. */
export function osReasons({ pod, needs, nodes }: Placement): readonly string[] {
  const selected = needs.nodeSelector[osLabel];
  if (selected !== undefined && pod.os !== "" && selected !== pod.os) {
    return [
      `It contradicts itself: spec.os.name is ${pod.os}, and its nodeSelector asks for ${osLabel}: ${selected}. Make both the same.`,
    ];
  }
  if (pod.os === "" || nodes.some(({ row }) => row.os === pod.os)) return [];
  const title = titles[pod.os];
  return [
    `It asks for ${title} nodes, and the cluster has none. Add a ${title} pool; where one scales up from zero, look at the autoscaler's events.`,
  ];
}

/** Labels that the pod selects and no node of its operating system has. */
export function labelReasons({ pod, needs, nodes, candidates }: Placement): readonly string[] {
  const own = nodes.filter(({ row }) => pod.os === "" || row.os === pod.os);
  if (candidates.length > 0 || own.length === 0) return [];
  const title = pod.os === "" ? "" : `${titles[pod.os]} `;
  const missing = Object.entries(needs.nodeSelector).filter(([key, value]) =>
    own.every(({ labels }) => labels[key] !== value),
  );
  if (missing.length === 0) {
    return [
      `No single ${title}node has all the labels that its nodeSelector asks for, though each has some of them.`,
    ];
  }
  return missing.map(([key, value]) => {
    const there = different(own.map(({ labels }) => labels[key] ?? ""));
    const have =
      there.length === 0 ? `no ${title}node has such a label` : `${title}nodes have ${there.join(", ")}`;
    return `Its nodeSelector asks for ${key}: ${value}, and ${have}. ${labelFix(key)}`;
  });
}

function labelFix(key: string): string {
  return key === "node.kubernetes.io/windows-build"
    ? "Add a pool of that Windows release, or rebuild the image for a release that is there."
    : "Correct the selector, or label the pool.";
}

/** Taints of the nodes that it could go to and does not tolerate. */
export function taintReasons({ needs, candidates }: Placement): readonly string[] {
  const refusing = candidates.map((node) => ({
    node,
    taints: node.taints.filter((taint) => keepsAway(taint) && !tolerates(needs.tolerations, taint)),
  }));
  if (candidates.length === 0 || refusing.some(({ taints }) => taints.length === 0)) return [];
  const byTaint = new Map<string, NodeFacts[]>();
  for (const { node, taints } of refusing) {
    for (const taint of taints)
      byTaint.set(taintText(taint), [...(byTaint.get(taintText(taint)) ?? []), node]);
  }
  return [...byTaint].map(([taint, nodes]) => {
    const which =
      nodes.length === candidates.length
        ? "every node"
        : `${String(nodes.length)} of ${String(candidates.length)} nodes`;
    return `${capital(which)} that it may go to ${nodes.length === 1 || which.startsWith("every") ? "has" : "have"} the taint ${taint}. ${taintFix(taint)}`;
  });
}

/** Taints that the platform itself sets, and what they mean. */
const ownTaints: Readonly<Record<string, string>> = {
  "node.kubernetes.io/unschedulable": "The node is cordoned: uncordon it, or wait for its drain to end.",
  "node.kubernetes.io/not-ready": "The node is not Ready: read its conditions with kubectl describe node.",
  "node.kubernetes.io/unreachable": "The node's kubelet does not answer: look at the machine.",
  "node.cloudprovider.kubernetes.io/uninitialized":
    "The node is new, and the cloud has not described it yet.",
};

function taintFix(taint: string): string {
  const own = ownTaints[taint.split(/[=:]/)[0] ?? ""];
  return own ?? "Add a toleration for it to the pod, as a guardrail can do it for Windows pods.";
}

function keepsAway({ effect }: Taint): boolean {
  return effect === "NoSchedule" || effect === "NoExecute";
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ (read 2026-11-23) */
function tolerates(tolerations: readonly Toleration[], taint: Taint): boolean {
  return tolerations.some(({ key, operator, value, effect }) => {
    if (effect !== "" && effect !== taint.effect) return false;
    if (operator === "Exists") return key === "" || key === taint.key;
    return key === taint.key && value === taint.value;
  });
}

function taintText({ key, value, effect }: Taint): string {
  return `${key}${value === "" ? "" : `=${value}`}:${effect}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
