import { releaseByBuild, windowsReleases } from "../../catalogue/windows-releases";
import type { NodeFacts } from "../cluster/node";
import type { DeployedPool } from "../state/pool";
import type { NodeOs, PoolView } from "../view";

/** A pool with the nodes that bear its name. */
export interface Pool {
  readonly name: string;
  readonly os: NodeOs;
  readonly nodes: readonly NodeFacts[];
  /** Absent for pools that no state knows. */
  readonly deployed?: DeployedPool;
}

/**
 * Pools of the state with their nodes, in the order of the state; then those that only nodes name. Nodes that name none
 * are together by operating system, under its name in parentheses.
 */
export function poolsOf(deployed: readonly DeployedPool[], nodes: readonly NodeFacts[]): readonly Pool[] {
  const byName = new Map<string, NodeFacts[]>(deployed.map(({ name }) => [name, []]));
  for (const node of nodes) {
    const name = node.row.pool === "" ? `(${osOf(node)})` : node.row.pool;
    byName.set(name, [...(byName.get(name) ?? []), node]);
  }
  return [...byName].map(([name, members]) => {
    const pool = deployed.find((one) => one.name === name);
    const [first] = members;
    const os = pool?.os ?? (first === undefined ? "linux" : osOf(first));
    return { name, os, nodes: members, ...(pool === undefined ? {} : { deployed: pool }) };
  });
}

function osOf({ row }: NodeFacts): NodeOs {
  return row.os === "windows" ? "windows" : "linux";
}

/** What is shown of a pool. */
export function poolView({ name, os, nodes, deployed }: Pool): PoolView {
  return {
    name,
    os,
    release: releaseOf({ os, nodes, deployed }),
    builds: different(nodes.map(({ row }) => row.windowsBuild)),
    images: different(nodes.map(({ row }) => row.image)),
    kubernetesVersions: different(nodes.map(({ row }) => row.kubernetesVersion)),
    nodes: {
      ready: nodes.filter(({ row }) => row.ready === "yes").length,
      total: nodes.length,
      ...(deployed?.nodes === undefined ? {} : { asked: deployed.nodes }),
    },
  };
}

function releaseOf({
  os,
  nodes,
  deployed,
}: Pick<Pool, "os" | "nodes"> & { readonly deployed: DeployedPool | undefined }): string {
  if (os === "linux") return deployed?.linux ?? different(nodes.map(({ osImage }) => osImage)).join(", ");
  if (deployed?.windows !== undefined) return windowsReleases[deployed.windows].title;
  const builds = different(nodes.map(({ row }) => row.windowsBuild));
  return builds.map((build) => releaseByBuild(buildNumber(build))?.title ?? build).join(", ");
}

/** `10.0.20348` is build 20348. */
export function buildNumber(build: string): number {
  return Number(build.split(".")[2]);
}

/** What is there, each once, in order; nothing empty. */
export function different(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
    .filter((text) => text !== "")
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}
