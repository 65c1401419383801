import type { Observation, Readiness } from "./verdict";
import { info, READY, warning } from "./verdict";
import { mapAt, numberAt, sameValue, textAt, valueAt } from "../objects/object";
import { nameOf } from "../objects/metadata";

const polled = (name: string) => `Timeout occurred polling for '${name}'`;

/** A PersistentVolume is ready when a claim could have it, or has it. */
export const volumeReadiness: Readiness = {
  watches: [],
  notOnRead: true,
  defaultTimeoutSeconds: 300,
  timeoutMessage: polled,
  judge: ({ object }) => {
    const phase = textAt(object, "status", "phase");
    if (phase === "Available") return { state: "ready", notices: [info("PV marked available")] };
    if (phase === "Bound") return { state: "ready", notices: [info("PV has been bound")] };
    return { state: "waiting" };
  },
};

/** A claim is ready when it is bound; one whose class waits for the first pod is ready as soon as it is seen. */
export const claimReadiness: Readiness = {
  watches: ["storage.k8s.io/v1 StorageClass"],
  notOnRead: true,
  defaultTimeoutSeconds: 300,
  timeoutMessage: polled,
  judge: (observation) => {
    const phase = textAt(observation.object, "status", "phase");
    if (phase === "Bound" || (phase === "Pending" && waitsForConsumer(observation))) return READY;
    const name = textAt(observation.object, "spec", "storageClassName");
    const isMissing = !observation.others("StorageClass").some((item) => nameOf(item) === name);
    const missing =
      name === ""
        ? `no storage class found for "${nameOf(observation.object)}"`
        : `getting storagclass "${name}": storageclasses.storage.k8s.io "${name}" not found`;
    return { state: "waiting", notices: isMissing ? [warning(missing)] : [] };
  },
};

function waitsForConsumer({ object, others }: Observation): boolean {
  const name = textAt(object, "spec", "storageClassName");
  const storageClass = others("StorageClass").find((item) => nameOf(item) === name);
  return storageClass !== undefined && textAt(storageClass, "volumeBindingMode") === "WaitForFirstConsumer";
}

/** A ReplicationController is ready when as many replicas are available as it wants. */
export const replicationControllerReadiness: Readiness = {
  watches: [],
  notOnRead: true,
  timeoutMessage: polled,
  judge: ({ object }) => {
    const available = numberAt(object, "status", "availableReplicas");
    return available !== undefined && available === numberAt(object, "spec", "replicas")
      ? READY
      : { state: "waiting" };
  },
};

/** A quota is ready when its controller has taken its limits over. */
export const quotaReadiness: Readiness = {
  watches: [],
  notOnRead: true,
  defaultTimeoutSeconds: 60,
  timeoutMessage: polled,
  judge: ({ object }) =>
    sameValue(mapAt(object, "spec", "hard"), mapAt(object, "status", "hard")) ? READY : { state: "waiting" },
};

/** A Secret that asks for a service account's token is ready when the token is in it; all others at once. */
export const secretReadiness: Readiness = {
  watches: [],
  notOnRead: true,
  defaultTimeoutSeconds: 5,
  timeoutMessage: polled,
  judge: ({ object }) => {
    const isToken = valueAt(object, "type") === "kubernetes.io/service-account-token";
    return !isToken || Object.keys(mapAt(object, "data")).length > 0 ? READY : { state: "waiting" };
  },
};
