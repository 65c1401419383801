import type { ApiClient } from "../../localcloud/providers/kubernetes/api/client";
import { listAt, numberAt, textAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { PropertyValue } from "../../localcloud/wire/values";
import type { PodEvent } from "../view";
import { pageSize } from "./list";

/** What the cluster has noted about a pod, newest first. @throws StatusError, UnreachableError */
export async function podEvents(
  client: ApiClient,
  namespace: string,
  pod: string,
): Promise<readonly PodEvent[]> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`;
  const fieldSelector = `involvedObject.kind=Pod,involvedObject.name=${pod}`;
  const list = await client.get(path, { fieldSelector, limit: pageSize });
  return listAt(list, "items")
    .map(podEvent)
    .sort((a, b) => b.lastSeen.localeCompare(a.lastSeen));
}

/** Events come in two forms: old ones count for themselves, new ones are a series or a single one. */
function podEvent(event: PropertyValue): PodEvent {
  const lastSeen =
    textAt(event, "series", "lastObservedTime") ||
    textAt(event, "lastTimestamp") ||
    textAt(event, "eventTime") ||
    textAt(event, "metadata", "creationTimestamp");
  return {
    type: textAt(event, "type"),
    reason: textAt(event, "reason"),
    message: textAt(event, "message"),
    count: numberAt(event, "series", "count") ?? numberAt(event, "count") ?? 1,
    lastSeen,
  };
}
