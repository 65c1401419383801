import type { Classified } from "../classify/classified";
import { osOfPool } from "../inventory/inventory";
import type { Pool } from "../inventory/inventory";
import type { PoolFacts } from "../inventory/pool-facts";
import { drainedPools, none, nodesOf } from "./estimate";
import type { Inventory } from "../inventory/inventory";
import type { PoolRow } from "./report";
import { compareEffects } from "../../catalogue/impact";

/**
 * One row for every node pool of the input: touched ones first, worst first.
 *
 * @param inventory - everything that the input holds
 * @param classified - every step, classified
 */
export function poolRows(inventory: Inventory, classified: readonly Classified[]): readonly PoolRow[] {
  const reach = new Map<Pool, Classified[]>();
  for (const step of classified) {
    const own = inventory.pools.filter((pool) => pool.urn === step.step.urn && touchesPool(step, pool));
    for (const pool of new Set([...own, ...drainedPools(step, inventory)])) {
      reach.set(pool, [...(reach.get(pool) ?? []), step]);
    }
  }
  return inventory.pools
    .map((pool) => toRow(pool, reach.get(pool) ?? [], inventory))
    .sort((a, b) => compareEffects(b.effect, a.effect) || (a.title < b.title ? -1 : 1));
}

function touchesPool(step: Classified, pool: Pool): boolean {
  if (step.effect === "noise") return false;
  if (pool.inline === undefined) return true;
  return step.findings.some(({ change }) => change?.inline === pool.inline);
}

function toRow(pool: Pool, steps: readonly Classified[], inventory: Inventory): PoolRow {
  const worst = [...steps].sort((a, b) => compareEffects(b.effect, a.effect))[0];
  const finding = worst?.findings[0];
  const drained = steps.some((step) => drainedPools(step, inventory).includes(pool));
  const facts = pool.old ?? pool.new;
  return {
    urn: pool.urn,
    title: pool.title,
    platform: pool.platform,
    os: osOfPool(pool) ?? "Linux",
    touched: steps.length > 0,
    effect: worst?.effect ?? "noise",
    columns: columns(pool.old, pool.new, worst?.action),
    cause: finding?.change?.path ?? worst?.action ?? "",
    providerSays: worst?.action ?? "same",
    platformSays: finding?.platform ?? "",
    surge: facts?.surge ?? "",
    drainTimeout: facts?.drainMinutes === undefined ? "" : `${String(facts.drainMinutes)} min`,
    drained: drained && pool.old !== undefined ? nodesOf(pool.old) : none,
  };
}

function columns(
  old: PoolFacts | undefined,
  next: PoolFacts | undefined,
  action: string | undefined,
): PoolRow["columns"] {
  const after = action === "delete" ? undefined : next;
  const names = [
    "name",
    "image",
    "version",
    "machine",
    "nodes",
    "maxPods",
    "disk",
    "labels",
    "taints",
  ] as const;
  const [left, right] = [cells(old), cells(after)];
  return names.map((name) => ({ name, old: left[name], new: right[name] }));
}

type Cells = Readonly<
  Record<
    "name" | "image" | "version" | "machine" | "nodes" | "maxPods" | "disk" | "labels" | "taints",
    string
  >
>;

function cells(facts: PoolFacts | undefined): Cells {
  const nodes =
    facts === undefined
      ? ""
      : facts.autoscaled
        ? `${String(facts.minCount ?? "?")}-${String(facts.maxCount ?? "?")}`
        : String(facts.count ?? "");
  return {
    name: facts?.name ?? "",
    image: facts?.image ?? "",
    version: facts?.kubernetesVersion ?? "",
    machine: facts?.machine ?? "",
    nodes,
    maxPods: String(facts?.maxPods ?? ""),
    disk: facts?.diskGiB === undefined ? "" : `${String(facts.diskGiB)} GiB`,
    labels: Object.entries(facts?.labels ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(", "),
    taints: (facts?.taints ?? []).join(", "),
  };
}
