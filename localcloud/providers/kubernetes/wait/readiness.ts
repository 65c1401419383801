import { annotationOf, apiVersionOf, kindOf } from "../objects/metadata";
import { Annotation } from "../objects/annotations";
import type { KubeObject } from "../objects/object";
import { textAt } from "../objects/object";
import { customReadiness } from "./custom";
import { daemonSetReadiness } from "./daemon-set";
import { deploymentReadiness } from "./deployment";
import { genericReadiness } from "./generic";
import { ingressReadiness } from "./ingress";
import { jobReadiness } from "./job";
import { podReadiness } from "./pod";
import { serviceReadiness } from "./service";
import {
  claimReadiness,
  quotaReadiness,
  replicationControllerReadiness,
  secretReadiness,
  volumeReadiness,
} from "./simple";
import { statefulSetReadiness } from "./stateful-set";
import type { Readiness } from "./verdict";

/** The kinds that are awaited, by apiVersion and kind. All others are ready as soon as they are there. */
const READINESS: Readonly<Record<string, Readiness>> = {
  "apps/v1 DaemonSet": daemonSetReadiness,
  "apps/v1 Deployment": deploymentReadiness,
  "apps/v1 StatefulSet": statefulSetReadiness,
  "batch/v1 Job": jobReadiness,
  "networking.k8s.io/v1 Ingress": ingressReadiness,
  "v1 PersistentVolume": volumeReadiness,
  "v1 PersistentVolumeClaim": claimReadiness,
  "v1 Pod": podReadiness,
  "v1 ReplicationController": replicationControllerReadiness,
  "v1 ResourceQuota": quotaReadiness,
  "v1 Secret": secretReadiness,
  "v1 Service": serviceReadiness,
};

/**
 * How to tell that an object that was made or changed is ready: by what its annotation says, else by its kind;
 * `undefined` when it is ready as soon as it is there.
 *
 * @throws Error when the annotation makes no sense.
 */
export function readinessOf(object: KubeObject, env: NodeJS.ProcessEnv = process.env): Readiness | undefined {
  const custom = annotationOf(object, Annotation.WaitFor);
  if (custom !== "") return customReadiness(custom);
  const readiness = readinessOfKind(object);
  // Most Secrets are ready at once; nobody should watch for that.
  if (readiness === secretReadiness && textAt(object, "type") !== "kubernetes.io/service-account-token")
    return undefined;
  return readiness ?? (env["PULUMI_K8S_AWAIT_ALL"] === "true" ? genericReadiness : undefined);
}

/** How to tell that an object that is read is ready. Annotations and the environment have no say in that. */
export function readinessOfKind(object: KubeObject): Readiness | undefined {
  return READINESS[`${apiVersionOf(object)} ${kindOf(object)}`];
}
