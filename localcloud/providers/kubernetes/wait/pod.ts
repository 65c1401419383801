import type { PropertyMap, PropertyValue } from "../../../wire/values";
import { nameOf, namespaceOf } from "../objects/metadata";
import type { KubeObject } from "../objects/object";
import { listAt, mapAt, numberAt, textAt, valueAt } from "../objects/object";
import { conditionOf } from "./conditions";
import type { Notice, Readiness } from "./verdict";
import { info, warning } from "./verdict";

/** One thing that a pod has to become on its way. */
interface Stage {
  readonly title: string;
  readonly done: boolean;
  readonly problem?: Notice;
}

/** A pod is ready when it was placed on a node, initialised and is ready; or when it has ended well. */
export const podReadiness: Readiness = {
  watches: [],
  judge: ({ object }) => {
    const stages = stagesOf(object);
    const notices = stages.map(({ title }) => info(title));
    if (stages.every(({ done }) => done)) return { state: "ready", notices };
    return { state: "waiting", notices, reasons: problemsOf(object) };
  },
};

/** What is wrong with a pod, in words; empty when it is only slow. */
export function problemsOf(pod: KubeObject): string[] {
  return stagesOf(pod).flatMap(({ problem }) => (problem?.severity === "warning" ? [problem.text] : []));
}

/** The stages up to the first one that is not done. */
function stagesOf(pod: KubeObject): readonly Stage[] {
  const all = [scheduled(pod), initialised(pod), ready(pod)];
  const pending = all.findIndex(({ done }) => !done);
  return pending < 0 ? all : all.slice(0, pending + 1);
}

function scheduled(pod: KubeObject): Stage {
  const title = `Waiting for Pod ${quotedName(pod)} to be scheduled`;
  const condition = conditionOf(pod, "PodScheduled");
  if (textAt(condition, "status") === "True") return { title, done: true };
  const message = textAt(condition, "message");
  const tells = message !== "" && textAt(condition, "reason") !== "";
  return { title, done: false, ...(tells ? { problem: info(message) } : {}) };
}

function initialised(pod: KubeObject): Stage {
  const title = `Waiting for Pod ${quotedName(pod)} to be initialized`;
  return containersStage(pod, title, "Initialized", false);
}

function ready(pod: KubeObject): Stage {
  const title = `Waiting for Pod ${quotedName(pod)} to be ready`;
  return containersStage(pod, title, "Ready", textAt(pod, "status", "phase") === "Succeeded");
}

function containersStage(pod: KubeObject, title: string, type: string, otherwiseDone: boolean): Stage {
  const condition = conditionOf(pod, type);
  if (condition === undefined) return { title, done: false };
  if (textAt(condition, "status") === "True" || otherwiseDone) return { title, done: true };
  const errors = listAt(pod, "status", "containerStatuses").flatMap(containerErrors);
  const message = textAt(condition, "message");
  if (errors.length === 0 && message === "") return { title, done: false };
  const said = message !== "" && textAt(condition, "reason") !== "" ? message : "";
  return { title, done: false, problem: warning(`[Pod ${plainName(pod)}]: ${said}${errors.join("\n")}`) };
}

function containerErrors(status: PropertyValue): string[] {
  if (valueAt(status, "ready") === true) return [];
  return [...waitingError(status), ...terminatedError(status), ...lastTerminationError(status)];
}

function waitingError(status: PropertyValue): string[] {
  const waiting = mapAt(status, "state", "waiting");
  const reason = textAt(waiting, "reason");
  if (valueAt(status, "state", "waiting") === undefined || reason === "ContainerCreating") return [];
  return [`[${reason}] ${withoutNoise(textAt(waiting, "message"))}`];
}

function terminatedError(status: PropertyValue): string[] {
  const terminated = mapAt(status, "state", "terminated");
  const reason = textAt(terminated, "reason");
  if (reason === "") return [];
  const message = textAt(terminated, "message");
  if (message !== "") return [`[${reason}] ${withoutNoise(message)}`];
  return [`container "${textAt(status, "name")}" completed with exit code ${exitCode(terminated)}`];
}

function lastTerminationError(status: PropertyValue): string[] {
  const terminated = mapAt(status, "lastState", "terminated");
  if (valueAt(status, "lastState", "terminated") === undefined) return [];
  const message = textAt(terminated, "message");
  return [
    `container "${textAt(status, "name")}" terminated at ${textAt(terminated, "finishedAt")} ` +
      `(${textAt(terminated, "reason")}: exit code ${exitCode(terminated)})`,
    ...(message === "" ? [] : [message]),
  ];
}

function exitCode(terminated: PropertyMap): string {
  return String(numberAt(terminated, "exitCode") ?? 0);
}

/** Failed pulls come with the words of every layer that passed the error on. */
function withoutNoise(message: string): string {
  return message
    .replace(/^rpc error: code = Unknown desc = Error response from daemon: /, "")
    .replace(/: manifest unknown$/, "");
}

function plainName(pod: KubeObject): string {
  const namespace = namespaceOf(pod);
  return namespace === "" || namespace === "default" ? nameOf(pod) : `${namespace}/${nameOf(pod)}`;
}

function quotedName(pod: KubeObject): string {
  return `"${plainName(pod)}"`;
}
