import type { Cloud, Switches } from "./cloud";
import type { ClusterBackend } from "../clouds/cluster-backend";
import { FaultPlan } from "./faults";
import { resourceTypes } from "./resources";
import { Store } from "./store";
import { timeScale } from "../clouds/time";

export type { Cloud, Switches } from "./cloud";
export type { ClusterBackend } from "../clouds/cluster-backend";
export { deleteResource, getResource, listResources, postAction, putResource } from "./arm";
export { ArmError } from "./errors";
export { faultPlanFile } from "./faults";
export type { Fault, FaultKind } from "./faults";

/** The subscription that everything lives in when the provider's configuration names none. */
export const defaultSubscription = "00000000-0000-4000-8000-000000000001";

/**
 * Opens the Azure of one home.
 *
 * @param file SQLite file with the cloud's objects.
 * @param options.now The clock; support and retirement dates are compared with it.
 */
export function openAzure(
  file: string,
  clusters: ClusterBackend,
  options: {
    readonly now?: () => Date;
    readonly timeScale?: number;
    readonly switches?: Partial<Switches>;
    /** File with the fault plan. @default none */
    readonly faultPlan?: string;
  } = {},
): Cloud {
  const store = new Store(file);
  return {
    store,
    clusters,
    types: resourceTypes,
    now: options.now ?? (() => new Date()),
    timeScale: options.timeScale ?? timeScale(),
    switches: { strictWindowsProfile: false, serialPools: false, ...options.switches },
    faults: new FaultPlan(options.faultPlan, store),
  };
}
