import type { ClusterBackend } from "../clouds/cluster-backend";
import { timeScale } from "../clouds/time";
import type { Cloud } from "./cloud";
import { Store } from "./store";
import { resourceTypes } from "./types";

export { accountId, callerArn, zonesOf } from "./account";
export { createResource, deleteResource, readResource, updateResource } from "./api";
export type { Described } from "./api";
export type { Cloud } from "./cloud";
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
  options: { readonly now?: () => Date; readonly timeScale?: number } = {},
): Cloud {
  return {
    store: new Store(file),
    clusters,
    types: resourceTypes,
    now: options.now ?? (() => new Date()),
    timeScale: options.timeScale ?? timeScale(),
  };
}
