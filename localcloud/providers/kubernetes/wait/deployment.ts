import type { KubeObject } from "../objects/object";
import { annotationOf, isOwnedBy, nameOf } from "../objects/metadata";
import { listAt, numberAt, textAt } from "../objects/object";
import { conditionOf, conditionText, isTrue } from "./conditions";
import { problemsOf } from "./pod";
import type { Notice, Observation, Readiness, Verdict } from "./verdict";
import { info, warning } from "./verdict";

/** Annotation by which a Deployment and its ReplicaSets say which revision they are. */
const REVISION = "deployment.kubernetes.io/revision";

/**
 * A Deployment is ready when its controller has seen the last change, the Deployment is available, the ReplicaSet
 * of its revision has all its pods ready, the claims of its volumes are bound and, from the second revision on,
 * the roll-out has ended.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status
 */
export const deploymentReadiness: Readiness = {
  watches: ["apps/v1 ReplicaSet", "v1 Pod", "v1 PersistentVolumeClaim"],
  judge: (observation) => {
    const { object } = observation;
    const generation = numberAt(object, "metadata", "generation");
    if (numberAt(object, "status", "observedGeneration") !== generation)
      return { state: "waiting", reasons: [] };
    return judgeObserved(observation);
  },
};

function judgeObserved({ object, others }: Observation): Verdict {
  const revision = annotationOf(object, REVISION);
  const replicaSet = others("ReplicaSet").find(
    (set) => isOwnedBy(set, object) && annotationOf(set, REVISION) === revision,
  );
  const unbound = unboundClaims(object, others("PersistentVolumeClaim"));
  const available = isTrue(object, "Available");
  const progressing = conditionOf(object, "Progressing");
  const rolledOut =
    isTrue(object, "Progressing") && textAt(progressing, "reason") === "NewReplicaSetAvailable";
  const replicas = replicasOf(object, replicaSet);
  const complaints = conditionComplaints(object);
  const notices = [...complaints.map(warning), ...replicas.notices, ...unbound.map(claimNotice)];
  if (available && replicas.done && unbound.length === 0 && (revision === "1" || rolledOut)) {
    return { state: "ready", notices: [...notices, info("Deployment initialization complete")] };
  }
  const pods = replicaSet === undefined ? [] : others("Pod").filter((pod) => isOwnedBy(pod, replicaSet));
  const reasons = [
    ...complaints,
    ...(unbound.length === 0
      ? []
      : [`Failed to bind PersistentVolumeClaim(s): "${unbound.map(nameOf).join(",")}"`]),
    ...shortOfPods(revision === "1", { available, rolledOut, replicasReady: replicas.done }),
    ...pods.flatMap(problemsOf),
  ];
  return { state: "waiting", notices, reasons };
}

function conditionComplaints(deployment: KubeObject): string[] {
  return ["Progressing", "Available"]
    .map((type) => conditionOf(deployment, type))
    .filter((condition) => condition !== undefined && textAt(condition, "status") !== "True")
    .map(conditionText)
    .filter((text) => text !== "");
}

function replicasOf(
  deployment: KubeObject,
  replicaSet: KubeObject | undefined,
): { done: boolean; notices: Notice[] } {
  if (replicaSet === undefined) return { done: false, notices: [] };
  const wanted = numberAt(replicaSet, "spec", "replicas") ?? 1;
  const ready = numberAt(replicaSet, "status", "readyReplicas") ?? 0;
  // A scaled Deployment counts as seen before its ReplicaSet is scaled.
  const scaled = wanted === (numberAt(deployment, "spec", "replicas") ?? 1);
  const done = scaled && ready >= wanted;
  if (!done) {
    return {
      done,
      notices: [
        info(
          `Waiting for app ReplicaSet to be available (${String(ready)}/${String(wanted)} Pods available)`,
        ),
      ],
    };
  }
  return {
    done,
    notices: wanted === 0 ? [warning(`Replicas scaled to 0 for Deployment "${nameOf(deployment)}"`)] : [],
  };
}

function shortOfPods(
  isFirst: boolean,
  is: { readonly available: boolean; readonly rolledOut: boolean; readonly replicasReady: boolean },
): string[] {
  if (!is.available) return ["Minimum number of live Pods was not attained"];
  if (isFirst ? !is.replicasReady : !is.rolledOut) {
    return ["Minimum number of Pods to consider the application live was not attained"];
  }
  if (is.replicasReady) return [];
  return ["Attempted to roll forward to new ReplicaSet, but minimum number of Pods did not become live"];
}

function unboundClaims(deployment: KubeObject, claims: readonly KubeObject[]): KubeObject[] {
  const used = new Set(
    listAt(deployment, "spec", "template", "spec", "volumes").map((volume) =>
      textAt(volume, "persistentVolumeClaim", "claimName"),
    ),
  );
  return claims.filter((claim) => used.has(nameOf(claim)) && textAt(claim, "status", "phase") !== "Bound");
}

function claimNotice(claim: KubeObject): Notice {
  const phase = textAt(claim, "status", "phase");
  return warning(
    `PersistentVolumeClaim: [${nameOf(claim)}] is not ready. status.phase currently at: ${phase}`,
  );
}
