import { poolLabel } from "../../labels";
import type { OsName } from "../../os";
import type { ReadOnlyApi } from "./api";
import { listAt, recordAt, textAt } from "./json";

/** One node as the API server shows it. */
export interface NodeFacts {
  readonly name: string;
  readonly os: OsName;
  /** Third part of the Windows version, for example 20348; absent on Linux. */
  readonly windowsBuild?: number;
  /** For example `v1.36.3`. */
  readonly kubeletVersion: string;
  /** For example `containerd://2.3.4`. */
  readonly runtime: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Keys of the taints, with value and effect: `os=windows:NoSchedule`. */
  readonly taints: readonly string[];
  readonly ready: boolean;
}

/** What Flannel was set up with. */
export interface FlannelFacts {
  readonly type: string;
  /** Absent: Flannel's default. */
  readonly vni?: number;
  readonly port?: number;
}

/** What Calico's Installation says. */
export interface CalicoFacts {
  readonly windowsDataplane: string;
  readonly bgp: string;
  readonly encapsulations: readonly string[];
  readonly serviceCidrs: readonly string[];
}

/** What a cluster shows of itself. */
export interface ClusterFacts {
  /** `uid` of the namespace kube-system: the cluster's identity, whoever asks and from where. */
  readonly clusterId: string;
  /** For example `v1.36.3`. */
  readonly serverVersion: string;
  /** Minor that the server acts as, where it emulates an older one: `1.35`. */
  readonly emulatedMinor?: string;
  readonly nodes: readonly NodeFacts[];
  /** Names of all DaemonSets. */
  readonly daemonSets: readonly string[];
  /** Names of all CSI drivers. */
  readonly csiDrivers: readonly string[];
  /** Whether the kinds of volume snapshots are there. */
  readonly snapshots: boolean;
  readonly flannel?: FlannelFacts;
  readonly calico?: CalicoFacts;
  /** Whether Calico keeps the addresses of a node's block to that node; absent: not known. */
  readonly strictAffinity?: boolean;
}

/**
 * Asks a cluster what must be known before anything is changed.
 *
 * @throws ClusterUnreachableError, ClusterRefusedError
 */
export async function readFacts(api: ReadOnlyApi): Promise<ClusterFacts> {
  const [version, kubeSystem, nodes, daemonSets, csiDrivers, snapshots] = await Promise.all([
    api.get("/version"),
    api.get("/api/v1/namespaces/kube-system"),
    api.get("/api/v1/nodes"),
    api.get("/apis/apps/v1/daemonsets"),
    api.get("/apis/storage.k8s.io/v1/csidrivers"),
    api.get("/apis/snapshot.storage.k8s.io/v1"),
  ]);
  const [flannel, calico, strictAffinity] = await Promise.all([
    readFlannel(api),
    readCalico(api),
    readAffinity(api),
  ]);
  const emulatedMinor = textAt(version, "emulationMinor");
  return {
    clusterId: textAt(kubeSystem, "metadata", "uid"),
    serverVersion: textAt(version, "gitVersion"),
    ...(emulatedMinor === "" ? {} : { emulatedMinor: `1.${emulatedMinor}` }),
    nodes: listAt(nodes, "items").map(nodeFacts),
    daemonSets: namesOf(daemonSets),
    csiDrivers: namesOf(csiDrivers),
    snapshots: snapshots !== undefined,
    ...(flannel === undefined ? {} : { flannel }),
    ...(calico === undefined ? {} : { calico }),
    ...(strictAffinity === undefined ? {} : { strictAffinity }),
  };
}

function namesOf(list: unknown): string[] {
  return listAt(list, "items").map((item) => textAt(item, "metadata", "name"));
}

/** What matters of a Node object. */
export function nodeFacts(node: unknown): NodeFacts {
  const isWindows = textAt(node, "status", "nodeInfo", "operatingSystem") === "windows";
  const build = Number(textAt(node, "status", "nodeInfo", "kernelVersion").split(".")[2]);
  const labels = recordAt(node, "metadata", "labels") ?? {};
  const conditions = listAt(node, "status", "conditions");
  return {
    name: textAt(node, "metadata", "name"),
    os: isWindows ? "Windows" : "Linux",
    ...(isWindows ? { windowsBuild: build } : {}),
    kubeletVersion: textAt(node, "status", "nodeInfo", "kubeletVersion"),
    runtime: textAt(node, "status", "nodeInfo", "containerRuntimeVersion"),
    labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)])),
    taints: listAt(node, "spec", "taints").map(
      (taint) => `${textAt(taint, "key")}=${textAt(taint, "value")}:${textAt(taint, "effect")}`,
    ),
    ready: conditions.some((one) => textAt(one, "type") === "Ready" && textAt(one, "status") === "True"),
  };
}

/** Name of the pool that a node says it belongs to; empty when it says none. */
export function poolOf(node: NodeFacts): string {
  return node.labels[poolLabel] ?? "";
}

async function readFlannel(api: ReadOnlyApi): Promise<FlannelFacts | undefined> {
  for (const namespace of ["kube-flannel", "kube-system"]) {
    const map = await api.get(`/api/v1/namespaces/${namespace}/configmaps/kube-flannel-cfg`);
    const text = textAt(map, "data", "net-conf.json");
    if (text !== "") return flannelFacts(text);
  }
  return undefined;
}

/** Reads Flannel's `net-conf.json`; what is no JSON shows as a backend without a name. */
export function flannelFacts(netConf: string): FlannelFacts {
  let backend: Readonly<Record<string, unknown>> = {};
  try {
    backend = recordAt(JSON.parse(netConf), "Backend") ?? {};
  } catch {
    // A backend without a name is a problem that the checks report.
  }
  const { VNI: vni, Port: port } = backend;
  return {
    type: textAt(backend, "Type"),
    ...(typeof vni === "number" ? { vni } : {}),
    ...(typeof port === "number" ? { port } : {}),
  };
}

async function readCalico(api: ReadOnlyApi): Promise<CalicoFacts | undefined> {
  const spec = recordAt(await api.get("/apis/operator.tigera.io/v1/installations/default"), "spec");
  if (spec === undefined) return undefined;
  return {
    windowsDataplane: textAt(spec, "calicoNetwork", "windowsDataplane"),
    bgp: textAt(spec, "calicoNetwork", "bgp"),
    encapsulations: listAt(spec, "calicoNetwork", "ipPools").map((pool) => textAt(pool, "encapsulation")),
    serviceCidrs: listAt(spec, "serviceCIDRs").map(String),
  };
}

async function readAffinity(api: ReadOnlyApi): Promise<boolean | undefined> {
  for (const path of ["projectcalico.org/v3/ipamconfigurations", "crd.projectcalico.org/v1/ipamconfigs"]) {
    const spec = recordAt(await api.get(`/apis/${path}/default`), "spec");
    if (spec !== undefined) return spec["strictAffinity"] === true;
  }
  return undefined;
}
