import type { ClusterBackend } from "../clouds/cluster-backend";
import type { FaultPlan } from "./faults";
import type { ResourceType } from "./resource-type";
import type { Store } from "./store";

/** Everything that a request needs. */
export interface Cloud {
  readonly store: Store;
  /** Runs the control planes and nodes behind AKS clusters. */
  readonly clusters: ClusterBackend;
  /** By lower-case type. */
  readonly types: ReadonlyMap<string, ResourceType>;
  readonly now: () => Date;
  /** Real seconds per second of Azure's: see `timeScale`. */
  readonly timeScale: number;
  readonly switches: Switches;
  /** What goes wrong on demand. */
  readonly faults: FaultPlan;
}

/** Where sources about Azure disagree, the stand-in can take either side. */
export interface Switches {
  /** Refuse Windows pools on clusters that were created without `windowsProfile`, as the documentation says. */
  readonly strictWindowsProfile: boolean;
  /** One pool operation at a time in a cluster, as some users saw; the limits page allows parallel ones. */
  readonly serialPools: boolean;
}
