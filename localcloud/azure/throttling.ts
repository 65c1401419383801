import type { Cloud } from "./cloud";
import { ArmError } from "./errors";
import type { Method } from "./faults";
import type { ResourceId } from "./resource-id";

/** A token bucket: how many requests at once, and how fast it fills up again. */
interface Bucket {
  readonly burst: number;
  readonly perSecond: number;
}

/** @see https://learn.microsoft.com/azure/aks/quotas-skus-regions#throttling-limits-on-aks-resource-provider-apis */
function bucketOf(method: Method, type: string): Bucket | undefined {
  const cluster = type.toLowerCase() === "microsoft.containerservice/managedclusters";
  const pool = type.toLowerCase() === "microsoft.containerservice/managedclusters/agentpools";
  if (!cluster && !pool) return undefined;
  if (method === "PUT") return { burst: 20, perSecond: 1 / 60 };
  return { burst: 60, perSecond: 1 };
}

/**
 * Refuses a request that comes too fast: `Throttled`. Buckets fill up in Azure's time, so at time scale 0, where
 * Azure's hours pass in no time, nothing is ever throttled but by a fault.
 */
export function throttle(cloud: Cloud, method: Method, target: ResourceId): ArmError | undefined {
  const bucket = bucketOf(method, target.type);
  if (bucket === undefined || cloud.timeScale === 0) return undefined;
  const now = cloud.now().getTime();
  const name = `bucket/${method === "PUT" ? "PUT" : "other"}/${target.key}`;
  const perMillisecond = bucket.perSecond / cloud.timeScale / 1000;
  return cloud.store.transaction(() => {
    const before = cloud.store.counter(name) ?? { value: bucket.burst, changedAt: now };
    const tokens = Math.min(bucket.burst, before.value + (now - before.changedAt) * perMillisecond);
    if (tokens < 1) return throttled(Math.ceil((1 - tokens) / bucket.perSecond));
    cloud.store.setCounter(name, tokens - 1, now);
    return undefined;
  });
}

/** The answer to a caller that is too fast. */
export function throttled(retryAfterSeconds: number): ArmError {
  const message = `The request is throttled: too many requests were sent to this resource. Retry after ${String(retryAfterSeconds)} seconds. See https://aka.ms/aks/throttling`;
  return new ArmError(429, "Throttled", message, { retryAfterSeconds });
}
