import { minorSupport, nodeSkew, parseMinor, type Platform } from "../../catalogue/kubernetes-minors";
import { sourceUrl, type IsoDate } from "../../catalogue/source";
import type { Verdict } from "../../catalogue/verdict";
import type { Finding, Problem } from "../finding";
import type { Recording } from "../recording";
import { serversOf } from "./kubectl";
import { nodesOf, type NodeFacts } from "./nodes-of";

const page = "docs/guides/local-development.md#nodes";

/** Where a cluster runs, by what its nodes say of themselves. */
export function platformOf(nodes: readonly NodeFacts[]): Platform {
  if (nodes.some(({ kubeletVersion }) => kubeletVersion.includes("-eks-"))) return "eks";
  // AKS names its nodes aks-<pool>-… on Linux and aks<pool>… on Windows.
  if (nodes.some(({ name, providerId }) => providerId.startsWith("azure://") && name.startsWith("aks")))
    return "aks";
  return "upstream";
}

/** Judges the control plane's version and its distance to the nodes. */
export function judgeKubernetesVersion(recording: Recording, asOf: IsoDate): readonly Finding[] {
  const check = "kubernetes-version";
  const nodes = nodesOf(recording.cluster);
  const current = recording.contexts.find((context) => context.current)?.context;
  const version = serversOf(recording).find(({ context }) => context === current)?.version;
  const minor = version === undefined ? undefined : parseMinor(version);
  if (nodes === undefined || version === undefined || minor === undefined) return [];
  const platform = platformOf(nodes);
  const support = minorSupport(platform, minor, asOf);
  const consequence =
    "Fixes for security holes stop coming, and the platform upgrades by itself or refuses new pools.";
  const fix = "Plan the upgrade: control plane first, then the pools, one minor at a time.";
  return [
    support.verdict === "ok"
      ? { check, level: "ok", cause: `The control plane runs ${version}. ${support.reason}` }
      : problem(check, support, {
          cause: `The control plane runs ${version}. ${support.reason}`,
          consequence,
          fix,
        }),
    ...skewFindings(nodes, platform, minor),
  ];
}

function skewFindings(
  nodes: readonly NodeFacts[],
  platform: Platform,
  controlPlane: NonNullable<ReturnType<typeof parseMinor>>,
): readonly Finding[] {
  return groupsBy(nodes, ({ kubeletVersion }) => kubeletVersion).flatMap(([kubelet, group]) => {
    const minor = parseMinor(kubelet);
    const skew = minor === undefined ? undefined : nodeSkew(platform, controlPlane, minor);
    if (skew === undefined || skew.verdict === "ok") return [];
    return [
      problem("kubernetes-version", skew, {
        cause: `${count(group)} run ${kubelet}. ${skew.reason}`,
        consequence:
          "Features of the control plane reach nodes that do not know them; the next upgrade is refused.",
        fix: "Upgrade these pools before anything else.",
      }),
    ];
  });
}

/** Lists the nodes by operating system, and what is not ready. */
export function judgeNodes(recording: Recording): readonly Finding[] {
  const check = "nodes";
  const nodes = nodesOf(recording.cluster);
  if (nodes === undefined) return [];
  const findings: Finding[] = groupsBy(nodes, kindOf).map(([kind, group]) => ({
    check,
    level: "ok",
    cause: `${count(group)}: ${kind}.`,
  }));
  const down = nodes.filter(({ ready }) => !ready).map(({ name }) => name);
  if (down.length > 0) {
    findings.push({
      check,
      level: "warning",
      cause: `Not ready: ${down.slice(0, 5).join(", ")}${down.length > 5 ? ` and ${String(down.length - 5)} more` : ""}.`,
      consequence: "Their pods are moved away after five minutes, and new ones do not start there.",
      fix: `Read the conditions: kubectl describe node ${down[0] ?? ""}`,
      page,
    });
  }
  if (!nodes.some(({ os }) => os === "linux")) {
    findings.push({
      check,
      level: "error",
      cause: nodes.length === 0 ? "The cluster has no nodes." : "The cluster has no Linux node.",
      consequence: "CoreDNS and other system pods run on Linux only: nothing is resolved, nothing works.",
      fix: "Add a Linux pool first.",
      page,
    });
  }
  return findings;
}

function kindOf({ os, kernelVersion, kubeletVersion, containerRuntime, build }: NodeFacts): string {
  const system = build === undefined ? `${os}, kernel ${kernelVersion}` : `${os}, build ${String(build)}`;
  return `${system}, kubelet ${kubeletVersion}, ${containerRuntime}`;
}

/** Elements by a key, in the order in which the keys first appear. */
export function groupsBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly [string, readonly T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups];
}

/** "1 node", "3 nodes". */
export function count(nodes: readonly unknown[]): string {
  return nodes.length === 1 ? "1 node" : `${String(nodes.length)} nodes`;
}

/** A verdict of the catalogue that is not "ok", as a problem whose page is the catalogue's source. */
export function problem(
  check: Problem["check"],
  { verdict, source }: Verdict,
  words: Pick<Problem, "cause" | "consequence" | "fix">,
): Problem {
  return {
    check,
    level: verdict === "deny" ? "error" : "warning",
    ...words,
    page: sourceUrl(source) ?? page,
  };
}
