import type {
  ClusterView,
  FleetView,
  LiveFleet,
  NodeRow,
  PodEvent,
  PodRow,
  UnplacedPod,
} from "../../fleet/view";

/** A node as the view has it. */
export function node(over: Partial<NodeRow> = {}): NodeRow {
  return {
    name: "linux-1",
    os: "linux",
    windowsBuild: "",
    kubernetesVersion: "v1.36.3",
    runtime: "containerd://2.1.6",
    pool: "system",
    image: "",
    ready: "yes",
    cordoned: false,
    ...over,
  };
}

/** A Windows node as the view has it. */
export function windowsNode(over: Partial<NodeRow> = {}): NodeRow {
  return node({ name: "win-1", os: "windows", windowsBuild: "10.0.20348", pool: "wina", ...over });
}

/** A pod that runs. */
export function pod(over: Partial<PodRow> = {}): PodRow {
  return {
    namespace: "shop",
    name: "web-1",
    status: "Running",
    healthy: true,
    restarts: 0,
    node: "win-1",
    image: "registry.example/shop/web:1.4-ltsc2022",
    os: "windows",
    createdAt: "2026-11-20T08:00:00Z",
    ...over,
  };
}

/** A pod without a node. */
export function unplaced(over: Partial<UnplacedPod> = {}): UnplacedPod {
  return {
    severity: "error",
    message: "Pod shop/queue-1 has no node: no Windows node has room for it.",
    namespace: "shop",
    name: "queue-1",
    os: "windows",
    since: "2026-11-23T09:00:00Z",
    reasons: ["No Windows node has 8 GiB of memory left."],
    scheduler:
      "0/2 nodes are available: 1 Insufficient memory, 1 node(s) didn't match Pod's node affinity/selector.",
    ...over,
  };
}

/** A cluster that answers, with a Linux and a Windows node. */
export function cluster(over: Partial<ClusterView> = {}): ClusterView {
  return {
    name: "prod",
    stack: "prod",
    target: "aks",
    source: { kind: "local", where: "/srv/mullion/state" },
    deployedAt: "2026-11-01T12:00:00Z",
    contact: { kind: "reached", version: "v1.36.3", seenAt: "2026-11-23T10:15:00Z" },
    pools: [
      {
        name: "system",
        os: "linux",
        release: "Ubuntu",
        builds: [],
        images: ["AKSUbuntu-2404gen2containerd-202611.10.0"],
        kubernetesVersions: ["v1.36.3"],
        nodes: { ready: 1, total: 1, asked: { least: 1, most: 3 } },
      },
      {
        name: "wina",
        os: "windows",
        release: "Windows Server 2022",
        builds: ["10.0.20348"],
        images: ["AKSWindows-2022-containerd-20348.4294.251015"],
        kubernetesVersions: ["v1.36.3"],
        nodes: { ready: 1, total: 1, asked: { least: 1, most: 1 } },
      },
    ],
    retirements: [],
    findings: [],
    drift: [],
    monitoringGaps: [],
    unplacedPods: [],
    nodes: [node(), windowsNode()],
    pods: [pod()],
    ...over,
  };
}

/** A fleet on the day of the tests. */
export function fleet(...clusters: readonly ClusterView[]): FleetView {
  return { asOf: "2026-11-23", clusters };
}

/** A fleet that tests change by hand. */
export class StillFleet implements LiveFleet {
  readonly listeners = new Set<(cluster: string) => void>();
  /** Events by `cluster/namespace/pod`; an Error is thrown. */
  readonly noted = new Map<string, readonly PodEvent[] | Error>();
  /** How often events were asked for. */
  asked = 0;

  constructor(private current: FleetView) {}

  view(): FleetView {
    return this.current;
  }

  listen(listener: (cluster: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  events(clusterName: string, namespace: string, name: string): Promise<readonly PodEvent[]> {
    this.asked++;
    const found = this.noted.get(`${clusterName}/${namespace}/${name}`) ?? [];
    return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
  }

  close(): void {
    this.listeners.clear();
  }

  /** Makes the fleet another one and says which cluster has changed. */
  change(next: FleetView, changed: string): void {
    this.current = next;
    for (const listener of this.listeners) listener(changed);
  }
}
