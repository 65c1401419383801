import type { EffectClass } from "../../catalogue/impact";

/** What a wave must pass before, and after, it is deployed. */
export interface Gates {
  /** Mildest level of a policy finding that stops the wave. */
  readonly policy: "mandatory" | "advisory";
  /** Mildest class of effect that stops the wave. */
  readonly impact: EffectClass;
  /** How long clusters may take to get well after their deployment. */
  readonly healthMinutes: number;
}

/** Stacks that are deployed before any of the next wave is. */
export interface Wave {
  readonly name: string;
  /** In the order in which they are deployed; at least one. */
  readonly stacks: readonly string[];
  readonly gates: Gates;
  /** How long the wave must be well before the next one begins. */
  readonly soakMinutes: number;
}

/** What may stop a wave. */
export type GateName = "preview" | "policy" | "impact" | "deployment" | "complete" | "health";

/** Why a wave is stopped. */
export interface GateProblem {
  readonly gate: GateName;
  readonly stack: string;
  /** One sentence or more: what is, and what to do. */
  readonly message: string;
}

/** What a preview of a stack showed. */
export interface PlanSight {
  /** When it was made; milliseconds since 1970, as all times here. */
  readonly seenAt: number;
  /** How many resources would change. */
  readonly changes: number;
  /** What the gates have against it. */
  readonly problems: readonly GateProblem[];
}

/** What the cluster of a stack showed. */
export interface HealthSight {
  readonly seenAt: number;
  /** Empty: it is well. */
  readonly problems: readonly GateProblem[];
}

/** What is known of a stack. Nothing is remembered between runs: what is missing is looked at. */
export interface StackSight {
  /** When its last deployment ended, by its state; absent when there was none. */
  readonly deployedAt?: number;
  /** Absent until it was previewed, and after a deployment. */
  readonly plan?: PlanSight;
  /** Absent until it was looked at. */
  readonly health?: HealthSight;
  /** Whether this run has deployed it. */
  readonly deployed?: boolean;
  /** Why its deployment failed in this run. */
  readonly failure?: GateProblem;
}

/** What is to be done next. */
export type Action =
  | { readonly kind: "preview"; readonly wave: string; readonly stack: string }
  | { readonly kind: "check-health"; readonly wave: string; readonly stack: string }
  | { readonly kind: "deploy"; readonly wave: string; readonly stack: string }
  /** Time has to pass. */
  | {
      readonly kind: "wait";
      readonly wave: string;
      /** Until when, at most; then the next action is asked for. */
      readonly until: number;
      /** What for, and how long that may take in all. */
      readonly for: "health" | "soak";
      readonly end: number;
    }
  | { readonly kind: "stop"; readonly wave: string; readonly problems: readonly GateProblem[] }
  | { readonly kind: "done" };
