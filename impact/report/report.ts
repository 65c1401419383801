import type { EffectClass } from "../../catalogue/impact";
import type { IsoDate } from "../../catalogue/source";

/** Version of the JSON form of the report; a change that breaks readers raises it. */
export const reportVersion = 1;

/** What the report advises. */
export type Judgement = "SAFE" | "REVIEW" | "BLOCK";

/** A range of whole numbers, both ends included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Whether the change can be taken back. */
export type Reversible = "yes" | "new pool only" | "no" | "not known";

/** A link to where a statement was read. */
export interface Reference {
  readonly title: string;
  readonly url?: string;
  /** Day of the copy that was read. */
  readonly read: IsoDate;
}

/** One changed property, as shown. */
export interface ShownChange {
  readonly path: string;
  /** Old and new value as short text, masked where they may be secret; empty where there is none. */
  readonly old: string;
  readonly new: string;
  readonly effect: EffectClass;
  /** The new value is known only during the deployment. */
  readonly unknown: boolean;
}

/** One resource that changes, explained in four sentences. */
export interface Explanation {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** What the engine plans: create, update, replace, delete … */
  readonly operation: string;
  readonly effect: EffectClass;
  /** Error codes of refusals. */
  readonly codes: readonly string[];
  readonly changes: readonly ShownChange[];
  /** What changes; what Pulumi will do; what the platform will do; what to do instead. */
  readonly sentences: {
    readonly what: string;
    readonly pulumi: string;
    readonly platform: string;
    readonly instead: string;
  };
  readonly references: readonly Reference[];
  /** Reason of the waiver that covers all of it. */
  readonly waived?: string;
}

/** One node pool that the input tells of. */
export interface PoolRow {
  readonly urn: string;
  readonly title: string;
  readonly platform: "aks" | "eks";
  readonly os: "Linux" | "Windows";
  readonly touched: boolean;
  readonly effect: EffectClass;
  /** Old and new facts of the columns; equal when nothing changes. */
  readonly columns: readonly { readonly name: string; readonly old: string; readonly new: string }[];
  /** Property that is the reason, or the operation. */
  readonly cause: string;
  readonly providerSays: string;
  readonly platformSays: string;
  readonly surge: string;
  readonly drainTimeout: string;
  /** Nodes that are drained. */
  readonly drained: Range;
  /** Workloads of the input whose node selector fits the pool, as `Kind/name`; ten at most, then `and N more`. */
  readonly workloads: readonly string[];
  /** What a PodDisruptionBudget of the input does to a drain; empty when there is no risk or none is in the input. */
  readonly budgetRisk: string;
}

/** Objects that look changed only because their provider's configuration is not known during the preview. */
export interface CascadeRow {
  /** Logical name of the provider. */
  readonly provider: string;
  readonly property: string;
  /** Logical name of the cluster that the value comes from; empty when the input does not tell. */
  readonly cluster: string;
  readonly kind: "phantom" | "real" | "open";
  /** How many objects. */
  readonly objects: number;
  /** What becomes of them, a sentence. */
  readonly says: string;
}

/** What time does to one Windows pool. */
export interface CalendarRow {
  readonly title: string;
  readonly image: string;
  /** Windows build of its nodes, 0 when it is not known. */
  readonly build: number;
  readonly kubernetesVersion: string;
  /** Kubernetes minors with node images, as `1.25 to 1.36`. */
  readonly minors: string;
  /** Day on which the platform ends the image, or Microsoft the release; empty when no day is known. */
  readonly ends: string;
  /** Days from the day of the report to that day; negative when it has passed. */
  readonly daysLeft?: number;
  /** What to do next, a sentence. */
  readonly next: string;
}

/** One policy finding. */
export interface PolicyRow {
  readonly policy: string;
  readonly level: string;
  /** Logical name of the resource. */
  readonly resource: string;
  readonly message: string;
}

/** Policy findings, compared with the base where there is one. */
export interface PolicyDelta {
  /** Whether there was a base to compare with; without one every finding counts as introduced. */
  readonly compared: boolean;
  readonly introduced: readonly PolicyRow[];
  readonly fixed: readonly PolicyRow[];
  readonly unchanged: number;
}

/** A waiver and what became of it. */
export interface WaiverRow {
  readonly urn: string;
  readonly class: EffectClass;
  readonly reason: string;
  readonly expires: IsoDate;
  readonly state: "used" | "unused" | "expired";
}

/** The head of the report. */
export interface Summary {
  readonly verdict: Judgement;
  /** One sentence that says why. */
  readonly why: string;
  readonly worst: EffectClass;
  readonly pools: { readonly touched: number; readonly total: number };
  readonly windowsPools: { readonly touched: number; readonly total: number };
  readonly nodesDrained: Range;
  /** Estimated minutes of node work; absent when no node is touched. */
  readonly minutes?: Range;
  readonly reversible: Reversible;
  readonly maintenanceWindow: boolean;
  /** Number of steps by operation, without `same`. */
  readonly operations: Readonly<Record<string, number>>;
  /** How many unchanged resources the preview counts without listing them; the report knows nothing of them. */
  readonly unlisted: number;
}

/** The whole report: plain data, ready for JSON. */
export interface Report {
  readonly kind: "mullion/impact";
  readonly version: typeof reportVersion;
  readonly asOf: IsoDate;
  readonly project: string;
  readonly stack: string;
  readonly summary: Summary;
  /** Every resource that changes, worst first; noise and cascades are left out. */
  readonly changes: readonly Explanation[];
  readonly pools: readonly PoolRow[];
  readonly cascades: readonly CascadeRow[];
  readonly calendar: readonly CalendarRow[];
  readonly policy: PolicyDelta;
  readonly waivers: readonly WaiverRow[];
  /** How many steps do nothing although the engine lists them. */
  readonly noise: number;
}
