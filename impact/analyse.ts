import { compareEffects } from "../catalogue/impact";
import type { EffectClass } from "../catalogue/impact";
import type { IsoDate } from "../catalogue/source";
import { findCascades } from "./classify/cascade";
import { classify } from "./classify/classify";
import { takeInventory } from "./inventory/inventory";
import { calendar } from "./report/calendar";
import { cascadeRows } from "./report/cascades";
import { explain } from "./report/explain";
import { policyDelta } from "./report/policy-delta";
import { poolRows } from "./report/pool-rows";
import { reportVersion } from "./report/report";
import type { Report } from "./report/report";
import { summarise } from "./report/summary";
import { Scales } from "./report/weigh";
import type { Weighed } from "./report/weigh";
import type { PolicyFinding, Preview } from "./step";
import type { Waiver } from "./waivers";

/** How to analyse. */
export interface AnalyseOptions {
  /** Day that support, retirement and waivers are judged at. */
  readonly asOf: IsoDate;
  /**
   * Mildest class that blocks; `unclassified` means the default and everything unclassified.
   *
   * @default "refused"
   */
  readonly failOn?: EffectClass;
  /**
   * Accepted risks.
   *
   * @default none
   */
  readonly waivers?: readonly Waiver[];
  /**
   * Policy findings without the change, to compare with.
   *
   * @default those of the plan of the base, where the preview was made of two plans
   */
  readonly baseFindings?: readonly PolicyFinding[];
}

/**
 * Says what a preview will really do. Pure: the same preview and options give the same report.
 *
 * @param preview - from `readPreview` or `readPlans`
 * @param options - the day, what blocks, what is allowed
 */
export function analyse(preview: Preview, options: AnalyseOptions): Report {
  const { asOf, failOn, waivers = [], baseFindings = preview.baseFindings } = options;
  const inventory = takeInventory(preview.steps);
  const cascades = findCascades(inventory);
  const scales = new Scales(waivers, asOf, failOn);
  const classified = inventory.entries
    .map((entry) => classify(entry, { inventory, cascades, asOf }))
    .filter(({ action, effect }) => action !== "none" || effect !== "noise");
  const telling = classified
    .filter(({ effect }) => effect !== "noise")
    .map((step) => scales.weigh(step))
    .sort(byWeight);
  const pools = poolRows(inventory, telling);
  const policy = policyDelta(preview.findings, baseFindings);
  return {
    kind: "mullion/impact",
    version: reportVersion,
    asOf,
    project: preview.project,
    stack: preview.stack,
    summary: summarise({ preview, telling, inventory, pools, policy }),
    changes: telling.filter(({ cascade }) => cascade === undefined).map(explain),
    pools,
    cascades: cascadeRows(cascades, classified, inventory),
    calendar: calendar(inventory, asOf),
    policy,
    waivers: scales.rows(),
    noise: classified.filter(
      ({ effect, cascade, subject }) =>
        effect === "noise" && cascade === undefined && subject.kind !== "provider",
    ).length,
  };
}

function byWeight(a: Weighed, b: Weighed): number {
  return (
    compareEffects(b.effect, a.effect) || (a.step.urn < b.step.urn ? -1 : a.step.urn > b.step.urn ? 1 : 0)
  );
}
