import type { Home } from "../home";
import type { ControlPlane, KubernetesClient, KubernetesObject, Taint as NodeTaint } from "../kubernetes";
import {
  Patch,
  DrainTimeoutError,
  applyNodes,
  applyObjects,
  cordon,
  deleteControlPlane,
  deleteObjects,
  drain,
  findControlPlane,
  removeNode,
  startControlPlane,
  stopControlPlane,
} from "../kubernetes";
import type { ClusterBackend, NodeSpec, NodeState } from "./cluster-backend";
import { DrainBlocked } from "./cluster-backend";
import type { JsonObject } from "./json";
import { isRecord } from "../wire/values";

/** Marks the nodes that KWOK plays the kubelet for. */
const kwokAnnotation = "kwok.x-k8s.io/node";

/** Clusters as real control planes on this machine, with KWOK's nodes. */
export class KubernetesClusters implements ClusterBackend {
  readonly #home: Home;
  readonly #fieldManager: string;

  /** @param fieldManager Who owns the fields that the cloud writes: `aks`, `eks`. */
  constructor(home: Home, fieldManager: string) {
    this.#home = home;
    this.#fieldManager = fieldManager;
  }

  async start(cluster: string, options: Parameters<ClusterBackend["start"]>[1]): Promise<void> {
    await startControlPlane({ home: this.#home, id: cluster, ...options });
  }

  async stop(cluster: string): Promise<void> {
    await stopControlPlane(this.#home, cluster);
  }

  async remove(cluster: string): Promise<void> {
    await deleteControlPlane(this.#home, cluster);
  }

  async kubeconfig(cluster: string, names: Parameters<ClusterBackend["kubeconfig"]>[1]): Promise<string> {
    return (await this.#running(cluster)).kubeconfig(names);
  }

  async endpoint(cluster: string): ReturnType<ClusterBackend["endpoint"]> {
    const { server, caPem } = await this.#running(cluster);
    return { server, certificateAuthority: Buffer.from(caPem).toString("base64") };
  }

  async find(cluster: string, path: string): Promise<JsonObject | undefined> {
    const found = await this.#with(cluster, (client) => client.find(path));
    if (found === undefined) return undefined;
    // A border with untyped data: whatever the API server answers is JSON.
    const copy: unknown = JSON.parse(JSON.stringify(found));
    return isRecord(copy) ? copy : undefined;
  }

  async apply(cluster: string, objects: readonly object[]): Promise<void> {
    await this.#with(cluster, async (client) => {
      await applyObjects(client, objects.map(asManifest), this.#fieldManager);
    });
  }

  async delete(cluster: string, objects: readonly object[]): Promise<void> {
    await this.#with(cluster, (client) => deleteObjects(client, objects.map(asManifest)));
  }

  async nodes(cluster: string, label: string, value: string): Promise<readonly NodeState[]> {
    // A cluster whose control plane never came up has no nodes.
    if (findControlPlane(this.#home, cluster) === undefined) return [];
    const nodes = await this.#with(cluster, (client) =>
      client.list("/api/v1/nodes", { labelSelector: `${label}=${value}` }),
    );
    return nodes.map(({ metadata }) => ({
      name: metadata.name ?? "",
      labels: metadata.labels ?? {},
      annotations: metadata.annotations ?? {},
    }));
  }

  async applyNodes(cluster: string, nodes: readonly NodeSpec[]): Promise<void> {
    if (nodes.length === 0) return;
    await this.#with(cluster, async (client) => {
      await applyNodes(
        client,
        nodes.map((node) => ({ ...node, taints: node.taints.map(asTaint) })),
      );
      for (const { name, annotations = {} } of nodes) {
        await client.patch(
          `/api/v1/nodes/${name}`,
          Patch.merge,
          { metadata: { annotations } },
          { fieldManager: this.#fieldManager },
        );
      }
    });
  }

  async breakNode(
    ...[cluster, node, message, annotations]: Parameters<ClusterBackend["breakNode"]>
  ): Promise<void> {
    await this.#with(cluster, async (client) => {
      const path = `/api/v1/nodes/${node}`;
      // Without the annotation KWOK leaves the node alone, and cannot make it Ready again.
      await client.patch(path, Patch.merge, {
        metadata: { annotations: { ...annotations, [kwokAnnotation]: null } },
      });
      const condition = { type: "Ready", status: "False", reason: "KubeletNotReady", message };
      await client.patch(`${path}/status`, Patch.strategic, { status: { conditions: [condition] } });
    });
  }

  async removeNodes(cluster: string, names: readonly string[]): Promise<void> {
    if (names.length === 0) return;
    await this.#with(cluster, async (client) => {
      for (const name of names) await removeNode(client, name);
    });
  }

  async cordon(cluster: string, node: string): Promise<void> {
    await this.#with(cluster, (client) => cordon(client, node));
  }

  async drain(cluster: string, node: string, timeoutSeconds: number): Promise<void> {
    await this.#with(cluster, async (client) => {
      try {
        await drain(client, node, { timeoutMilliseconds: timeoutSeconds * 1000 });
      } catch (error) {
        if (!(error instanceof DrainTimeoutError)) throw error;
        throw new DrainBlocked(
          node,
          error.blockers.map(({ pod }) => pod),
        );
      }
    });
  }

  async blockingBudgets(cluster: string): Promise<readonly string[]> {
    const budgets = await this.#with(cluster, (client) =>
      client.list<Budget>("/apis/policy/v1/poddisruptionbudgets"),
    );
    return budgets
      .filter(allowsNothing)
      .map(({ metadata }) => `${metadata.namespace ?? ""}/${metadata.name ?? ""}`);
  }

  /** The control plane; one that was stopped (a reboot, `mullion local down`) is started again. */
  async #running(cluster: string): Promise<ControlPlane> {
    const found = findControlPlane(this.#home, cluster);
    return found?.running === true ? found : startControlPlane({ home: this.#home, id: cluster });
  }

  async #with<T>(cluster: string, work: (client: KubernetesClient) => Promise<T>): Promise<T> {
    const client = (await this.#running(cluster)).client();
    try {
      return await work(client);
    } finally {
      client.close();
    }
  }
}

interface Budget extends KubernetesObject {
  readonly spec?: { readonly maxUnavailable?: number | string; readonly minAvailable?: number | string };
}

/** A budget that no number of replicas satisfies. */
function allowsNothing({ spec = {} }: Budget): boolean {
  return spec.maxUnavailable === 0 || spec.maxUnavailable === "0%" || spec.minAvailable === "100%";
}

function asTaint({ key, value, effect }: NodeSpec["taints"][number]): NodeTaint {
  if (effect === "NoSchedule" || effect === "PreferNoSchedule" || effect === "NoExecute")
    return { key, value, effect };
  throw new Error(`taint ${key} has the unknown effect "${effect}"`);
}

function asManifest(object: object): KubernetesObject {
  // A border with untyped data: manifests are written in kube-system.ts, and the API server checks them.
  return object as KubernetesObject;
}
