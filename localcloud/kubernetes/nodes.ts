import { setTimeout as sleep } from "node:timers/promises";

import { KubernetesApiError, Patch, type KubernetesObject } from "./api";
import type { KubernetesClient } from "./client";
import { SIMULATED } from "./components";

/** What keeps pods off a node that do not tolerate it. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** Resources by name, as Kubernetes writes quantities: `{ cpu: "4", memory: "16Gi", pods: "30" }`. */
export type Resources = Readonly<Record<string, string>>;

/** A machine with its kubelet, as a cloud makes it. */
export interface NodeSpec {
  readonly name: string;
  readonly os: "linux" | "windows";
  /** @default amd64 */
  readonly architecture?: "amd64" | "arm64";
  /** Besides those that every kubelet sets by itself (OS, architecture, host name, Windows build). */
  readonly labels: Readonly<Record<string, string>>;
  /** @default {} */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** The machine in the cloud: `azure:///subscriptions/…`, `aws:///eu-west-1a/i-…`. */
  readonly providerId: string;
  /** `6.8.0-1044-azure`, `10.0.20348.4648`. */
  readonly kernelVersion: string;
  /** `Ubuntu 24.04.3 LTS`, `Windows Server 2022 Datacenter`. */
  readonly osImage: string;
  /** `containerd://2.1.6`. */
  readonly containerRuntimeVersion: string;
  /** `v1.35.4`; the local API server has a version of its own. */
  readonly kubeletVersion: string;
  readonly capacity: Resources;
  /** What pods may use of the capacity, after the reserves. */
  readonly allocatable: Resources;
  /** Range of the addresses of its pods. */
  readonly podCidr?: string;
  /** Address of the machine in its network. */
  readonly internalIp?: string;
}

/** The part of a Node that the local cloud reads. */
export interface Node extends KubernetesObject {
  readonly spec: {
    readonly taints?: readonly Taint[];
    readonly unschedulable?: boolean;
    readonly providerID?: string;
  };
  readonly status: {
    readonly conditions?: readonly {
      readonly type: string;
      readonly status: string;
      readonly message?: string;
    }[];
  };
}

/** Nodes were not Ready in time. */
export class NodesNotReadyError extends Error {
  override readonly name = "NodesNotReadyError";
  constructor(
    /** Names of the nodes that were waited for in vain. */
    readonly nodes: readonly string[],
    seconds: number,
  ) {
    super(
      `${nodes.length === 1 ? "Node" : "Nodes"} ${nodes.join(", ")} not Ready after ${seconds} s; ` +
        "look whether kwok runs and what it wrote in the logs of the control plane.",
    );
  }
}

const FIELD_MANAGER = "local-cloud";
const NODES = "/api/v1/nodes";
const nodePath = (name: string): string => `${NODES}/${name}`;

/** Taints that Kubernetes sets and takes away by itself. @see https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const PLATFORM_TAINT = /^node(\.cloudprovider)?\.kubernetes\.io\//;

/**
 * Makes nodes, or changes those that exist to what is asked (labels and taints that are no longer asked for go away;
 * those of others stay), and waits until all are Ready.
 *
 * @throws {@link NodesNotReadyError}
 */
export async function applyNodes(
  client: KubernetesClient,
  specs: readonly NodeSpec[],
  { timeoutMilliseconds = 30_000 }: { readonly timeoutMilliseconds?: number } = {},
): Promise<void> {
  await Promise.all(specs.map((spec) => applyNode(client, spec)));
  await waitUntilReady(
    client,
    specs.map((spec) => spec.name),
    timeoutMilliseconds,
  );
}

/** Removes a node as if its machine was switched off; what still ran on it is gone. One that does not exist is no error. */
export async function removeNode(client: KubernetesClient, name: string): Promise<void> {
  await client.delete(nodePath(name));
  // Kubernetes' own collector does the same, 40 seconds later.
  const orphans = await client.list("/api/v1/pods", { fieldSelector: `spec.nodeName=${name}` });
  await Promise.all(
    orphans.map(({ metadata }) =>
      client.delete(`/api/v1/namespaces/${metadata.namespace ?? ""}/pods/${metadata.name ?? ""}`, {
        gracePeriodSeconds: 0,
      }),
    ),
  );
}

/** Keeps new pods off a node, or lets them come again. @throws KubernetesApiError when there is no such node */
export async function cordon(client: KubernetesClient, name: string, unschedulable = true): Promise<void> {
  await client.patch(
    nodePath(name),
    Patch.merge,
    { spec: { unschedulable } },
    { fieldManager: FIELD_MANAGER },
  );
}

/** Whether the node says that it takes pods. */
export function isReady(node: Node): boolean {
  return node.status.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
}

async function applyNode(client: KubernetesClient, spec: NodeSpec): Promise<void> {
  for (;;) {
    const existing = await client.find<Node>(nodePath(spec.name));
    try {
      await client.apply(nodePath(spec.name), nodeOf(spec, existing), {
        fieldManager: FIELD_MANAGER,
        force: true,
      });
      await applyStatus(client, spec);
      return;
    } catch (error) {
      // Somebody, most likely the node controller, changed it since it was read: its taints are one list.
      if (!(error instanceof KubernetesApiError && error.code === 409)) throw error;
    }
  }
}

/**
 * A new node is born with its status, but only what was applied as the status' own resource can be taken away again: the
 * addresses for Windows pods, for instance.
 */
async function applyStatus(client: KubernetesClient, spec: NodeSpec): Promise<void> {
  const body = {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: spec.name },
    status: statusOf(spec),
  };
  await client.apply(`${nodePath(spec.name)}/status`, body, { fieldManager: FIELD_MANAGER, force: true });
}

/** The Node object of a machine, before KWOK says that it is Ready. */
export function nodeOf(spec: NodeSpec, existing?: Node): KubernetesObject {
  const platformTaints = existing?.spec.taints?.filter((taint) => PLATFORM_TAINT.test(taint.key)) ?? [];
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      name: spec.name,
      labels: { ...kubeletLabels(spec), ...spec.labels },
      annotations: { ...spec.annotations, [SIMULATED.annotation]: SIMULATED.value },
      ...(existing === undefined ? {} : { resourceVersion: existing.metadata.resourceVersion }),
    },
    spec: {
      providerID: spec.providerId,
      taints: [...spec.taints, ...platformTaints],
      ...(spec.podCidr === undefined ? {} : { podCIDR: spec.podCidr, podCIDRs: [spec.podCidr] }),
    },
    status: statusOf(spec),
  };
}

/** The labels that a kubelet sets. @see https://kubernetes.io/docs/reference/node/node-labels/ */
function kubeletLabels(spec: NodeSpec): Readonly<Record<string, string>> {
  const architecture = spec.architecture ?? "amd64";
  return {
    "kubernetes.io/hostname": spec.name,
    "kubernetes.io/os": spec.os,
    "kubernetes.io/arch": architecture,
    "beta.kubernetes.io/os": spec.os,
    "beta.kubernetes.io/arch": architecture,
    ...(spec.os === "windows"
      ? { "node.kubernetes.io/windows-build": windowsBuild(spec.kernelVersion) }
      : {}),
  };
}

/** `10.0.20348` of `10.0.20348.4648`: the build without its updates, as the kubelet's label has it. */
function windowsBuild(kernelVersion: string): string {
  return kernelVersion.split(".").slice(0, 3).join(".");
}

function statusOf(spec: NodeSpec): Readonly<Record<string, unknown>> {
  return {
    capacity: spec.capacity,
    allocatable: spec.allocatable,
    addresses: [
      { type: "Hostname", address: spec.name },
      ...(spec.internalIp === undefined ? [] : [{ type: "InternalIP", address: spec.internalIp }]),
    ],
    nodeInfo: {
      architecture: spec.architecture ?? "amd64",
      operatingSystem: spec.os,
      kernelVersion: spec.kernelVersion,
      osImage: spec.osImage,
      containerRuntimeVersion: spec.containerRuntimeVersion,
      kubeletVersion: spec.kubeletVersion,
      // No kubelet fills it in since Kubernetes 1.33, but the API insists on the field.
      kubeProxyVersion: "",
      bootID: "",
      machineID: "",
      systemUUID: "",
    },
  };
}

async function waitUntilReady(
  client: KubernetesClient,
  names: readonly string[],
  timeoutMilliseconds: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMilliseconds;
  for (;;) {
    const nodes = await client.list<Node>(NODES);
    const ready = new Set(nodes.filter(isUsable).map((node) => node.metadata.name));
    const missing = names.filter((name) => !ready.has(name));
    if (missing.length === 0) return;
    if (Date.now() > deadline) throw new NodesNotReadyError(missing, timeoutMilliseconds / 1000);
    await sleep(50);
  }
}

/** Ready, and seen to be so by the node controller, which takes its taint away. */
function isUsable(node: Node): boolean {
  return (
    isReady(node) &&
    !(node.spec.taints?.some((taint) => taint.key === "node.kubernetes.io/not-ready") ?? false)
  );
}
