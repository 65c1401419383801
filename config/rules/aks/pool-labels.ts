import type { AksConfig } from "../../schema/aks";
import type { Problem } from "../../problem";
import type { AksNodePool } from "../../schema/aks/pools";
import type { Rule } from "../rule";

const labelsUrl = "https://learn.microsoft.com/azure/aks/use-labels";

/** Prefixes that others own, and who. */
const reservedPrefixes: readonly (readonly [prefix: string, owner: string])[] = [
  ["kubernetes.azure.com", "Azure"],
  ["kubernetes.io", "Kubernetes"],
  ["k8s.io", "Kubernetes"],
  ["mullion", "Mullion"],
];

/** Parts of those prefixes that are free for everybody. */
const freePrefixes = ["kubelet.kubernetes.io", "node.kubernetes.io"];

/** Labels and taints keep away from keys that others own, and a taint is not given twice. */
export const poolLabels: Rule<AksConfig> = ({ nodePools }) =>
  nodePools.flatMap((pool, index) => [
    ...labelProblems(`nodePools[${String(index)}].labels`, pool),
    ...taintProblems(`nodePools[${String(index)}].taints`, pool),
  ]);

function labelProblems(path: string, { labels }: AksNodePool): Problem[] {
  return Object.keys(labels).flatMap((key) => {
    const owner = key === "agentpool" ? "Azure" : ownerOf(key);
    if (owner === undefined) return [];
    return {
      path: `${path}.${key}`,
      value: labels[key],
      reason: `belongs to ${owner}`,
      fix: "use a key of your own",
      url: labelsUrl,
    };
  });
}

function taintProblems(path: string, { os, taints }: AksNodePool): Problem[] {
  return taints.flatMap((taint, index) => {
    const at = `${path}[${String(index)}].key`;
    const owner = ownerOf(taint.key);
    if (owner !== undefined) {
      return {
        path: at,
        value: taint.key,
        reason: `belongs to ${owner}`,
        fix: "use a key of your own",
        url: labelsUrl,
      };
    }
    if (os === "Windows" && taint.key === "os") {
      return { path: at, value: taint.key, reason: "is set on every Windows pool already", fix: "remove it" };
    }
    const first = taints.findIndex(({ key, effect }) => key === taint.key && effect === taint.effect);
    if (first === index) return [];
    const reason = `must be unique for the effect ${taint.effect}, but taints[${String(first)}] has the same`;
    return { path: at, value: taint.key, reason, fix: "remove one of them" };
  });
}

function ownerOf(key: string): string | undefined {
  const prefix = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
  if (freePrefixes.some((free) => isWithin(prefix, free))) return undefined;
  return reservedPrefixes.find(([reserved]) => isWithin(prefix, reserved))?.[1];
}

function isWithin(prefix: string, domain: string): boolean {
  return prefix === domain || prefix.endsWith(`.${domain}`);
}
