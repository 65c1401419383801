import type { Cloud } from "./cloud";
import { isAlive } from "../clouds/owner";
import { waitMinutes } from "../clouds/time";
import type { Work } from "../clouds/work";
import type { Operation } from "./store";

/**
 * Settles operations whose process died. In Azure the cloud goes on when a client dies; here the cloud lives in
 * the client, so:
 *
 * - a half-made resource goes away, as if the request had never arrived: the next `up` makes it again;
 * - a half-changed resource becomes `Failed`, and takes the next PUT;
 * - a deletion is finished.
 */
export async function recover(cloud: Cloud): Promise<void> {
  for (const operation of cloud.store.operations()) {
    if (!isAlive(operation.owner)) await settle(cloud, operation);
  }
}

async function settle(cloud: Cloud, operation: Operation): Promise<void> {
  const resource = cloud.store.find(operation.resource);
  if (resource !== undefined && operation.kind !== "create" && operation.kind !== "delete") {
    cloud.store.save({ ...resource, state: "Failed" });
  } else if (resource !== undefined) {
    const type = cloud.types.get(resource.type.toLowerCase());
    await type?.remove?.({ cloud, resource, query: { "ignore-pod-disruption-budget": "true" } }, quietWork);
    cloud.store.remove(resource.id);
  }
  cloud.store.end(operation.id);
}

const quietWork: Work = {
  progress: () => undefined,
  signal: new AbortController().signal,
  take: (minutes) => waitMinutes(minutes, 0),
};
