import type { KubeObject } from "../objects/object";
import { nameOf } from "../objects/metadata";
import { listAt, mapAt, textAt } from "../objects/object";
import type { Readiness, Verdict } from "./verdict";
import { info, READY } from "./verdict";

/** Milliseconds that endpoints have to stay as they are to count as settled. */
export const SETTLE_MS = 10_000;

/**
 * A Service is ready when its endpoints have settled and none of them waits for its pod, and a load balancer has an
 * address. A Service without pods behind it is ready too: pods may come later.
 */
export const serviceReadiness: Readiness = {
  watches: ["v1 Endpoints"],
  judge: ({ object, others, quietMs }) => {
    const allocated =
      !isLoadBalancer(object) || listAt(object, "status", "loadBalancer", "ingress").length > 0;
    if (!hasPods(object))
      return allocated ? READY : { state: "waiting", reasons: problems(object, false, allocated) };
    const quiet = quietMs("Endpoints", nameOf(object));
    return judgeEndpoints(object, others("Endpoints"), quiet, allocated);
  },
};

function judgeEndpoints(
  service: KubeObject,
  endpoints: readonly KubeObject[],
  quietMs: number,
  allocated: boolean,
): Verdict {
  const subsets = endpoints
    .filter((item) => nameOf(item) === nameOf(service))
    .flatMap((item) => listAt(item, "subsets"));
  const anyReady = subsets.some((subset) => listAt(subset, "addresses").length > 0);
  const anyPending = subsets.some((subset) => listAt(subset, "notReadyAddresses").length > 0);
  const settled = quietMs >= SETTLE_MS;
  const first = info("[1/3] Finding Pods to direct traffic to");
  if (allocated && settled && !anyPending) {
    return { state: "ready", notices: [first, info("Service initialization complete")] };
  }
  return {
    state: "waiting",
    notices:
      settled && anyReady ? [first, info("[2/3] Attempting to allocate IP address to Service")] : [first],
    reasons: problems(service, anyReady, allocated),
    acceptable: allocated && !anyPending,
    ...(settled ? {} : { againInMs: SETTLE_MS - quietMs }),
  };
}

function problems(service: KubeObject, anyReady: boolean, allocated: boolean): string[] {
  if (isHeadless(service) || isExternalName(service)) return [];
  return [
    ...(anyReady
      ? []
      : [
          "Service does not target any Pods. Selected Pods may not be ready, or field '.spec.selector' may not match " +
            "labels on any Pods",
        ]),
    ...(allocated ? [] : ["Service was not allocated an IP address; does your cloud provider support this?"]),
  ];
}

function hasPods(service: KubeObject): boolean {
  const selects = Object.keys(mapAt(service, "spec", "selector")).length > 0;
  return selects && !isHeadless(service) && !isExternalName(service);
}

function isLoadBalancer(service: KubeObject): boolean {
  return textAt(service, "spec", "type") === "LoadBalancer";
}

function isHeadless(service: KubeObject): boolean {
  return textAt(service, "spec", "clusterIP") === "None";
}

function isExternalName(service: KubeObject): boolean {
  return textAt(service, "spec", "type") === "ExternalName";
}
