import { nodeMinutes } from "../../catalogue/impact";
import type { Classified, Finding } from "../classify/classified";
import { osOfPool } from "../inventory/inventory";
import type { Inventory, Pool } from "../inventory/inventory";
import type { PoolFacts } from "../inventory/pool-facts";
import type { Range } from "./report";

/** No node at all. */
export const none: Range = { min: 0, max: 0 };

/**
 * Pools whose nodes are drained by a step.
 *
 * @param classified - the step
 * @param inventory - everything that the input holds
 */
export function drainedPools(classified: Classified, inventory: Inventory): readonly Pool[] {
  const reached = classified.findings.flatMap((finding) => poolsInReach(finding, classified, inventory));
  return [...new Set(reached)].filter(({ old }) => old !== undefined);
}

/**
 * Pools whose nodes are drained by one finding of a step.
 *
 * @param finding - the finding
 * @param classified - its step
 * @param inventory - everything that the input holds
 */
export function poolsInReach(
  finding: Finding,
  { step, subject }: Classified,
  inventory: Inventory,
): readonly Pool[] {
  // A pool whose cluster the input does not tell may belong to this one.
  const ofCluster = () =>
    inventory.pools.filter(({ cluster }) => cluster === undefined || cluster === step.urn);
  const inline = finding.change?.inline;
  switch (finding.nodes) {
    case "none":
      return [];
    case "pool":
      return (inventory.poolsOf.get(step.urn) ?? []).filter(
        (pool) => subject.kind === "pool" || (inline !== undefined && pool.inline === inline),
      );
    case "windows-pools":
      return ofCluster().filter((pool) => osOfPool(pool) === "Windows");
    case "all-pools":
      return ofCluster();
  }
}

/**
 * How many nodes a pool has: its count, or what the autoscaler may make of it.
 *
 * @param facts - the pool before the change
 */
export function nodesOf(facts: PoolFacts): Range {
  if (facts.autoscaled && facts.minCount !== undefined && facts.maxCount !== undefined) {
    return { min: facts.minCount, max: facts.maxCount };
  }
  const count = facts.count ?? 1;
  return { min: count, max: count };
}

/**
 * Minutes that draining and replacing these nodes takes: rounds of as many nodes as surge allows, each with the
 * platform's time for one node; at most every node uses up its drain timeout.
 *
 * @param facts - the pool before the change
 * @param nodes - how many nodes
 */
export function minutesFor(facts: PoolFacts, nodes: Range): Range {
  const each = nodeMinutes[facts.os ?? "Linux"];
  const rounds = (count: number) => Math.ceil(count / surgeNodes(facts, count));
  const drain = facts.drainMinutes ?? nodeMinutes.defaultDrain;
  return { min: rounds(nodes.min) * each.min, max: rounds(nodes.max) * (each.max + drain) };
}

function surgeNodes({ surge }: PoolFacts, count: number): number {
  const percent = /^(\d+)%$/.exec(surge ?? "10%")?.[1];
  const nodes = percent === undefined ? Number(surge) : Math.ceil((Number(percent) / 100) * count);
  return Number.isFinite(nodes) && nodes >= 1 ? nodes : 1;
}

/** Sum of two ranges. */
export function add(a: Range, b: Range): Range {
  return { min: a.min + b.min, max: a.max + b.max };
}
