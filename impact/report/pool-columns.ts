import type { PoolFacts } from "../inventory/pool-facts";
import type { PoolRow } from "./report";

/** Columns of a pool in the report, in their order, and how each is read from the facts. */
const columns: readonly (readonly [string, (facts: PoolFacts) => string])[] = [
  ["name", ({ name }) => name ?? ""],
  ["image", ({ image }) => image ?? ""],
  ["release", ({ release }) => release ?? ""],
  ["version", ({ kubernetesVersion }) => kubernetesVersion ?? ""],
  ["machine", ({ machine }) => machine ?? ""],
  ["nodes", nodes],
  ["maxPods", ({ maxPods }) => String(maxPods ?? "")],
  ["disk", ({ diskGiB }) => (diskGiB === undefined ? "" : `${String(diskGiB)} GiB`)],
  [
    "labels",
    ({ labels }) =>
      Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(", "),
  ],
  ["taints", ({ taints }) => taints.join(", ")],
];

/**
 * The columns of a pool before and after the change.
 *
 * @param old - facts before; absent for a new pool
 * @param next - facts after; absent for a pool that goes
 */
export function poolColumns(old: PoolFacts | undefined, next: PoolFacts | undefined): PoolRow["columns"] {
  return columns
    .map(([name, read]) => ({
      name,
      old: old === undefined ? "" : read(old),
      new: next === undefined ? "" : read(next),
    }))
    .filter((column) => column.old !== "" || column.new !== "");
}

function nodes({ autoscaled, minCount, maxCount, count }: PoolFacts): string {
  return autoscaled ? `${String(minCount ?? "?")}-${String(maxCount ?? "?")}` : String(count ?? "");
}
