/** Operating system of nodes, as the clouds spell it. */
export type OsName = "Linux" | "Windows";

/** A taint of a node. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** A toleration of a pod. */
export interface Toleration {
  readonly key: string;
  readonly operator: "Equal";
  readonly value: string;
  readonly effect: Taint["effect"];
}

/** What differs by operating system, as values: callers have no `if windows`. */
export interface OsFamily {
  readonly os: OsName;
  /** Selector that every pod of this operating system carries. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Taints of every node of this operating system. */
  readonly taints: readonly Taint[];
  /** Tolerations of every pod of this operating system. */
  readonly tolerations: readonly Toleration[];
  /** Limits and requests of a container that says nothing. */
  readonly containerDefaults: {
    readonly requests: Readonly<Record<"cpu" | "memory", string>>;
    readonly limits: Readonly<Record<"cpu" | "memory", string>>;
  };
}
