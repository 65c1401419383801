import * as fs from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Home } from "../../localcloud/home";
import { listControlPlanes } from "../../localcloud/kubernetes";
import type { ControlPlane, KubernetesObject, ObjectMeta } from "../../localcloud/kubernetes";

/** A resource in the local Azure or AWS. */
export interface CloudObject {
  /** Resource id on Azure, key of the stand-in on AWS. */
  readonly id: string;
  readonly type: string;
  /** In the cloud's words: `Succeeded`, `ACTIVE`. */
  readonly state: string;
  /** Grows with every object that is made: the same id with another number is another object. */
  readonly incarnation: number;
  /** What the cloud tells about it. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** A machine of a cluster. A reimaged node has its old name and another uid. */
export interface SeenNode {
  readonly name: string;
  readonly uid: string;
  readonly pool: string;
  readonly os: string;
  readonly kubeletVersion: string;
  readonly osImage: string;
  readonly cordoned: boolean;
  /** As `key=value:effect`. */
  readonly taints: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** A pod. One that moves or restarts from scratch has another uid. */
export interface SeenPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string;
  readonly phase: string;
  readonly restarts: number;
}

/** A cluster that runs on this machine. */
export interface SeenCluster {
  /** Name of its control plane. */
  readonly id: string;
  /** Uid of the namespace `kube-system`: what Kubernetes itself tells clusters apart by. */
  readonly uid: string;
  readonly nodes: readonly SeenNode[];
  readonly pods: readonly SeenPod[];
}

/** Everything there is in a local cloud at one moment. */
export interface World {
  readonly objects: readonly CloudObject[];
  readonly clusters: readonly SeenCluster[];
}

/**
 * Looks at a local cloud: at the databases of the clouds and at the API servers, not at Pulumi's state.
 *
 * @param home - home of the local cloud
 */
export async function observe(home: Home): Promise<World> {
  const objects = [home.azureDb, home.awsDb].flatMap(readObjects);
  const running = listControlPlanes(home).filter((plane) => plane.running);
  return { objects, clusters: await Promise.all(running.map(readCluster)) };
}

function readObjects(file: string): readonly CloudObject[] {
  if (!fs.existsSync(file)) return [];
  const db = new DatabaseSync(file, { timeout: 15_000 });
  try {
    return db
      .prepare("SELECT sequence, id, type, state, body FROM resources ORDER BY sequence")
      .all()
      .map((row) => ({
        id: String(row["id"]),
        type: String(row["type"]),
        state: String(row["state"]),
        incarnation: Number(row["sequence"]),
        // A border with untyped data: the stand-ins write objects only.
        body: JSON.parse(String(row["body"])) as Readonly<Record<string, unknown>>,
      }));
  } finally {
    db.close();
  }
}

async function readCluster(plane: ControlPlane): Promise<SeenCluster> {
  const client = plane.client();
  try {
    const [system, nodes, pods] = await Promise.all([
      client.get("/api/v1/namespaces/kube-system"),
      client.list<NodeObject>("/api/v1/nodes"),
      client.list<PodObject>("/api/v1/pods"),
    ]);
    return { id: plane.id, uid: uidOf(system.metadata), nodes: nodes.map(seenNode), pods: pods.map(seenPod) };
  } finally {
    client.close();
  }
}

interface NodeObject extends KubernetesObject {
  readonly spec?: {
    readonly unschedulable?: boolean;
    readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[];
  };
  readonly status?: {
    readonly nodeInfo?: {
      readonly operatingSystem?: string;
      readonly kubeletVersion?: string;
      readonly osImage?: string;
    };
  };
}

const poolLabels = ["kubernetes.azure.com/agentpool", "eks.amazonaws.com/nodegroup", "mullion.dev/pool"];

function seenNode({ metadata, spec, status }: NodeObject): SeenNode {
  const labels = metadata.labels ?? {};
  const { operatingSystem = "", kubeletVersion = "", osImage = "" } = status?.nodeInfo ?? {};
  return {
    name: metadata.name ?? "",
    uid: uidOf(metadata),
    pool: poolLabels.map((label) => labels[label]).find((pool) => pool !== undefined) ?? "",
    os: operatingSystem,
    kubeletVersion,
    osImage,
    cordoned: spec?.unschedulable === true,
    taints: (spec?.taints ?? []).map(({ key, value = "", effect }) => `${key}=${value}:${effect}`),
    labels,
  };
}

interface PodObject extends KubernetesObject {
  readonly spec?: { readonly nodeName?: string };
  readonly status?: {
    readonly phase?: string;
    readonly containerStatuses?: readonly { readonly restartCount?: number }[];
  };
}

function seenPod({ metadata, spec, status }: PodObject): SeenPod {
  return {
    namespace: metadata.namespace ?? "",
    name: metadata.name ?? "",
    uid: uidOf(metadata),
    node: spec?.nodeName ?? "",
    phase: status?.phase ?? "",
    restarts: (status?.containerStatuses ?? []).reduce((sum, { restartCount = 0 }) => sum + restartCount, 0),
  };
}

function uidOf({ uid, name }: ObjectMeta): string {
  if (uid === undefined) throw new Error(`the API server gave ${name ?? "an object"} without a uid`);
  return uid;
}
