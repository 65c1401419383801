import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../aws";
import { AwsError } from "../../aws";

/** How long the real provider tries again what IAM may not have told the other services yet. */
const patience = { minutes: 2, leastMilliseconds: 5_000, pauseMilliseconds: 250 } as const;

/**
 * What a role that is a second old leads to.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/eks/cluster.go (RetryWhen)
 */
const passing = [
  /does not exist/,
  /Error in role params/,
  /trusted entity is not correct/,
  /doesn't have the Amazon EKS Managed Policies/,
  /invalid principal/,
];

/** Repeats the creation of a cluster or an access entry while its role may not be seen yet. */
export async function withRetries<T>(cloud: Cloud, request: () => Promise<T>): Promise<T> {
  const deadline =
    Date.now() + Math.max(patience.leastMilliseconds, patience.minutes * 60_000 * cloud.timeScale);
  for (;;) {
    try {
      return await request();
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error;
      await sleep(patience.pauseMilliseconds);
    }
  }
}

function isPassing(error: unknown): boolean {
  return (
    error instanceof AwsError &&
    error.details.accepted !== true &&
    error.code === "InvalidParameterException" &&
    /rol|principal/i.test(error.message) &&
    passing.some((pattern) => pattern.test(error.message))
  );
}
