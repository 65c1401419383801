import { compareEffects } from "../../catalogue/impact";
import type { Classified, Finding } from "../classify/classified";
import { osOfPool } from "../inventory/inventory";
import type { Inventory, Pool } from "../inventory/inventory";
import { drainsOf, none, poolsInReach } from "./estimate";
import { poolColumns } from "./pool-columns";
import type { PoolRow, Range } from "./report";
import { boundTo, budgetRisk, findWorkloads } from "./workloads";
import type { Workload } from "./workloads";

/** Most workloads that are named for one pool. */
const mostWorkloads = 10;

/** A finding that concerns a pool, with its step. */
interface Touch {
  readonly step: Classified;
  readonly finding: Finding;
  /** Nodes of the pool that the step drains. */
  readonly drained: Range;
}

/**
 * One row for every node pool of the input: worst first.
 *
 * @param inventory - everything that the input holds
 * @param telling - the steps that do something
 */
export function poolRows(inventory: Inventory, telling: readonly Classified[]): readonly PoolRow[] {
  const touches = new Map<Pool, Touch[]>();
  for (const step of telling) collectTouches(step, inventory, touches);
  const workloads = findWorkloads(inventory);
  return inventory.pools
    .map((pool) => toRow(pool, touches.get(pool) ?? [], workloads))
    .sort(
      (a, b) => compareEffects(b.effect, a.effect) || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0),
    );
}

function collectTouches(step: Classified, inventory: Inventory, touches: Map<Pool, Touch[]>): void {
  const own = inventory.poolsOf.get(step.step.urn) ?? [];
  const drained = new Map(drainsOf(step, inventory).map(({ pool, nodes }) => [pool, nodes]));
  for (const finding of step.findings) {
    if (finding.effect === "noise") continue;
    const named = own.filter(({ inline }) => inline === undefined || inline === finding.change?.inline);
    for (const pool of new Set([...named, ...poolsInReach(finding, step, inventory)])) {
      const touch = { step, finding, drained: drained.get(pool) ?? none };
      touches.set(pool, [...(touches.get(pool) ?? []), touch]);
    }
  }
}

function toRow(pool: Pool, touches: readonly Touch[], workloads: readonly Workload[]): PoolRow {
  const worst = [...touches].sort((a, b) => compareEffects(b.finding.effect, a.finding.effect))[0];
  const facts = pool.old ?? pool.new;
  const bound = boundTo(pool, workloads);
  const drained = touches.map((touch) => touch.drained).sort((a, b) => b.max - a.max)[0] ?? none;
  return {
    urn: pool.urn,
    title: pool.title,
    platform: pool.platform,
    os: osOfPool(pool) ?? "Linux",
    touched: touches.length > 0,
    effect: worst?.finding.effect ?? "noise",
    columns: poolColumns(pool.old, worst?.step.action === "delete" ? undefined : pool.new),
    cause: worst === undefined ? "" : causeOf(worst),
    providerSays: worst?.step.action ?? "none",
    platformSays: worst?.finding.platform ?? "",
    surge: drained.max === 0 ? "" : (facts?.surge ?? ""),
    drainTimeout:
      drained.max === 0 || facts?.drainMinutes === undefined ? "" : `${String(facts.drainMinutes)} min`,
    drained,
    workloads: listed(bound.map(({ title }) => title)),
    budgetRisk: drained.max === 0 ? "" : budgetRisk(bound),
  };
}

/** A list that a reader can take in: the first ones, and how many more. */
function listed(titles: readonly string[]): readonly string[] {
  const more = titles.length - mostWorkloads;
  return more <= 0 ? titles : [...titles.slice(0, mostWorkloads), `and ${String(more)} more`];
}

function causeOf({ step, finding }: Touch): string {
  if (finding.change !== undefined) return finding.change.path;
  if (step.step.replaceReasons.length > 0) return step.step.replaceReasons.join(", ");
  return step.findings.find(({ change }) => change !== undefined)?.change?.path ?? step.action;
}
