import assert from "node:assert/strict";
import type { Plan, SeenCluster, World } from "./harness";

/** The one cluster that the local cloud runs. */
export function clusterIn({ clusters }: World): SeenCluster {
  const [cluster, ...more] = clusters;
  assert.ok(cluster !== undefined && more.length === 0, `one cluster runs, not ${String(clusters.length)}`);
  return cluster;
}

/** What a preview says about one resource, by the end of its URN. */
export function verdictOf(plan: Plan, name: string): "update" | "replace" | "create" | "delete" | "nothing" {
  const ops = plan.steps.filter(({ urn }) => urn.endsWith(`::${name}`)).map(({ op }) => op);
  if (ops.some((op) => op.includes("replace"))) return "replace";
  const [op] = ops;
  if (op === undefined) return "nothing";
  assert.ok(op === "update" || op === "create" || op === "delete", `a plan to ${op} ${name}`);
  return op;
}
