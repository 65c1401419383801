import type { Problem } from "../../problem";
import type { EksNodePool } from "../../schema/eks/pools";
import type { EksConfig } from "../../schema/eks";
import type { Rule } from "../rule";

const labelsUrl = "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3346";

/** Prefixes that others own, and who. EKS accepts labels of Kubernetes, and nodes that carry them never join. */
const reservedPrefixes: readonly (readonly [prefix: string, owner: string])[] = [
  ["eks.amazonaws.com", "EKS"],
  ["kubernetes.io", "Kubernetes"],
  ["k8s.io", "Kubernetes"],
  ["mullion", "Mullion"],
];

/** Labels and taints keep away from keys that others own, and a taint is not given twice. */
export const poolLabels: Rule<EksConfig> = ({ nodePools }) =>
  nodePools.flatMap((pool, index) => [
    ...labelProblems(`nodePools[${String(index)}].labels`, pool),
    ...taintProblems(`nodePools[${String(index)}].taints`, pool),
  ]);

function labelProblems(path: string, { labels }: EksNodePool): Problem[] {
  return Object.keys(labels).flatMap((key) => {
    const owner = ownerOf(key);
    if (owner === undefined) return [];
    const reason = `belongs to ${owner}`;
    return {
      path: `${path}.${key}`,
      value: labels[key],
      reason,
      fix: "use a key of your own",
      url: labelsUrl,
    };
  });
}

function taintProblems(path: string, { os, taints }: EksNodePool): Problem[] {
  return taints.flatMap((taint, index) => {
    const at = { path: `${path}[${String(index)}].key`, value: taint.key };
    const owner = ownerOf(taint.key);
    if (owner !== undefined) {
      return { ...at, reason: `belongs to ${owner}`, fix: "use a key of your own", url: labelsUrl };
    }
    if (os === "Windows" && taint.key === "os") {
      return { ...at, reason: "is set on every Windows pool already", fix: "remove it" };
    }
    const first = taints.findIndex(({ key, effect }) => key === taint.key && effect === taint.effect);
    if (first === index) return [];
    const reason = `must be unique for the effect ${taint.effect}, but taints[${String(first)}] has the same`;
    return { ...at, reason, fix: "remove one of them" };
  });
}

function ownerOf(key: string): string | undefined {
  const prefix = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
  return reservedPrefixes.find(([domain]) => prefix === domain || prefix.endsWith(`.${domain}`))?.[1];
}
