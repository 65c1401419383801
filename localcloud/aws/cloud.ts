import type { ClusterBackend } from "../clouds/cluster-backend";
import type { FaultPlan } from "../clouds/faults";
import type { AwsFaultKind, AwsVerb } from "./faults";
import type { ResourceType } from "./resource-type";
import type { Store } from "./store";

/** Everything that a request needs. */
export interface Cloud {
  readonly store: Store;
  /** Runs the control planes and nodes behind EKS clusters. */
  readonly clusters: ClusterBackend;
  readonly types: ReadonlyMap<string, ResourceType>;
  readonly now: () => Date;
  /** Real seconds per second of AWS's: see `timeScale`. */
  readonly timeScale: number;
  /** What goes wrong on demand. */
  readonly faults: FaultPlan<AwsFaultKind, AwsVerb>;
}
