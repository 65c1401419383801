import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../aws";
import { AwsError } from "../../aws";

/** How long the real provider tries again what IAM may not have told the other services yet. */
const patience = { minutes: 2, leastMilliseconds: 5_000, pauseMilliseconds: 250 } as const;
/** AWS's SDK waits longer each time, up to 20 seconds: here it is a formality. */
const pauseMilliseconds = 20;

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
      return await unthrottled(request);
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error;
      await sleep(patience.pauseMilliseconds);
    }
  }
}

/** How often AWS's SDK asks in all. @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs#max_retries-1 */
const attempts = 25;

/** Repeats a request that came too fast, as AWS's SDK does by itself. */
export async function unthrottled<T>(request: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request();
    } catch (error) {
      const tooFast = error instanceof AwsError && error.code === "ThrottlingException";
      if (!tooFast || attempt === attempts) throw error;
      await sleep(pauseMilliseconds);
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
