import type { WorkErrors } from "../clouds/strike";
import { crash } from "../clouds/strike";
import type { Cloud } from "./cloud";
import { ArmError } from "./errors";
import type { Method } from "./faults";
import type { ResourceId } from "./resource-id";
import { throttle, throttled } from "./throttling";

/** What a request meets before anything is done: real throttling, and faults of the plan. */
export function strikeRequest(cloud: Cloud, method: Method, target: ResourceId): void {
  const tooFast = throttle(cloud, method, target);
  if (tooFast !== undefined) throw tooFast;
  const fault = cloud.faults.take(["throttle", "conflict", "quota", "crash-before"], method, target);
  switch (fault?.kind) {
    case "throttle":
      throw throttled(fault.retryAfterSeconds ?? 30);
    case "conflict":
      throw new ArmError(
        409,
        "OperationNotAllowed",
        "Operation is not allowed: Another operation (Updating) is in progress, please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details",
      );
    case "quota":
      throw new ArmError(
        400,
        "QuotaExceeded",
        "Provisioning of resource(s) failed: Insufficient vcpu quota requested 8, remaining 4 for family standardDSv5Family. Use another VM size or region, or ask for more: https://aka.ms/ProdportalCRP",
      );
    case "crash-before":
      return crash();
    case undefined:
      return;
  }
}

/** What Azure answers when a fault strikes work. */
export const workErrors: WorkErrors = {
  capacity: () =>
    new ArmError(
      409,
      "AllocationFailed",
      "Allocation failed. We do not have sufficient capacity for the requested VM size in this region. Read more about improving likelihood of allocation success at https://aka.ms/allocation-guidance",
    ),
  "operation-failed": () =>
    new ArmError(
      400,
      "VMExtensionProvisioningError",
      "VM has reported a failure when processing extension 'vmssCSE': the node could not reach the API server (fault of the local cloud's plan). See https://aka.ms/aks/vmextensionprovisioningerror",
    ),
  "answer-lost": () =>
    new ArmError(
      504,
      "GatewayTimeout",
      "The gateway did not receive a response from 'Microsoft.ContainerService' within the specified time period.",
    ),
};
