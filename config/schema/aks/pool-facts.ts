import type { AksNetwork } from "./network";
import type { AksNodePool, AksSystemPool } from "./pools";

/** Fewest and most nodes that a pool has, and how many more an upgrade adds. */
export interface NodeCounts {
  readonly min: number;
  readonly max: number;
  readonly surge: number;
}

/**
 * How many nodes a pool has.
 *
 * @param pool - a pool with `count` or `autoscale`
 */
export function nodeCounts(pool: AksNodePool | AksSystemPool): NodeCounts {
  const { min, max } = pool.autoscale ?? { min: pool.count ?? 0, max: pool.count ?? 0 };
  // AKS refuses surge on spot pools.
  const surge = "spot" in pool && pool.spot !== undefined ? 0 : surgeNodes(pool.upgrade.maxSurge, max);
  return { min, max, surge };
}

/** Nodes that a surge of this many, or of this percentage rounded up, adds to a pool. */
function surgeNodes(maxSurge: string, nodes: number): number {
  if (!maxSurge.endsWith("%")) return Number(maxSurge);
  return Math.ceil((nodes * Number(maxSurge.slice(0, -1))) / 100);
}

/**
 * Pods per node: what the pool says, else 110 in overlay mode (what Azure advises for Windows nodes) and 30 where each
 * pod takes an address of the nodes' subnet (Azure's own default).
 *
 * @see https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning
 */
export function maxPodsOf(pool: AksNodePool | AksSystemPool, { mode }: AksNetwork): number {
  return pool.maxPods ?? (mode === "overlay" ? 110 : 30);
}
