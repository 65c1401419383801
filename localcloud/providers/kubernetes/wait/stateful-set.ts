import { isOwnedBy } from "../objects/metadata";
import { numberAt, textAt } from "../objects/object";
import type { KubeObject } from "../objects/object";
import { problemsOf } from "./pod";
import type { Notice, Readiness } from "./verdict";
import { info } from "./verdict";

/** How far the roll-out of a StatefulSet is. */
interface Progress {
  readonly wanted: number;
  readonly current: number;
  readonly replicasReady: boolean;
  readonly revisionReady: boolean;
  readonly currentRevision: string;
  readonly updateRevision: string;
}

const NOTHING_YET: Progress = {
  wanted: 0,
  current: 0,
  replicasReady: false,
  revisionReady: false,
  currentRevision: "",
  updateRevision: "",
};

/** A StatefulSet is ready when all its replicas are ready and of the last revision. */
export const statefulSetReadiness: Readiness = {
  watches: ["v1 Pod"],
  judge: ({ object, others }) => {
    const progress = progressOf(object);
    if (progress.replicasReady && progress.revisionReady) {
      return { state: "ready", notices: [info("StatefulSet initialization complete")] };
    }
    const pods = others("Pod").filter((pod) => isOwnedBy(pod, object));
    const reasons = [...reasonsOf(progress), ...pods.flatMap(problemsOf)];
    return { state: "waiting", notices: noticesOf(object, progress), reasons };
  },
};

function progressOf(set: KubeObject): Progress {
  const generation = numberAt(set, "metadata", "generation") ?? 0;
  if ((numberAt(set, "status", "observedGeneration") ?? 0) < generation) return NOTHING_YET;
  const count = (name: string) => numberAt(set, "status", name) ?? 0;
  const wanted = numberAt(set, "spec", "replicas") ?? 0;
  const currentRevision = textAt(set, "status", "currentRevision");
  const updateRevision = textAt(set, "status", "updateRevision");
  const allReady = count("replicas") === wanted && count("readyReplicas") === wanted;
  // With OnDelete nobody rolls out; the user deletes pods when it suits.
  const onDelete = generation > 1 && textAt(set, "spec", "updateStrategy", "type") === "OnDelete";
  const revisionReady = onDelete || (currentRevision !== "" && currentRevision === updateRevision);
  return {
    wanted,
    currentRevision,
    updateRevision,
    revisionReady,
    replicasReady: allReady && (onDelete || count("currentReplicas") === wanted),
    current: revisionReady
      ? count("readyReplicas")
      : Math.min(count("readyReplicas"), count("updatedReplicas")),
  };
}

function noticesOf(set: KubeObject, { current, wanted, replicasReady, revisionReady }: Progress): Notice[] {
  const pods = `(${String(current)}/${String(wanted)} Pods ready)`;
  if ((numberAt(set, "metadata", "generation") ?? 0) <= 1) {
    return [info(`[1/2] Waiting for StatefulSet to create Pods ${pods}`)];
  }
  if (!replicasReady) return [info(`[1/3] Waiting for StatefulSet update to roll out ${pods}`)];
  return revisionReady ? [] : [info("[2/3] Waiting for StatefulSet to update .status.currentRevision")];
}

function reasonsOf(progress: Progress): string[] {
  const { current, wanted, currentRevision, updateRevision } = progress;
  return [
    ...(progress.replicasReady
      ? []
      : [`${String(current)} out of ${String(wanted)} replicas succeeded readiness checks`]),
    ...(progress.revisionReady
      ? []
      : [
          `StatefulSet controller failed to advance from revision "${currentRevision}" to revision "${updateRevision}"`,
        ]),
  ];
}
