import type { CapacityRow } from "./capacity";
import type { AuditedNode } from "./node";

/**
 * What the nodes of a live cluster have for pods, pool by pool, by what each node says itself.
 *
 * @param nodes - all nodes
 */
export function nodeCapacityRows(nodes: readonly AuditedNode[]): readonly CapacityRow[] {
  const keys = [...new Set(nodes.map(keyOf))].sort();
  return keys.map((key) => {
    const own = nodes.filter((node) => keyOf(node) === key);
    const [first] = own;
    const count = own.length;
    return {
      pool: first?.pool === "" ? "nodes without pool" : (first?.pool ?? ""),
      os: first?.os ?? "",
      machine: first?.machine ?? "",
      nodes: { least: count, most: count },
      node: {
        pods: Math.min(...own.map(({ pods }) => pods)),
        memoryForPodsGiB: Math.floor(Math.min(...own.map(({ memoryGiB }) => memoryGiB)) * 100) / 100,
      },
    };
  });
}

function keyOf({ pool, os, machine }: AuditedNode): string {
  return JSON.stringify([pool, os, machine]);
}
