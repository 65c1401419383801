import type { Sourced } from "../source";
import type { EffectClass } from "./effect-class";

/** Resource types whose every property has a row: the type's own name by platform. */
export type ImpactType =
  "aks:ManagedCluster" | "aks:AgentPool" | "eks:Cluster" | "eks:NodeGroup" | "eks:AutoScalingGroup";

/** What the provider of the lock file plans when the property changes. */
export type ProviderPlan = "update" | "replace";

/** Whose nodes are drained and reimaged or replaced when the change is made in place. */
export type NodeReach = "none" | "pool" | "windows-pools" | "all-pools";

/**
 * When a row holds. All given parts must hold; values are compared as text, without regard to case.
 */
export interface ChangeCondition {
  /** Operating system of the pool. */
  readonly os?: "Linux" | "Windows";
  /** Whether the property appears, disappears or changes from one value to another. */
  readonly kind?: "add" | "remove" | "change";
  /** Old value is one of these; `""` stands for absent. */
  readonly from?: readonly string[];
  /** New value is one of these; `""` stands for absent. */
  readonly to?: readonly string[];
  /** How a Kubernetes version moves: to the next minor, by several minors, back, or only by patch. */
  readonly version?: "next-minor" | "skips-minors" | "back" | "patch";
  /** Whether a number becomes larger or smaller. */
  readonly number?: "grows" | "shrinks";
}

/** What one changed property means, as the provider plans it and as the platform does it. */
export interface ImpactRow extends Sourced {
  readonly type: ImpactType;
  /**
   * Property path as the SDK spells it: `networkProfile.podCidr`. It stands for everything below it that has no longer
   * row of its own; list indices are left out.
   */
  readonly path: string;
  /** When the row holds; of the rows of one path the first that holds counts. Absent = always. */
  readonly when?: ChangeCondition;
  readonly provider: ProviderPlan;
  /** Class when the change is sent in place; a planned replacement is `pool-replace` or `cluster-replace` whatever stands here. */
  readonly inPlace: EffectClass;
  readonly nodes: NodeReach;
  /** Error code of a refusal. */
  readonly code?: string;
  /** What the platform does, as a sentence. */
  readonly platform: string;
  /** What to do instead, as a sentence; empty where there is nothing better. */
  readonly instead: string;
  /** `new-pool`: the platform refuses the way back, only another pool has the old value. @default the same change backwards */
  readonly wayBack?: "new-pool";
}
