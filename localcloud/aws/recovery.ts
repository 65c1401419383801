import { isAlive } from "../clouds/owner";
import { waitMinutes } from "../clouds/time";
import type { Work } from "../clouds/work";
import { regionIn } from "./account";
import type { Cloud } from "./cloud";
import type { Operation } from "./store";

/**
 * Settles operations whose process died. In AWS the cloud goes on when a client dies; here the cloud lives in the
 * client, so a half-made resource goes away, as if the request had never arrived, a half-changed one takes the next
 * change, and a deletion is finished.
 */
export async function recover(cloud: Cloud): Promise<void> {
  for (const operation of cloud.store.operations()) {
    if (!isAlive(operation.owner)) await settle(cloud, operation);
  }
}

async function settle(cloud: Cloud, operation: Operation): Promise<void> {
  const resource = cloud.store.find(operation.resource);
  if (resource !== undefined && operation.kind === "update") {
    cloud.store.save({ ...resource, state: "ACTIVE" });
  } else if (resource !== undefined) {
    const type = cloud.types.get(resource.type);
    await type?.remove?.({ cloud, region: regionIn(resource.id), resource }, quietWork);
    cloud.store.forget(resource.id);
  }
  cloud.store.end(operation.id);
}

const quietWork: Work = {
  progress: () => undefined,
  signal: new AbortController().signal,
  take: (minutes) => waitMinutes(minutes, 0),
};
