import { containerdSupport } from "../../../catalogue/containerd";
import { nodeSkew, parseMinor } from "../../../catalogue/kubernetes-minors";
import { sourceUrl } from "../../../catalogue/source";
import type { Verdict } from "../../../catalogue/verdict";
import { windowsTaint } from "../../../catalogue/windows-pods";
import { releaseByBuild, windowsReleases } from "../../../catalogue/windows-releases";
import type { ExistingNodePool } from "../../../config/schema/existing/pools";
import type { ClusterFacts, NodeFacts } from "./facts";
import { poolOf } from "./facts";
import type { Check, Finding } from "./finding";

const userGuideUrl = "https://kubernetes.io/docs/concepts/windows/user-guide/";

/** Every node fits the control plane, its runtime and a pool; every pool has its nodes. */
export const checkNodes: Check = (facts, { nodePools }, asOf) => [
  ...facts.nodes.flatMap((node) => [
    ...skew(facts, node),
    ...runtime(node, asOf),
    ...membership(node, nodePools),
    ...taint(node),
  ]),
  ...nodePools.flatMap((pool, index) => size(pool, index, facts.nodes)),
];

/** Whether a node is one of a pool: it says so by its label, or it has the pool's system, release and labels. */
export function belongsTo(node: NodeFacts, pool: ExistingNodePool): boolean {
  if (node.os !== pool.os) return false;
  if (pool.os === "Windows" && node.windowsBuild !== windowsReleases[pool.release].build) return false;
  if (poolOf(node) !== "") return poolOf(node) === pool.name;
  return Object.entries(pool.labels).every(([key, value]) => node.labels[key] === value);
}

function skew(
  { serverVersion, emulatedMinor }: ClusterFacts,
  { name, kubeletVersion }: NodeFacts,
): Finding[] {
  const controlPlane = parseMinor(emulatedMinor ?? serverVersion);
  const nodes = parseMinor(kubeletVersion);
  if (controlPlane === undefined || nodes === undefined) return [];
  return fromVerdict(name, kubeletVersion, nodeSkew("upstream", controlPlane, nodes), "upgrade the node");
}

function runtime({ name, runtime, kubeletVersion }: NodeFacts, asOf: Parameters<Check>[2]): Finding[] {
  const minor = parseMinor(kubeletVersion);
  const version = /^containerd:\/\/(.+)$/.exec(runtime)?.[1];
  if (minor === undefined) return [];
  if (version === undefined) {
    const reason = "must run containerd: Mullion knows no other container runtime on Windows and Linux alike";
    return [{ level: "warning", path: `node ${name}`, value: runtime, reason, fix: "move it to containerd" }];
  }
  return fromVerdict(
    name,
    runtime,
    containerdSupport(version, minor, asOf),
    "upgrade containerd to the 2.3 line",
  );
}

function membership(node: NodeFacts, pools: readonly ExistingNodePool[]): Finding[] {
  if (node.os === "Linux" || pools.some((pool) => belongsTo(node, pool))) return [];
  const build = node.windowsBuild ?? 0;
  const release = releaseByBuild(build);
  const what = release === undefined ? `Windows build ${String(build)}` : release.title;
  return [
    {
      level: "problem",
      path: `node ${node.name}`,
      value: `10.0.${String(build)}`,
      reason: `runs ${what} and belongs to no pool, so its pods would have no RuntimeClass`,
      fix:
        release === undefined
          ? "use a release that Kubernetes supports"
          : `add a pool with os Windows and release "${release.release}" to nodePools, or correct the node's label mullion/pool`,
      url: userGuideUrl,
    },
  ];
}

function taint({ name, os, taints }: NodeFacts): Finding[] {
  const { key, value, effect } = windowsTaint;
  const wanted = `${key}=${value}:${effect}`;
  if (os === "Linux" || taints.includes(wanted)) return [];
  return [
    {
      level: "warning",
      path: `node ${name}`,
      reason: `should have the taint ${wanted}: without it pods for Linux that select no system land there`,
      fix: `run: kubectl taint node ${name} ${wanted}`,
      url: userGuideUrl,
    },
  ];
}

function size(pool: ExistingNodePool, index: number, nodes: readonly NodeFacts[]): Finding[] {
  const members = nodes.filter((node) => belongsTo(node, pool));
  const ready = members.filter((node) => node.ready).length;
  if (ready >= pool.minNodes) return [];
  const waiting = members.filter((node) => !node.ready).map((node) => node.name);
  const notReady = waiting.length === 0 ? "" : `; not Ready: ${waiting.join(", ")}`;
  return [
    {
      level: "problem",
      path: `nodePools[${String(index)}].minNodes`,
      value: pool.minNodes,
      reason: `must be met by Ready nodes of pool ${pool.name}, and the cluster has ${String(ready)}${notReady}`,
      fix: "let the nodes join, or set minNodes to 0 until they have",
    },
  ];
}

function fromVerdict(
  name: string,
  value: string,
  { verdict, reason, source }: Verdict,
  fix: string,
): Finding[] {
  if (verdict === "ok") return [];
  const url = sourceUrl(source);
  return [
    {
      level: verdict === "deny" ? "problem" : "warning",
      path: `node ${name}`,
      value,
      reason: `does not fit: ${reason.replace(/\.$/, "")}`,
      fix,
      ...(url === undefined ? {} : { url }),
    },
  ];
}
