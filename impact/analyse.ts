import { compareEffects } from "../catalogue/impact";
import type { EffectClass } from "../catalogue/impact";
import type { IsoDate } from "../catalogue/source";
import type { Classified } from "./classify/classified";
import { classify } from "./classify/classify";
import { osOfPool, takeInventory } from "./inventory/inventory";
import type { Inventory, Pool } from "./inventory/inventory";
import { add, drainedPools, minutesFor, nodesOf, none } from "./report/estimate";
import { explain } from "./report/explain";
import { poolRows } from "./report/pool-rows";
import { reportVersion } from "./report/report";
import type { Judgement, PoolRow, Range, Report, Reversible, Summary } from "./report/report";
import { gravest, judge } from "./report/verdict";
import type { Preview } from "./step";

/** How to analyse. */
export interface AnalyseOptions {
  /** Day that support and retirement are judged at. */
  readonly asOf: IsoDate;
  /**
   * Mildest class that blocks; `unclassified` means the default and everything unclassified.
   *
   * @default "refused"
   */
  readonly failOn?: EffectClass;
}

/**
 * Says what a preview will really do. Pure: the same preview and options give the same report.
 *
 * @param preview - from `readPreview`
 * @param options - the day, and what blocks
 */
export function analyse(preview: Preview, options: AnalyseOptions): Report {
  const inventory = takeInventory(preview.steps);
  const classified = inventory.entries
    .map((entry) => classify(entry, { inventory, asOf: options.asOf }))
    .filter(({ effect, action }) => effect !== "noise" || action !== "none");
  const telling = classified.filter(({ effect }) => effect !== "noise").sort(byWeight);
  const pools = poolRows(inventory, telling);
  return {
    kind: "mullion/impact",
    version: reportVersion,
    asOf: options.asOf,
    project: preview.project,
    stack: preview.stack,
    summary: summarise(preview, telling, inventory, pools, options),
    changes: telling.map(explain),
    pools,
    noise: classified.length - telling.length,
  };
}

function byWeight(a: Classified, b: Classified): number {
  return (
    compareEffects(b.effect, a.effect) || (a.step.urn < b.step.urn ? -1 : a.step.urn > b.step.urn ? 1 : 0)
  );
}

function summarise(
  preview: Preview,
  telling: readonly Classified[],
  inventory: Inventory,
  pools: readonly PoolRow[],
  { failOn }: AnalyseOptions,
): Summary {
  const broken: Judgement = preview.errors > 0 ? "BLOCK" : "SAFE";
  const verdict = gravest([
    broken,
    ...telling.flatMap(({ findings }) => findings.map((finding) => judge(finding, failOn))),
  ]);
  const worst = telling[0]?.effect ?? "noise";
  const drained = [...new Set(telling.flatMap((step) => drainedPools(step, inventory)))];
  const minutes = drained.map(minutesOf).reduce(add, none);
  const windows = pools.filter(({ os }) => os === "Windows");
  return {
    verdict,
    why: reasonFor(preview, verdict, telling),
    worst,
    pools: { touched: pools.filter(({ touched }) => touched).length, total: pools.length },
    windowsPools: { touched: windows.filter(({ touched }) => touched).length, total: windows.length },
    nodesDrained: drained
      .map((pool) => (pool.old === undefined ? none : nodesOf(pool.old)))
      .reduce(add, none),
    ...(minutes.max === 0 ? {} : { minutes }),
    reversible: reversibility(telling),
    maintenanceWindow: drained.length > 0,
    operations: countOperations(preview),
  };
}

function minutesOf(pool: Pool): Range {
  return pool.old === undefined
    ? none
    : minutesFor({ ...pool.old, os: osOfPool(pool) ?? "Linux" }, nodesOf(pool.old));
}

function reasonFor(preview: Preview, verdict: Judgement, telling: readonly Classified[]): string {
  if (preview.errors > 0) {
    return `The preview itself reports ${count(preview.errors, "error")}, so its plan may be incomplete; read them in its own output.`;
  }
  const worst = telling[0];
  if (worst === undefined) return "Nothing changes that nodes, pods or the cloud would notice.";
  const others = telling.length - 1;
  const also = others === 0 ? "" : `, and ${count(others, "other change")}`;
  const name = `${worst.subject.title} "${worst.step.name}"`;
  if (verdict === "SAFE") return `Nothing that runs is disturbed: ${phrases[worst.effect]} (${name}${also}).`;
  return `${name}: ${phrases[worst.effect]}${also}.`;
}

const phrases: Readonly<Record<EffectClass, string>> = {
  noise: "nothing happens",
  metadata: "only records change",
  scheduling: "pods may start, stop or move",
  scale: "the number of nodes changes",
  rolling: "nodes are replaced or reimaged one by one",
  "manual-follow-up": "accepted, but without effect until somebody follows up",
  "pool-replace": "all nodes of the pool go",
  refused: "the deployment will be refused half way",
  "cluster-replace": "the whole cluster is deleted",
  irreversible: "this cannot be taken back",
  unclassified: "its effect is not known",
};

function reversibility(telling: readonly Classified[]): Reversible {
  const effects = telling.flatMap(({ findings }) => findings.map(({ effect }) => effect));
  if (effects.some((effect) => effect === "irreversible" || effect === "cluster-replace")) return "no";
  return effects.includes("pool-replace") ? "new pool only" : "yes";
}

function countOperations(preview: Preview): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { op } of preview.steps) if (op !== "same") counts.set(op, (counts.get(op) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? "" : "s"}`;
}
