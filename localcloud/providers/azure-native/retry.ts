import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../azure";
import { ArmError } from "../../azure";

/**
 * What the real provider's client tries again, and how often.
 *
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/azure/client_azcore.go
 */
const retriedStatus = new Set([408, 429, 500, 502, 503, 504]);
const delaysSeconds = [20, 60, 120] as const;
/** Even at time scale 0 another process needs a moment to finish. */
const shortestWaitMs = 250;

/** Repeats a request that was throttled, met a passing failure or another operation on the same network. */
export async function withRetries<T>(cloud: Cloud, request: () => Promise<T>): Promise<T> {
  for (const delay of delaysSeconds) {
    try {
      return await request();
    } catch (error) {
      if (!isWorthRetrying(error)) throw error;
      const seconds = error.details.retryAfterSeconds ?? delay;
      await sleep(Math.max(shortestWaitMs, seconds * 1000 * cloud.timeScale));
    }
  }
  return request();
}

function isWorthRetrying(error: unknown): error is ArmError {
  if (!(error instanceof ArmError) || error.details.accepted === true) return false;
  return (
    retriedStatus.has(error.status) || (error.status === 409 && error.code === "AnotherOperationInProgress")
  );
}
