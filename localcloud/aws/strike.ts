import type { FaultTarget } from "../clouds/faults";
import type { JsonObject } from "../clouds/json";
import type { WorkErrors } from "../clouds/strike";
import { crash } from "../clouds/strike";
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

/** What AWS answers when a fault strikes work. */
export const workErrors: WorkErrors = {
  capacity: () =>
    new AwsError(
      400,
      "AsgInstanceLaunchFailures",
      "Could not launch On-Demand Instances. InsufficientInstanceCapacity - We currently do not have sufficient capacity in the Availability Zone you requested. Launching EC2 instance failed.",
    ),
  "operation-failed": () =>
    new AwsError(500, "InternalFailure", "An internal error has occurred (fault of the local cloud's plan)"),
  "answer-lost": () =>
    new AwsError(503, "ServiceUnavailableException", "The service is currently unavailable"),
};
