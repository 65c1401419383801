import { setTimeout as sleep } from "node:timers/promises";
import type { Home } from "../../../../localcloud/home";
import {
  applyNodes,
  applyObjects,
  deleteControlPlane,
  KubernetesApiError,
  type KubernetesClient,
  type KubernetesObject,
  type NodeSpec,
  removeNode,
  startControlPlane,
} from "../../../../localcloud/kubernetes";
import type { NodeSpec as ClusterNode } from "../../../../localcloud/clouds/cluster-backend";
import type { Json } from "../../../../policy/wire";
import { removeHome, temporaryHome } from "../../../localcloud/kubernetes/temporary-home";
import type { TestResource } from "../../support/resources";
import type { Universe } from "./universe";

/** Name of the node that the scheduler took, `pending` when it found none, `refused` when the API server took no such pod. */
export type Outcome = { readonly node: string } | "pending" | "refused";

interface Pod extends KubernetesObject {
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly conditions?: readonly { type: string; status: string; reason?: string }[] };
}

const PODS = "/api/v1/namespaces/default/pods";
const AT_ONCE = 24;
const ID = "differential";

/** A real API server and the real scheduler. */
export class Scheduler {
  private constructor(
    private readonly home: Home,
    /** The API server, with every right. */
    readonly client: KubernetesClient,
  ) {}

  static async start(): Promise<Scheduler> {
    const home = temporaryHome();
    return new Scheduler(home, (await startControlPlane({ home, id: ID })).client());
  }

  async stop(): Promise<void> {
    this.client.close();
    await deleteControlPlane(this.home, ID);
    await removeHome(this.home);
  }

  /** Makes the nodes and RuntimeClasses of a universe, asks, and takes them away again. */
  async inside<T>({ pools, runtimeClasses }: Universe, ask: () => Promise<T>): Promise<T> {
    const nodes = pools.flatMap((pool) => pool.nodes);
    const objects = runtimeClasses.map(manifest);
    await applyNodes(this.client, nodes.map(localNode), { timeoutMilliseconds: 120_000 });
    await applyObjects(this.client, objects, ID);
    try {
      return await ask();
    } finally {
      await this.client.request({ method: "DELETE", path: PODS, query: { gracePeriodSeconds: 0 } });
      for (const { name } of nodes) await removeNode(this.client, name);
      for (const { metadata } of objects)
        await this.client.delete(`/apis/node.k8s.io/v1/runtimeclasses/${metadata.name ?? ""}`);
    }
  }

  /** Where the scheduler puts these pods, each for itself. */
  async place(specs: readonly Json[]): Promise<Outcome[]> {
    const refused = new Set<number>();
    const names = specs.map((_, index) => `pod-${index}`);
    await inTurns(specs, async (spec, index) => {
      if (!(await this.create(names[index] ?? "", spec))) refused.add(index);
    });
    const found = await this.decided(specs.length - refused.size);
    await this.client.request({ method: "DELETE", path: PODS, query: { gracePeriodSeconds: 0 } });
    await this.gone();
    return names.map((name, index) => (refused.has(index) ? "refused" : (found.get(name) ?? "pending")));
  }

  private async create(name: string, spec: Json): Promise<boolean> {
    const body = {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name },
      spec: { ...spec, automountServiceAccountToken: false },
    };
    try {
      await this.client.create(PODS, body);
      return true;
    } catch (error) {
      // A selector that contradicts that of the RuntimeClass; anything else is a mistake of the generator.
      if (error instanceof KubernetesApiError && /conflict/.test(error.message)) return false;
      throw error;
    }
  }

  private async decided(count: number): Promise<Map<string, Outcome>> {
    for (;;) {
      const pods = await this.client.list<Pod>(PODS);
      const outcomes = pods.flatMap((pod): [string, Outcome][] => {
        const outcome = outcomeOf(pod);
        return outcome === undefined ? [] : [[pod.metadata.name ?? "", outcome]];
      });
      if (outcomes.length >= count) return new Map(outcomes);
      await sleep(200);
    }
  }

  private async gone(): Promise<void> {
    while ((await this.client.list(PODS, { limit: 1 })).length > 0) await sleep(100);
  }
}

function outcomeOf({ spec, status }: Pod): Outcome | undefined {
  if (spec.nodeName !== undefined) return { node: spec.nodeName };
  const scheduled = status.conditions?.find(({ type }) => type === "PodScheduled");
  return scheduled?.status === "False" && scheduled.reason === "Unschedulable" ? "pending" : undefined;
}

async function inTurns<T>(all: readonly T[], work: (one: T, index: number) => Promise<void>): Promise<void> {
  const entries = all.entries();
  // The workers share one iterator: each takes the next that nobody has taken.
  const worker = async () => {
    for (const [index, one] of entries) await work(one, index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

function manifest({ properties }: TestResource): KubernetesObject {
  return properties as unknown as KubernetesObject;
}

function localNode(node: ClusterNode): NodeSpec {
  return {
    ...node,
    taints: node.taints.map(({ effect, ...taint }) => {
      if (effect !== "NoSchedule" && effect !== "NoExecute" && effect !== "PreferNoSchedule")
        throw new Error(`the cloud gave node ${node.name} a taint of effect "${effect}"`);
      return { ...taint, effect };
    }),
  };
}
