import type { NodeFacts } from "../../fleet/cluster/node";
import { nodeFacts } from "../../fleet/cluster/node";
import type { PodFacts } from "../../fleet/cluster/pod";
import { podFacts } from "../../fleet/cluster/pod";
import type { KubeObject } from "../../localcloud/providers/kubernetes/objects/object";
import type { PropertyMap } from "../../localcloud/wire/values";

/** What differs from the usual about a Node object of a test. */
interface NodeTraits {
  readonly name?: string;
  readonly os?: "linux" | "windows";
  readonly kernelVersion?: string;
  readonly kubelet?: string;
  readonly labels?: PropertyMap;
  readonly taints?: readonly PropertyMap[];
  readonly allocatable?: PropertyMap;
  readonly ready?: "True" | "False" | "Unknown";
  readonly unschedulable?: boolean;
}

/** A Node object as the API server answers it: a Windows one of 2022 unless said otherwise. */
export function nodeObject(traits: NodeTraits = {}): KubeObject {
  const { name = "win-1", os = "windows", kubelet = "v1.36.3", labels = {}, taints = [] } = traits;
  const { kernelVersion = os === "windows" ? "10.0.20348.4171" : "6.8.0-85-generic" } = traits;
  const build: PropertyMap =
    os === "windows" ? { "node.kubernetes.io/windows-build": kernelVersion.replace(/\.\d+$/, "") } : {};
  return {
    metadata: { name, uid: `uid-${name}`, labels: { "kubernetes.io/os": os, ...build, ...labels } },
    spec: { taints, ...(traits.unschedulable === true ? { unschedulable: true } : {}) },
    status: {
      allocatable: { pods: "110", cpu: "8", memory: "30Gi", ...traits.allocatable },
      conditions: [
        { type: "MemoryPressure", status: "False" },
        { type: "Ready", status: traits.ready ?? "True" },
      ],
      nodeInfo: {
        operatingSystem: os,
        kernelVersion,
        kubeletVersion: kubelet,
        containerRuntimeVersion: "containerd://2.3.4",
        osImage: os === "windows" ? "Windows Server 2022 Datacenter" : "Ubuntu 24.04.3 LTS",
      },
    },
  };
}

/** A node as it is kept. */
export function node(traits: NodeTraits = {}): NodeFacts {
  return nodeFacts(nodeObject(traits));
}

/** What differs from the usual about a Pod object of a test. */
interface PodTraits {
  readonly name?: string;
  readonly node?: string;
  readonly spec?: PropertyMap;
  readonly images?: readonly string[];
  readonly daemonSet?: string;
  readonly ready?: boolean;
  readonly phase?: string;
  /** Message of the scheduler; makes the pod one without a node. */
  readonly scheduler?: string;
  readonly status?: PropertyMap;
}

/** When the pods of tests began to wait. */
export const since = "2026-11-23T10:00:00Z";

/** A Pod object as the API server answers it: a ready one unless said otherwise. */
export function podObject(traits: PodTraits = {}): KubeObject {
  const { name = "web", images = ["registry.example.com/web:1-ltsc2022"], scheduler, daemonSet } = traits;
  const { node: nodeName = scheduler === undefined ? "win-1" : "", ready = scheduler === undefined } = traits;
  return {
    metadata: {
      name,
      namespace: "shop",
      uid: `uid-${name}`,
      creationTimestamp: since,
      ...(daemonSet === undefined ? {} : { ownerReferences: [{ kind: "DaemonSet", name: daemonSet }] }),
    },
    spec: {
      ...(nodeName === "" ? {} : { nodeName }),
      containers: images.map((image, index) => ({ name: `c${String(index)}`, image })),
      ...traits.spec,
    },
    status: {
      phase: traits.phase ?? (ready ? "Running" : "Pending"),
      conditions: [
        ...(ready ? [{ type: "Ready", status: "True" }] : []),
        ...(scheduler === undefined
          ? []
          : [{ type: "PodScheduled", status: "False", message: scheduler, lastTransitionTime: since }]),
      ],
      ...traits.status,
    },
  };
}

/** A pod as it is kept. */
export function pod(traits: PodTraits = {}): PodFacts {
  return podFacts(podObject(traits));
}

/** What makes a pod one for Windows, selector and toleration included. */
export const onWindows: PropertyMap = {
  os: { name: "windows" },
  nodeSelector: { "kubernetes.io/os": "windows" },
  tolerations: [{ key: "os", operator: "Equal", value: "windows", effect: "NoSchedule" }],
};

/** The taint of Windows pools. */
export const windowsTaint: PropertyMap = { key: "os", value: "windows", effect: "NoSchedule" };
