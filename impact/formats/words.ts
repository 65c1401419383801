import type { EffectClass } from "../../catalogue/impact";
import type { CalendarRow, PoolRow, Range, Report } from "../report/report";

/** How an effect class is called in every format. */
export const effectTitles: Readonly<Record<EffectClass, string>> = {
  noise: "no effect",
  metadata: "metadata",
  scheduling: "scheduling",
  scale: "scale",
  rolling: "rolling",
  "manual-follow-up": "manual follow-up",
  "pool-replace": "pool replaced",
  refused: "will be refused",
  "cluster-replace": "CLUSTER REPLACED",
  irreversible: "irreversible",
  unclassified: "unclassified",
};

/**
 * How the effect of one operation is called: a deletion is no replacement.
 *
 * @param effect - class
 * @param operation - what Pulumi does: `delete`, `replace`, …
 */
export function effectTitle(effect: EffectClass, operation: string): string {
  if (operation !== "delete") return effectTitles[effect];
  if (effect === "pool-replace") return "pool deleted";
  return effect === "cluster-replace" ? "CLUSTER DELETED" : effectTitles[effect];
}

/** A range as text: `3`, or `3-6`. */
function showRange({ min, max }: Range): string {
  return min === max ? String(min) : `${String(min)}-${String(max)}`;
}

/** A number of nodes: `1 node`, `3-6 nodes`. */
export function showNodes(nodes: Range): string {
  return `${showRange(nodes)} node${nodes.max === 1 ? "" : "s"}`;
}

/** Minutes as text: `40 min`, or `2 h 10 min`. */
function showMinutes(minutes: Range): string {
  return minutes.min === minutes.max
    ? duration(minutes.min)
    : `${duration(minutes.min)} to ${duration(minutes.max)}`;
}

function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${String(rest)} min`;
  return rest === 0 ? `${String(hours)} h` : `${String(hours)} h ${String(rest)} min`;
}

/** The facts of the head, label and value, in the order in which they are read. */
export function headFacts({ summary }: Report): readonly (readonly [string, string])[] {
  return [
    ["Worst", effectTitles[summary.worst]],
    [
      "Windows pools touched",
      `${String(summary.windowsPools.touched)} of ${String(summary.windowsPools.total)}`,
    ],
    ["Pools touched", `${String(summary.pools.touched)} of ${String(summary.pools.total)}`],
    ["Nodes drained", showRange(summary.nodesDrained)],
    ["Node work, estimated", summary.minutes === undefined ? "none" : showMinutes(summary.minutes)],
    ["Can be taken back", summary.reversible],
    ["Maintenance window", summary.maintenanceWindow ? "needed" : "not needed"],
    [
      "Pulumi plans",
      Object.entries(summary.operations)
        .map(([op, count]) => `${String(count)} ${op}`)
        .join(", ") || "no change",
    ],
    ...(summary.unlisted === 0
      ? []
      : [
          [
            "Not in the preview",
            `${String(summary.unlisted)} unchanged resources: their pools, workloads and disruption budgets are missing here; preview with --show-sames`,
          ] as const,
        ]),
  ];
}

/** The columns of a pool that differ, as `image Windows2022 -> Windows2025`; the telling ones when none does. */
export function poolDifferences(pool: PoolRow): readonly string[] {
  return pool.columns
    .filter(({ old, new: next }) => old !== next)
    .map(({ name, old, new: next }) => `${name} ${arrow(old, next)}`);
}

/** `old -> new`, with a dash for nothing. */
export function arrow(old: string, next: string): string {
  return `${old === "" ? "-" : old} -> ${next === "" ? "-" : next}`;
}

/** `, 584 days left`, or `, 99 days ago`; empty when no day is known. */
export function daysLeft({ daysLeft: days }: CalendarRow): string {
  if (days === undefined) return "";
  const count = `${String(Math.abs(days))} day${Math.abs(days) === 1 ? "" : "s"}`;
  return days < 0 ? `, ${count} ago` : `, ${count} left`;
}

/** How many listed steps do nothing. */
export function noiseSentence(noise: number): string {
  return noise === 1
    ? "1 step that Pulumi lists has no effect."
    : `${String(noise)} steps that Pulumi lists have no effect.`;
}
