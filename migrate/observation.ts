import type { WindowsRelease } from "../catalogue/windows-releases";

/** Letter that tells the two pools of one name apart. */
export type Slot = "a" | "b";

/** The taint that keeps pods away from a slot while a migration goes on. */
export const migrationTaint = { key: "migrating", value: "true", effect: "NoSchedule" } as const;

/** Annotation of a node on which the canary has run. */
export const canaryAnnotation = "mullion/canary-passed";

/** Annotation of a node with the time at which its slot was empty, in ISO 8601. */
export const drainedAnnotation = "mullion/drained-at";

/** One entry of `mullion:nodePools` that has the pool's name. */
export interface PoolEntry {
  readonly slot: Slot;
  readonly release: WindowsRelease;
  /** Whether the entry has the {@link migrationTaint}. */
  readonly closed: boolean;
  /** Whether the autoscaler may take all of its nodes away. */
  readonly mayBeEmpty: boolean;
}

/** One node of the pool, in either slot. */
export interface PoolNode {
  readonly name: string;
  readonly slot: Slot;
  /** Windows build, for example 20348. */
  readonly build: number;
  readonly ready: boolean;
  /** Whether the node has the {@link migrationTaint}. */
  readonly closed: boolean;
  readonly canaryPassed: boolean;
  /** Milliseconds since 1970, from {@link drainedAnnotation}. */
  readonly drainedAt?: number;
}

/** One pod that runs on the pool, or that can run nowhere else. */
export interface PoolPod {
  /** `namespace/name` */
  readonly name: string;
  /** What made it, for messages: `Deployment orders/web`. */
  readonly workload: string;
  /** Slot of the node it runs on; absent while it has none. */
  readonly slot?: Slot;
  readonly running: boolean;
  /** Whether it stays on its node: a pod of a DaemonSet, or one that has ended. */
  readonly stays: boolean;
  readonly hostProcess: boolean;
  readonly images: readonly string[];
  /** Build that its selector or its RuntimeClass asks for, for example 20348. */
  readonly pinnedBuild?: number;
  /** Slot that its selector asks for. */
  readonly pinnedSlot?: Slot;
}

/** All that a migration goes by. There is no file of its own: where it stands is seen, never remembered. */
export interface Observation {
  readonly entries: readonly PoolEntry[];
  readonly nodes: readonly PoolNode[];
  readonly pods: readonly PoolPod[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What is wanted. */
export interface Goal {
  readonly pool: string;
  readonly to: WindowsRelease;
  /** How long the new slot must carry everything before the old one is removed, in minutes. */
  readonly soakMinutes: number;
}
