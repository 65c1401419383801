import type { JsonObject } from "./json";

/** A node as the cloud wants it. */
export interface NodeSpec {
  readonly name: string;
  readonly os: "linux" | "windows";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly providerId: string;
  /** As `kubectl get nodes -o wide` shows them. */
  readonly osImage: string;
  readonly kernelVersion: string;
  readonly containerRuntimeVersion: string;
  /** With the leading `v`. */
  readonly kubeletVersion: string;
  /** For instance `{ cpu: "4", memory: "16Gi", pods: "110" }`. */
  readonly capacity: Readonly<Record<string, string>>;
  readonly allocatable: Readonly<Record<string, string>>;
  /** Address of the machine in its network. */
  readonly internalIp?: string;
}

/** A node's taint. */
export interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

/** What stands of a node in the cluster. */
export interface NodeState {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Why a node could not be drained. */
export class DrainBlocked extends Error {
  constructor(
    readonly node: string,
    /** `<namespace>/<name>` of pods that stayed. */
    readonly pods: readonly string[],
  ) {
    super(`node ${node} could not be drained: ${pods.join(", ")} stayed`);
    this.name = "DrainBlocked";
  }
}

/** Runs the control planes and the nodes behind managed clusters. `cluster` is the id of a control plane. */
export interface ClusterBackend {
  /** Starts the control plane, or finds it running; what it held before is there again. */
  start(
    cluster: string,
    options: {
      readonly serviceCidr: string;
      /** The version that the cloud shows; another minor than before restarts the API server as an upgrade does. */
      readonly kubernetesVersion: string;
      readonly progress: (message: string) => void;
    },
  ): Promise<void>;
  /** Ends its processes; what it holds stays. */
  stop(cluster: string): Promise<void>;
  /** Ends its processes and removes its files. No error when there is none. */
  remove(cluster: string): Promise<void>;
  /** A kubeconfig (YAML) for a cluster that runs. */
  kubeconfig(
    cluster: string,
    names: { readonly context: string; readonly cluster: string; readonly user: string },
  ): Promise<string>;
  /** Where a cluster that runs listens, and the certificate (base64 of PEM) of the authority that vouches for it. */
  endpoint(cluster: string): Promise<{ readonly server: string; readonly certificateAuthority: string }>;
  /** The object at a path of the API, for instance `/api/v1/namespaces/kube-system/configmaps/amazon-vpc-cni`. */
  find(cluster: string, path: string): Promise<JsonObject | undefined>;
  /** Creates or updates objects, given as in manifests. */
  apply(cluster: string, objects: readonly object[]): Promise<void>;
  /** Deletes objects, given as in manifests; those that are gone are no error. */
  delete(cluster: string, objects: readonly object[]): Promise<void>;
  /** Nodes that carry a label. */
  nodes(cluster: string, label: string, value: string): Promise<readonly NodeState[]>;
  /** Makes nodes, or gives existing ones new labels, annotations and taints. */
  applyNodes(cluster: string, nodes: readonly NodeSpec[]): Promise<void>;
  /** Stops a node's kubelet: it is not Ready until it is removed. Annotations are set beside. */
  breakNode(
    cluster: string,
    node: string,
    reason: string,
    annotations: Readonly<Record<string, string>>,
  ): Promise<void>;
  /** Removes nodes at once. */
  removeNodes(cluster: string, names: readonly string[]): Promise<void>;
  /** Keeps new pods away from a node. */
  cordon(cluster: string, node: string): Promise<void>;
  /**
   * Evicts the pods of a node through the eviction API, so that disruption budgets hold.
   *
   * @throws DrainBlocked when pods are still there after the time.
   */
  drain(cluster: string, node: string, timeoutSeconds: number): Promise<void>;
  /** Disruption budgets that allow no eviction at all, as `<namespace>/<name>`. */
  blockingBudgets(cluster: string): Promise<readonly string[]>;
}
