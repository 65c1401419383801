import type { FaultTarget } from "../clouds/faults";
import type { JsonObject } from "../clouds/json";
import { crash, forever } from "../clouds/strike";
import type { Work } from "../clouds/work";
import type { Cloud } from "./cloud";
import { AwsError, resourceInUse, resourceLimitExceeded } from "./errors";
import type { AwsVerb } from "./faults";

/**
 * What a resource is called in a fault plan: its id, the last part of it, and the beginning of a name that the provider
 * ended.
 *
 * @param body The properties that are asked for, or that are there.
 */
export function faultTarget(type: string, id: string, body: JsonObject): FaultTarget {
  const prefixes = Object.entries(body).flatMap(([name, value]) =>
    name.toLowerCase().endsWith("nameprefix") && typeof value === "string" ? [value.replace(/-$/, "")] : [],
  );
  return { type, names: [id, id.split(":").at(-1) ?? id, ...prefixes.filter((prefix) => prefix !== "")] };
}

/** What a request meets before anything is done. @throws AwsError when there is a fault in the plan */
export function strikeRequest(cloud: Cloud, verb: AwsVerb, target: FaultTarget): void {
  const fault = cloud.faults.take(["throttle", "conflict", "quota", "crash-before"], verb, target);
  const [, name = ""] = target.names;
  switch (fault?.kind) {
    case "throttle":
      throw new AwsError(400, "ThrottlingException", "Rate exceeded");
    case "conflict":
      throw resourceInUse(
        `Cannot ${verb} because ${name} currently has update 00000000-0000-4000-8000-000000000000 in progress`,
      );
    case "quota":
      throw resourceLimitExceeded(
        `The quota of the account for ${target.type} is used up; ask for more: https://console.aws.amazon.com/servicequotas`,
      );
    case "crash-before":
      return crash();
    case undefined:
      return;
  }
}

/** What work meets once it was accepted. Runs the work unless the fault prevents it. */
export async function strikeWork(
  cloud: Cloud,
  verb: AwsVerb,
  target: FaultTarget,
  work: Work,
  run: () => Promise<void> | undefined,
): Promise<void> {
  const fault = cloud.faults.take(
    ["operation-failed", "operation-endless", "capacity", "answer-lost", "crash-during", "crash-after"],
    verb,
    target,
  );
  if (fault?.kind === "crash-during") crash();
  if (fault?.kind === "operation-endless") await forever(work);
  if (fault?.kind === "capacity") {
    throw new AwsError(
      400,
      "AsgInstanceLaunchFailures",
      "Could not launch On-Demand Instances. InsufficientInstanceCapacity - We currently do not have sufficient capacity in the Availability Zone you requested. Launching EC2 instance failed.",
    );
  }
  if (fault?.kind === "operation-failed")
    throw new AwsError(
      500,
      "InternalFailure",
      "An internal error has occurred (fault of the local cloud's plan)",
    );
  await run();
  if (fault?.kind === "crash-after") crash();
  if (fault?.kind === "answer-lost")
    throw new AwsError(503, "ServiceUnavailableException", "The service is currently unavailable");
}
