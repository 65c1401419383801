import { nodeMinutes } from "../../catalogue/impact";
import type { Classified, Finding } from "../classify/classified";
import { osOfPool } from "../inventory/inventory";
import type { Inventory, Pool } from "../inventory/inventory";
import type { PoolFacts } from "../inventory/pool-facts";
import type { Range } from "./report";

/** No node at all. */
export const none: Range = { min: 0, max: 0 };

/** What is done to the nodes of one pool that are drained. */
export interface Drain {
  readonly pool: Pool;
  readonly work: "rolling" | "replace" | "delete" | "scale-in";
  readonly nodes: Range;
}

/**
 * The drains of a step, the largest for each pool. What is refused before it begins drains nothing.
 *
 * @param classified - the step
 * @param inventory - everything that the input holds
 */
export function drainsOf(classified: Classified, inventory: Inventory): readonly Drain[] {
  if (stopsBefore(classified)) return [];
  const drains = classified.findings.flatMap((finding) =>
    poolsInReach(finding, classified, inventory).flatMap((pool) => drainOf(pool, finding, classified) ?? []),
  );
  return largestByPool(drains);
}

/**
 * For each pool the largest of some drains.
 *
 * @param drains - of one or many steps
 */
export function largestByPool(drains: readonly Drain[]): readonly Drain[] {
  const largest = new Map<Pool, Drain>();
  for (const drain of drains) {
    const known = largest.get(drain.pool);
    if (known === undefined || known.nodes.max < drain.nodes.max) largest.set(drain.pool, drain);
  }
  return [...largest.values()];
}

/** A refusal stops an update, or a replacement that makes the new one first, before any node goes. */
function stopsBefore({ findings, action, step }: Classified): boolean {
  const refusals = findings.filter(({ effect }) => effect === "refused");
  if (refusals.some(({ code }) => code === "protected")) return true;
  const deletesFirst = action === "replace" && step.deleteFirst !== false;
  return refusals.length > 0 && !deletesFirst;
}

function drainOf(pool: Pool, { effect }: Finding, { action }: Classified): Drain | undefined {
  if (pool.old === undefined) return undefined;
  if (effect !== "scale") {
    const work = action === "replace" || action === "delete" ? action : "rolling";
    return { pool, work, nodes: nodesOf(pool.old) };
  }
  const before = nodesOf(pool.old);
  const after = pool.new === undefined ? none : nodesOf(pool.new);
  const fewer = before.max > after.min ? before.max - after.min : before.max;
  return {
    pool,
    work: "scale-in",
    nodes: { min: Math.max(0, Math.min(fewer, before.min - after.max)), max: fewer },
  };
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
function nodesOf(facts: PoolFacts): Range {
  if (facts.autoscaled && facts.minCount !== undefined && facts.maxCount !== undefined) {
    return { min: facts.minCount, max: facts.maxCount };
  }
  const count = facts.count ?? 1;
  return { min: count, max: count };
}

/**
 * Minutes that a drain and what follows takes. A rolling change goes in rounds of as many nodes as surge allows; at most
 * every node uses up its drain timeout.
 *
 * @param drain - what is done to which nodes
 */
export function minutesFor({ pool, work, nodes }: Drain): Range {
  const facts = pool.old ?? pool.new;
  const os = osOfPool(pool) ?? "Linux";
  const timeout = facts?.drainMinutes ?? nodeMinutes.defaultDrain;
  const { min, max } = nodeMinutes.deletePool;
  switch (work) {
    case "rolling": {
      const each = nodeMinutes.replaceNode[os];
      const rounds = (count: number) => Math.ceil(count / surgeNodes(facts?.surge, count));
      return { min: rounds(nodes.min) * each.min, max: rounds(nodes.max) * (each.max + timeout) };
    }
    case "replace":
      return add({ min, max: max + timeout }, nodeMinutes.makePool[os]);
    case "delete":
    case "scale-in":
      return { min, max: max + timeout };
  }
}

function surgeNodes(surge: string | undefined, count: number): number {
  const percent = /^(\d+)%$/.exec(surge ?? "10%")?.[1];
  const nodes = percent === undefined ? Number(surge) : Math.ceil((Number(percent) / 100) * count);
  return Number.isFinite(nodes) && nodes >= 1 ? nodes : 1;
}

/** Sum of two ranges. */
export function add(a: Range, b: Range): Range {
  return { min: a.min + b.min, max: a.max + b.max };
}
