import type { KubeObject } from "../objects/object";
import { nameOf } from "../objects/metadata";
import { listAt, textAt } from "../objects/object";
import { SETTLE_MS } from "./service";
import type { Readiness } from "./verdict";
import { info, warning } from "./verdict";

/** One path of an Ingress and the Service behind it. */
interface Route {
  readonly path: string;
  readonly service: string;
}

/** An Ingress is ready when each of its paths leads to a Service that exists and its controller gave it an address. */
export const ingressReadiness: Readiness = {
  watches: ["v1 Endpoints", "v1 Service"],
  judge: ({ object, others, quietMs }) => {
    const external = others("Service").filter(
      (service) => textAt(service, "spec", "type") === "ExternalName",
    );
    const known = new Set([...others("Endpoints"), ...external].map(nameOf));
    const missing = routesOf(object).filter(({ service }) => !known.has(service));
    const quiet = Math.min(...missing.map(({ service }) => quietMs("Endpoints", service)));
    const reachable = missing.length === 0 || quiet >= SETTLE_MS;
    const addressed = listAt(object, "status", "loadBalancer", "ingress").length > 0;
    const first = info("[1/3] Finding a matching service for each Ingress path");
    if (addressed && reachable)
      return { state: "ready", notices: [first, info("Ingress initialization complete")] };
    return {
      state: "waiting",
      notices: [
        first,
        ...(reachable ? missing.map(noService) : []),
        ...(reachable ? [info("[2/3] Waiting for update of .status.loadBalancer with hostname/IP")] : []),
      ],
      reasons: problems(reachable, addressed),
      ...(reachable ? {} : { againInMs: SETTLE_MS - quiet }),
    };
  },
};

function problems(reachable: boolean, addressed: boolean): string[] {
  return [
    ...(reachable ? [] : ["Ingress has at least one rule with an unavailable target endpoint."]),
    ...(addressed
      ? []
      : [
          "Ingress .status.loadBalancer field was not updated with a hostname/IP address. " +
            "\n    for more information about this error, see https://pulumi.io/xdv72s",
        ]),
  ];
}

function routesOf(ingress: KubeObject): Route[] {
  return listAt(ingress, "spec", "rules").flatMap((rule) =>
    listAt(rule, "http", "paths")
      .map((path) => ({
        path: `${textAt(rule, "host")}${textAt(path, "path")}`,
        service: textAt(path, "backend", "service", "name"),
      }))
      .filter(({ service }) => service !== ""),
  );
}

function noService({ path, service }: Route) {
  return warning(
    `No matching service found for ingress rule: ${path === "" ? '"" (default path)' : `"${path}"`} -> "${service}"`,
  );
}
