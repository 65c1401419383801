import { releaseByBuild, type WindowsReleaseRow } from "../catalogue/windows-releases";
import { parseQuantity } from "../policy/quantity";
import { isJson, type Json } from "../policy/wire";

/** A node as far as the audit looks at it. */
export interface AuditedNode {
  readonly name: string;
  readonly platform: "aks" | "eks" | "upstream";
  readonly os: "Linux" | "Windows";
  /** Absent on Linux, and for builds that the catalogue does not know. */
  readonly windows?: WindowsReleaseRow;
  readonly kubeletVersion: string;
  /** Empty where no label says it. */
  readonly pool: string;
  /** Empty where no label says it. */
  readonly machine: string;
  /** Most pods, with an address for each of them. */
  readonly pods: number;
  readonly memoryGiB: number;
}

/**
 * What a Windows pod on EKS asks for, one each: a kubelet that takes more pods than its node has addresses does not know.
 *
 * @see https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/docs/windows/secondary_ip_mode_workflow.md (read 2026-11-23)
 */
const windowsAddresses = "vpc.amazonaws.com/PrivateIPv4Address";

/** Labels that platforms name a node's pool with, and the platform that does. */
const poolLabels = [
  { label: "kubernetes.azure.com/agentpool", platform: "aks" },
  { label: "agentpool", platform: "aks" },
  { label: "eks.amazonaws.com/nodegroup", platform: "eks" },
] as const;

/**
 * What is read of a Node object.
 *
 * @param node - as the API server answers it
 */
export function nodeOf(node: Json): AuditedNode {
  const metadata = inner(node, "metadata");
  const labels = inner(metadata, "labels");
  const status = inner(node, "status");
  const info = inner(status, "nodeInfo");
  const allocatable = inner(status, "allocatable");
  const known = poolLabels.find(({ label }) => text(labels, label) !== "");
  const os = text(info, "operatingSystem") === "windows" ? "Windows" : "Linux";
  const build = Number(text(info, "kernelVersion").split(".")[2] ?? "");
  const windows = os === "Windows" ? releaseByBuild(build) : undefined;
  return {
    name: text(metadata, "name"),
    platform: known?.platform ?? "upstream",
    os,
    ...(windows === undefined ? {} : { windows }),
    kubeletVersion: text(info, "kubeletVersion"),
    pool: known === undefined ? text(labels, "mullion/pool") : text(labels, known.label),
    machine: text(labels, "node.kubernetes.io/instance-type"),
    pods: Math.min(
      parseQuantity(text(allocatable, "pods")) ?? 0,
      parseQuantity(text(allocatable, windowsAddresses)) ?? Infinity,
    ),
    memoryGiB: (parseQuantity(text(allocatable, "memory")) ?? 0) / 2 ** 30,
  };
}

function inner(object: Json, name: string): Json {
  const value = object[name];
  return isJson(value) ? value : {};
}

function text(object: Json, name: string): string {
  const value = object[name];
  return typeof value === "string" ? value : "";
}
