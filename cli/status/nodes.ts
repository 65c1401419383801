import { isRecord, numberAt, stringAt, listAt } from "./json";

/** What the node table says of one node. */
export interface NodeRow {
  readonly name: string;
  readonly os: string;
  /** Build of Windows, for instance `10.0.20348`; empty on Linux. */
  readonly windowsBuild: string;
  readonly kubernetesVersion: string;
  readonly runtime: string;
  readonly pool: string;
  readonly ready: string;
}

/** Labels that platforms name a node's pool with, in the order in which they are believed. */
const poolLabels = [
  "kubernetes.azure.com/agentpool",
  "eks.amazonaws.com/nodegroup",
  "mullion.dev/pool",
  "agentpool",
];

/** Columns of the node table. */
export const nodeHead = ["name", "os", "windows build", "kubernetes", "runtime", "pool", "ready"];

/** Reads a Node object of the API server. */
export function nodeRow(node: unknown): NodeRow {
  const os = stringAt(node, "status", "nodeInfo", "operatingSystem");
  return {
    name: stringAt(node, "metadata", "name"),
    os,
    windowsBuild: os === "windows" ? buildOf(stringAt(node, "status", "nodeInfo", "kernelVersion")) : "",
    kubernetesVersion: stringAt(node, "status", "nodeInfo", "kubeletVersion"),
    runtime: stringAt(node, "status", "nodeInfo", "containerRuntimeVersion"),
    pool:
      poolLabels.map((label) => stringAt(node, "metadata", "labels", label)).find((pool) => pool !== "") ??
      "",
    ready: readiness(node),
  };
}

/** The cells of a row, in the order of the head. */
export function nodeCells(row: NodeRow): string[] {
  return [row.name, row.os, row.windowsBuild, row.kubernetesVersion, row.runtime, row.pool, row.ready];
}

/** `10.0.20348.2762` is revision 2762 of build 10.0.20348. */
function buildOf(kernelVersion: string): string {
  return kernelVersion.split(".").slice(0, 3).join(".");
}

function readiness(node: unknown): string {
  const ready = listAt(node, "status", "conditions").find(
    (condition) => stringAt(condition, "type") === "Ready",
  );
  const said =
    ready === undefined ? "unknown" : ({ True: "yes", False: "no" }[stringAt(ready, "status")] ?? "unknown");
  return isRecord(node) && isRecord(node["spec"]) && node["spec"]["unschedulable"] === true
    ? `${said}, cordoned`
    : said;
}

/** What the workload table says of one pod. */
export interface PodRow {
  readonly namespace: string;
  readonly name: string;
  readonly status: string;
  readonly restarts: number;
  readonly node: string;
  readonly image: string;
}

/** Columns of the workload table. */
export const podHead = ["namespace", "pod", "status", "node", "image"];

/** Reads a Pod object of the API server. */
export function podRow(pod: unknown): PodRow {
  const containers = listAt(pod, "status", "containerStatuses");
  return {
    namespace: stringAt(pod, "metadata", "namespace"),
    name: stringAt(pod, "metadata", "name"),
    status: podStatus(pod),
    restarts: containers.reduce<number>((sum, container) => sum + numberAt(container, "restartCount"), 0),
    node: stringAt(pod, "spec", "nodeName"),
    image: listAt(pod, "spec", "containers")
      .map((container) => stringAt(container, "image"))
      .join(", "),
  };
}

/** The cells of a row, in the order of the head. */
export function podCells(row: PodRow): string[] {
  return [row.namespace, row.name, row.status, row.node === "" ? "<none>" : row.node, row.image];
}

function podStatus(pod: unknown): string {
  if (stringAt(pod, "metadata", "deletionTimestamp") !== "") return "Terminating";
  const waiting = listAt(pod, "status", "containerStatuses")
    .map((container) => stringAt(container, "state", "waiting", "reason"))
    .find((reason) => reason !== "");
  const unscheduled = listAt(pod, "status", "conditions").find(
    (condition) =>
      stringAt(condition, "type") === "PodScheduled" && stringAt(condition, "status") === "False",
  );
  // The scheduler's message says which nodes were refused and why: the most useful sentence about a pending pod.
  if (unscheduled !== undefined) return `Pending: ${stringAt(unscheduled, "message")}`;
  return waiting ?? stringAt(pod, "status", "phase");
}
