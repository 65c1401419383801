import type { KubeObject } from "../../localcloud/providers/kubernetes/objects/object";
import {
  listAt,
  mapAt,
  numberAt,
  textAt,
  valueAt,
} from "../../localcloud/providers/kubernetes/objects/object";
import type { PropertyValue } from "../../localcloud/wire/values";
import type { Moment, NodeOs, PodRow } from "../view";

/** A toleration of a pod. */
export interface Toleration {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
  readonly effect: string;
}

/** What a pod without a node asks for: kept of those only. */
export interface PodNeeds {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  readonly hostProcess: boolean;
  /** Images of its containers, init containers included. */
  readonly images: readonly string[];
  /** What the scheduler says. */
  readonly scheduler: string;
  /** Since when it says so. */
  readonly since: Moment;
}

/** A pod as far as anybody judges it: nothing else of the object is kept. */
export interface PodFacts {
  readonly row: PodRow;
  /** Name of the DaemonSet that it belongs to; empty for other pods. */
  readonly daemonSet: string;
  /** Whether it still takes room on its node: it has not ended. */
  readonly takesRoom: boolean;
  /** Present while the scheduler finds no node for it. */
  readonly unplaced?: PodNeeds;
}

/** What is kept of a Pod object of the API server. */
export function podFacts(pod: KubeObject): PodFacts {
  const owner = listAt(pod, "metadata", "ownerReferences").find((one) => textAt(one, "kind") === "DaemonSet");
  const phase = textAt(pod, "status", "phase");
  const unscheduled = conditionOf(pod, "PodScheduled", "False");
  return {
    row: podRow(pod),
    daemonSet: textAt(owner, "name"),
    takesRoom: phase !== "Succeeded" && phase !== "Failed",
    ...(unscheduled === undefined ? {} : { unplaced: podNeeds(pod, unscheduled) }),
  };
}

function podRow(pod: KubeObject): PodRow {
  const containers = listAt(pod, "status", "containerStatuses");
  return {
    namespace: textAt(pod, "metadata", "namespace"),
    name: textAt(pod, "metadata", "name"),
    status: podStatus(pod),
    healthy:
      textAt(pod, "status", "phase") === "Succeeded" || conditionOf(pod, "Ready", "True") !== undefined,
    restarts: containers.reduce<number>(
      (sum, container) => sum + (numberAt(container, "restartCount") ?? 0),
      0,
    ),
    node: textAt(pod, "spec", "nodeName"),
    image: listAt(pod, "spec", "containers")
      .map((container) => textAt(container, "image"))
      .join(", "),
    os: osOf(pod),
    createdAt: textAt(pod, "metadata", "creationTimestamp"),
  };
}

function podStatus(pod: KubeObject): string {
  if (textAt(pod, "metadata", "deletionTimestamp") !== "") return "Terminating";
  // The scheduler's message says which nodes were refused and why: the most useful sentence about a pending pod.
  const unscheduled = conditionOf(pod, "PodScheduled", "False");
  if (unscheduled !== undefined) return `Pending: ${textAt(unscheduled, "message")}`;
  const waiting = [
    ...listAt(pod, "status", "initContainerStatuses"),
    ...listAt(pod, "status", "containerStatuses"),
  ]
    .map((container) => textAt(container, "state", "waiting", "reason"))
    .find((reason) => reason !== "" && reason !== "PodInitializing");
  return waiting ?? textAt(pod, "status", "phase");
}

function conditionOf(pod: KubeObject, type: string, status: string): PropertyValue | undefined {
  return listAt(pod, "status", "conditions").find(
    (condition) => textAt(condition, "type") === type && textAt(condition, "status") === status,
  );
}

/** Labels that say a node's operating system; the second one is that of old clusters. */
const osLabels = ["kubernetes.io/os", "beta.kubernetes.io/os"];

/** What a pod says about the operating system that it is for. */
function osOf(pod: KubeObject): NodeOs | "" {
  const said = [
    textAt(pod, "spec", "os", "name"),
    ...osLabels.map((label) => textAt(pod, "spec", "nodeSelector", label)),
  ];
  return said.find((os) => os === "windows" || os === "linux") ?? "";
}

function podNeeds(pod: KubeObject, unscheduled: PropertyValue): PodNeeds {
  const selector = Object.entries(mapAt(pod, "spec", "nodeSelector"));
  return {
    nodeSelector: Object.fromEntries(
      selector.flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
    ),
    tolerations: listAt(pod, "spec", "tolerations").map((toleration) => ({
      key: textAt(toleration, "key"),
      operator: textAt(toleration, "operator"),
      value: textAt(toleration, "value"),
      effect: textAt(toleration, "effect"),
    })),
    hostProcess: valueAt(pod, "spec", "securityContext", "windowsOptions", "hostProcess") === true,
    images: [...listAt(pod, "spec", "initContainers"), ...listAt(pod, "spec", "containers")].map(
      (container) => textAt(container, "image"),
    ),
    scheduler: textAt(unscheduled, "message"),
    since: textAt(unscheduled, "lastTransitionTime"),
  };
}
