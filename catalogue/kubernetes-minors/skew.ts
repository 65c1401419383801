import type { SourceId } from "../source";
import type { Verdict } from "../verdict";
import { compareMinors, type KubernetesMinor } from "./minor";
import type { Platform } from "./table";

/** How many minors nodes may be older than the control plane: the documented most, and what all sources agree on. */
const nodeSkewLimits = {
  upstream: { most: 3, agreed: 3, source: ["k8s-version-skew"] },
  // AKS says two minors in "upgrade node pools" and three in "supported versions".
  aks: { most: 3, agreed: 2, source: ["aks-upgrade-node-pools", "aks-versions"] },
  eks: { most: 3, agreed: 3, source: ["k8s-version-skew", "eks-troubleshooting"] },
} as const satisfies Record<
  Platform,
  { readonly most: number; readonly agreed: number; readonly source: readonly SourceId[] }
>;

/**
 * Whether nodes of one minor fit a control plane of another.
 *
 * @param platform - where the cluster runs
 * @param controlPlane - minor of the control plane
 * @param nodes - minor of the nodes
 * @see https://kubernetes.io/releases/version-skew-policy/
 */
export function nodeSkew(platform: Platform, controlPlane: KubernetesMinor, nodes: KubernetesMinor): Verdict {
  const { most, agreed, source } = nodeSkewLimits[platform];
  const older = compareMinors(controlPlane, nodes);
  const pair = `Nodes at ${nodes} and a control plane at ${controlPlane}`;
  if (older < 0) {
    return {
      verdict: "deny",
      reason: `${pair} do not fit: nodes may not be newer than the control plane.`,
      source,
    };
  }
  if (older > most) {
    return {
      verdict: "deny",
      reason: `${pair} do not fit: nodes may be at most ${String(most)} minors older.`,
      source,
    };
  }
  if (older > agreed) {
    const reason = `${pair} may not fit: the sources disagree on nodes more than ${String(agreed)} minors older.`;
    return { verdict: "warn", reason, source };
  }
  return { verdict: "ok", reason: `${pair} fit.`, source };
}

/**
 * Whether a kubectl of one minor fits an API server of another: one minor apart at most, either way.
 *
 * @param client - minor of kubectl
 * @param server - minor of the API server
 * @see https://kubernetes.io/releases/version-skew-policy/#kubectl
 */
export function kubectlSkew(client: KubernetesMinor, server: KubernetesMinor): Verdict {
  const source: readonly SourceId[] = ["k8s-version-skew"];
  const pair = `kubectl ${client} and an API server at ${server}`;
  return Math.abs(compareMinors(client, server)) <= 1
    ? { verdict: "ok", reason: `${pair} fit.`, source }
    : { verdict: "deny", reason: `${pair} do not fit: they may be one minor apart.`, source };
}
