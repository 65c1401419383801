import { apiVersionOf, kindOf } from "../objects/metadata";
import type { KubeObject } from "../objects/object";
import { deploymentReadiness } from "./deployment";
import { podReadiness } from "./pod";
import type { Readiness } from "./verdict";

/** The kinds that are awaited, by apiVersion and kind. All others are ready as soon as they are there. */
const READINESS: Readonly<Record<string, Readiness>> = {
  "apps/v1 Deployment": deploymentReadiness,
  "v1 Pod": podReadiness,
};

/** How to tell that an object is ready; `undefined` when its kind is not awaited. */
export function readinessOf(object: KubeObject): Readiness | undefined {
  return READINESS[`${apiVersionOf(object)} ${kindOf(object)}`];
}
