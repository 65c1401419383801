import { listAt, mapAt, textAt, valueAt } from "../../localcloud/providers/kubernetes/objects/object";
import type { KubeObject } from "../../localcloud/providers/kubernetes/objects/object";
import type { PropertyValue } from "../../localcloud/wire/values";
import type { NodeRow } from "../view";

/** A taint of a node. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** A node as far as anybody judges it: nothing else of the object is kept. */
export interface NodeFacts {
  readonly row: NodeRow;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** What pods may have of it, as quantities: `pods`, `cpu`, `vpc.amazonaws.com/PrivateIPv4Address`. */
  readonly allocatable: Readonly<Record<string, string>>;
  /** What the node calls its operating system: `Windows Server 2022 Datacenter`, `Ubuntu 24.04.3 LTS`. */
  readonly osImage: string;
}

/** Labels that platforms name a node's pool with, in the order in which they are believed. */
const poolLabels = ["kubernetes.azure.com/agentpool", "eks.amazonaws.com/nodegroup"];

/** Labels of the image that a node was made of. */
const imageLabels = ["kubernetes.azure.com/node-image-version", "eks.amazonaws.com/nodegroup-image"];

/** What is kept of a Node object of the API server. */
export function nodeFacts(node: KubeObject): NodeFacts {
  const labels = textsIn(mapAt(node, "metadata", "labels"));
  return {
    row: nodeRow(node, labels),
    labels,
    taints: listAt(node, "spec", "taints").map((taint) => ({
      key: textAt(taint, "key"),
      value: textAt(taint, "value"),
      effect: textAt(taint, "effect"),
    })),
    allocatable: textsIn(mapAt(node, "status", "allocatable")),
    osImage: textAt(node, "status", "nodeInfo", "osImage"),
  };
}

function nodeRow(node: KubeObject, labels: Readonly<Record<string, string>>): NodeRow {
  const info = mapAt(node, "status", "nodeInfo");
  const os = textAt(info, "operatingSystem");
  return {
    name: textAt(node, "metadata", "name"),
    os,
    windowsBuild: os === "windows" ? buildOf(textAt(info, "kernelVersion")) : "",
    kubernetesVersion: textAt(info, "kubeletVersion"),
    runtime: textAt(info, "containerRuntimeVersion"),
    pool: poolOf(labels),
    image: imageLabels.map((label) => labels[label] ?? "").find((image) => image !== "") ?? "",
    ready: readiness(node),
    cordoned: valueAt(node, "spec", "unschedulable") === true,
  };
}

/** By the platform's label, else by those that Mullion gives to machines that nobody manages. */
function poolOf(labels: Readonly<Record<string, string>>): string {
  const named = poolLabels.map((label) => labels[label] ?? "").find((pool) => pool !== "");
  return named ?? `${labels["mullion/pool"] ?? labels["agentpool"] ?? ""}${labels["mullion/slot"] ?? ""}`;
}

/** `10.0.20348.2762` is revision 2762 of build 10.0.20348. */
function buildOf(kernelVersion: string): string {
  return kernelVersion.split(".").slice(0, 3).join(".");
}

function readiness(node: KubeObject): NodeRow["ready"] {
  const ready = listAt(node, "status", "conditions").find(
    (condition) => textAt(condition, "type") === "Ready",
  );
  switch (textAt(ready, "status")) {
    case "True":
      return "yes";
    case "False":
      return "no";
    default:
      return "unknown";
  }
}

function textsIn(map: Readonly<Record<string, PropertyValue>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
}
