import type { ClusterBackend } from "../clouds/cluster-backend";
import { FaultPlan } from "../clouds/faults";
import { timeScale } from "../clouds/time";
import type { Cloud } from "./cloud";
import { awsFaults } from "./faults";
import { Store } from "./store";
import { resourceTypes } from "./types";

export { accountId, callerArn, zonesOf } from "./account";
export { createResource, deleteResource, readResource, updateResource } from "./api";
export type { Described } from "./api";
export type { Cloud } from "./cloud";
export { awsFaultPlanFile } from "./faults";
export { AwsError } from "./errors";
export { publicParameter } from "./ssm/parameter";

/**
 * Opens the AWS of one home.
 *
 * @param file SQLite file with the cloud's objects.
 * @param options.now The clock; ends of support are compared with it.
 */
export function openAws(
  file: string,
  clusters: ClusterBackend,
  options: {
    readonly now?: () => Date;
    readonly timeScale?: number;
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
    faults: new FaultPlan(options.faultPlan, store, awsFaults),
  };
}
