import type { JsonMap } from "./json";

/** A resource on one side of a step. */
export interface ResourceState {
  readonly id?: string;
  readonly inputs: JsonMap;
  /** What the cloud said at the last deployment, filled-in values included; kept for clusters and pools only. */
  readonly outputs?: JsonMap;
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Set on the old state of a replacement that makes the new object first. */
  readonly pendingDelete: boolean;
  readonly parent?: string;
  /** `<urn of the provider resource>::<id>`. */
  readonly provider?: string;
  /** URNs that each property was computed from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** One planned operation on one resource. */
export interface Step {
  readonly urn: string;
  /** Type token, for example `azure-native:containerservice:AgentPool`. */
  readonly type: string;
  /** Logical name in the program. */
  readonly name: string;
  /**
   * What the engine plans, as it spells it: `same`, `create`, `update`, `replace`, `delete` and rarer ones.
   * `changed` stands in plan files, which know no engine: update or replace, by the table.
   */
  readonly op: string;
  /** Whether a provider manages it; components and the stack itself only group others. */
  readonly custom: boolean;
  /** Whether a replacement deletes first; `undefined` where the input does not tell. */
  readonly deleteFirst?: boolean;
  readonly old?: ResourceState;
  readonly new?: ResourceState;
  /** Paths that the engine names as changed, from `detailedDiff` and `diffReasons`. */
  readonly engineChanges: readonly string[];
  /** Paths that the engine names as the reason of a replacement. */
  readonly replaceReasons: readonly string[];
}

/** A finding of a policy pack, as far as the input holds any. */
export interface PolicyFinding {
  readonly pack: string;
  readonly policy: string;
  readonly level: string;
  readonly urn: string;
  readonly message: string;
}

/** What was read from one input. */
export interface Preview {
  /** Form of the input. */
  readonly form: "preview-json" | "event-lines" | "plans";
  readonly project: string;
  readonly stack: string;
  readonly steps: readonly Step[];
  /** How many errors the preview itself reported; its plan may then be incomplete. */
  readonly errors: number;
  /** How many unchanged resources the input counts without listing them: the CLI leaves them out unless `--show-sames` is given. */
  readonly unlisted: number;
  /** Policy findings, sorted. */
  readonly findings: readonly PolicyFinding[];
  /** Policy findings of the base, where two plans are compared. */
  readonly baseFindings?: readonly PolicyFinding[];
}
