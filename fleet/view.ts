import type { IsoDate } from "../catalogue/source";

/**
 * What is known of many clusters at one moment: plain data that survives `JSON.stringify`, nothing secret in it.
 *
 * Every part that somebody has to act on is a {@link Remark}: it carries its own sentence, so that a table, a page and a
 * gate all say the same.
 *
 * @packageDocumentation
 */

/** A moment as `2026-11-23T10:15:00Z`. */
export type Moment = string;

/** How much a remark matters: `error` breaks something now, `warning` will, `info` is good to know. */
export type Severity = "error" | "warning" | "info";

/** Something to be said about a cluster. */
export interface Remark {
  readonly severity: Severity;
  /** One or more complete sentences: what, why and what to do. */
  readonly message: string;
  /** Page that documents it. */
  readonly url?: string;
}

/** All clusters. */
export interface FleetView {
  /** The day by which dates are judged. */
  readonly asOf: IsoDate;
  /** By name. */
  readonly clusters: readonly ClusterView[];
}

/** Operating systems of nodes. */
export type NodeOs = "linux" | "windows";

/** What a stack runs on; `unknown`: its state holds no cluster that this program knows. */
export type Target = "aks" | "eks" | "existing" | "unknown";

/** Where a stack's state was read. */
export interface StateSource {
  /** `local`: file backend of the local cloud; `pulumi`: the CLI's backend; `exports`: a folder; `kubeconfig`: no state. */
  readonly kind: "local" | "pulumi" | "exports" | "kubeconfig";
  /** Folder, address of the backend or file. */
  readonly where: string;
}

/** Whether the cluster's API server answers. */
export type Contact =
  | {
      readonly kind: "reached";
      /** Version of the API server, such as `v1.36.3`. */
      readonly version: string;
      /** When the last answer, or the last change of a watch, came in. */
      readonly seenAt: Moment;
    }
  /** It was there (`seenAt`), or never was, and does not answer now. `reason`: one sentence. */
  | { readonly kind: "unreachable"; readonly reason: string; readonly seenAt?: Moment }
  /** There is nothing to ask: no deployment yet, or a state without kubeconfig. `reason`: one sentence. */
  | { readonly kind: "none"; readonly reason: string };

/** One cluster, which is one stack. */
export interface ClusterView {
  /** Unique in the fleet: the stack's name, with its project or folder before it where two stacks have the same. */
  readonly name: string;
  readonly stack: string;
  readonly target: Target;
  readonly source: StateSource;
  /** Why the stack's state could not be read, in one sentence; then only `contact` says more. */
  readonly stateError?: string;
  /** When the last deployment ended. */
  readonly deployedAt?: Moment;
  readonly contact: Contact;
  readonly pools: readonly PoolView[];
  /** What ends when, soonest first. */
  readonly retirements: readonly Retirement[];
  readonly findings: readonly PolicyFinding[];
  readonly drift: readonly Drift[];
  readonly monitoringGaps: readonly MonitoringGap[];
  readonly unplacedPods: readonly UnplacedPod[];
  /** By name. */
  readonly nodes: readonly NodeRow[];
  /** By namespace and name. */
  readonly pods: readonly PodRow[];
}

/** Nodes that are meant to be alike. */
export interface PoolView {
  readonly name: string;
  readonly os: NodeOs;
  /** What the OS is by name: `Windows Server 2022`, `Ubuntu`; empty when neither state nor nodes say it. */
  readonly release: string;
  /** Builds of its Windows nodes, oldest first, such as `10.0.20348`; empty on Linux and where no node is. */
  readonly builds: readonly string[];
  /** Node images that its nodes were made of, as the platform names them. */
  readonly images: readonly string[];
  /** Versions of its kubelets. */
  readonly kubernetesVersions: readonly string[];
  readonly nodes: {
    readonly ready: number;
    readonly total: number;
    /** What the last deployment asked for; absent when no state says it. */
    readonly asked?: { readonly least: number; readonly most: number };
  };
}

/** Something whose support ends. */
export interface Retirement extends Remark {
  /** What kind of thing it is. */
  readonly subject: "kubernetes" | "windows" | "linux" | "platform";
  /** Such as `Kubernetes 1.34` or `Windows Server 2022`. */
  readonly what: string;
  /** Pools that it is about; empty when it is about the cluster. */
  readonly pools: readonly string[];
  /** The last day. */
  readonly day: IsoDate;
  /** Days from the view's `asOf`; negative when it is past. */
  readonly daysLeft: number;
}

/** What the policy pack has against the stack. */
export interface PolicyFinding {
  readonly rule: string;
  readonly level: "mandatory" | "advisory";
  readonly urn: string;
  readonly message: string;
  /** Why somebody accepts it for now. */
  readonly waived?: string;
}

/** A difference between the last deployment and the cluster as it is. */
export interface Drift extends Remark {
  readonly kind:
    "unfinished" | "version" | "pool-missing" | "pool-unknown" | "node-count" | "pool-version" | "build";
  /** Absent when it is about the control plane. */
  readonly pool?: string;
}

/** Nodes of an operating system that nothing measures. */
export interface MonitoringGap extends Remark {
  readonly os: NodeOs;
  /** What is missing: metrics of the node itself, or of its containers. */
  readonly part: "node-exporter" | "agent";
  /** Nodes without it. */
  readonly nodes: readonly string[];
}

/** A pod that the scheduler finds no node for. */
export interface UnplacedPod extends Remark {
  readonly namespace: string;
  readonly name: string;
  /** What the pod says that it needs; `undefined` when it says nothing. */
  readonly os?: NodeOs;
  readonly since: Moment;
  /** Why, in plain words, most likely reason first. */
  readonly reasons: readonly string[];
  /** What the scheduler itself says. */
  readonly scheduler: string;
}

/** What is kept of a node. */
export interface NodeRow {
  readonly name: string;
  readonly os: string;
  /** Build of Windows, such as `10.0.20348`; empty on Linux. */
  readonly windowsBuild: string;
  readonly kubernetesVersion: string;
  readonly runtime: string;
  /** Empty where no label of a known platform names it. */
  readonly pool: string;
  /** Node image as the platform names it; empty where the platform does not. */
  readonly image: string;
  readonly ready: "yes" | "no" | "unknown";
  readonly cordoned: boolean;
}

/** What is kept of a pod. */
export interface PodRow {
  readonly namespace: string;
  readonly name: string;
  /** Phase, or the reason why it is not further: `Running`, `ImagePullBackOff`, `Pending: 0/3 nodes are available …`. */
  readonly status: string;
  /** Whether all its containers are ready, or it has done its work. */
  readonly healthy: boolean;
  readonly restarts: number;
  /** Empty when it has none. */
  readonly node: string;
  /** Images of its containers, parted by `, `. */
  readonly image: string;
  /** What the pod says that it needs; empty when it says nothing. */
  readonly os: NodeOs | "";
  readonly createdAt: Moment;
}

/** What the cluster has noted about a pod. */
export interface PodEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly lastSeen: Moment;
}

/** A fleet that is watched: what pages are made of. */
export interface LiveFleet {
  /** What is known now; cheap to ask for, and the same object until something changes. */
  view(): FleetView;
  /** Calls back with the name of a cluster each time something of it has changed. Returns the way to stop that. */
  listen(listener: (cluster: string) => void): () => void;
  /** Events of a pod, newest first; asked of the API server now. @throws Error when it does not answer. */
  events(cluster: string, namespace: string, pod: string): Promise<readonly PodEvent[]>;
  /** Ends all watches. */
  close(): void;
}
