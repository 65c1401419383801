import type { NodeRow, PodRow } from "../../fleet/view";

/** Columns of the node table. */
export const nodeHead = ["name", "os", "windows build", "kubernetes", "runtime", "pool", "ready"];

/** The cells of a node, in the order of the head. */
export function nodeCells(row: NodeRow): string[] {
  const ready = row.cordoned ? `${row.ready}, cordoned` : row.ready;
  return [row.name, row.os, row.windowsBuild, row.kubernetesVersion, row.runtime, row.pool, ready];
}

/** Columns of the workload table. */
export const podHead = ["namespace", "pod", "status", "node", "image"];

/** The cells of a pod, in the order of the head. */
export function podCells(row: PodRow): string[] {
  return [row.namespace, row.name, row.status, row.node === "" ? "<none>" : row.node, row.image];
}
