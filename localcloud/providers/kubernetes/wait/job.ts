import { isOwnedBy, nameOf, namespaceOf } from "../objects/metadata";
import type { KubeObject } from "../objects/object";
import { numberAt, textAt, valueAt } from "../objects/object";
import { conditionOf, conditionText, isTrue } from "./conditions";
import { problemsOf } from "./pod";
import type { Notice, Readiness } from "./verdict";
import { info, warning } from "./verdict";

/** Reasons after which a Job will not go on. */
const FINAL = ["BackoffLimitExceeded", "DeadlineExceeded"];

/** A Job is ready when it has completed; it fails when its own limits are exceeded. */
export const jobReadiness: Readiness = {
  watches: ["v1 Pod"],
  judge: ({ object, others }) => {
    const notices = progressOf(object);
    if (isTrue(object, "Complete")) return { state: "ready", notices };
    const pods = others("Pod")
      .filter((pod) => isOwnedBy(pod, object))
      .flatMap(problemsOf);
    const failed = conditionOf(object, "Failed");
    if (isTrue(object, "Failed") && FINAL.includes(textAt(failed, "reason"))) {
      return { state: "failed", notices, reasons: [...pods, conditionText(failed)] };
    }
    const serious = pods.filter((text) => !text.includes("containers with unready status"));
    return { state: "waiting", notices: [...notices, ...serious.map(warning)], reasons: pods };
  },
};

function progressOf(job: KubeObject): Notice[] {
  const namespace = namespaceOf(job);
  const name = namespace === "" || namespace === "default" ? nameOf(job) : `${namespace}/${nameOf(job)}`;
  const start = info(`Waiting for Job "${name}" to start`);
  if (valueAt(job, "status", "startTime") === undefined) return [start];
  const count = (field: string) => String(numberAt(job, "status", field) ?? 0);
  const counts = `(Active: ${count("active")} | Succeeded: ${count("succeeded")} | Failed: ${count("failed")})`;
  return [start, info(`Waiting for Job "${name}" to succeed ${counts}`)];
}
