import type { ClusterBackend, NodeSpec, NodeState } from "../../localcloud/clouds/cluster-backend";
import { DrainBlocked } from "../../localcloud/clouds/cluster-backend";
import type { JsonObject } from "../../localcloud/clouds/json";

/* eslint-disable @typescript-eslint/require-await -- the interface is asynchronous, memory is not */
/** Clusters in memory, for tests of the cloud's rules: it remembers nodes and objects, and what was done, in order. */
export class MemoryClusters implements ClusterBackend {
  readonly running = new Map<
    string,
    { serviceCidr: string; nodes: Map<string, NodeSpec & { cordoned: boolean }>; objects: object[] }
  >();
  /** For instance `cordon akswin1000000`. */
  readonly log: string[] = [];
  /** Nodes whose pods do not go, and budgets that allow no eviction. */
  readonly blockedNodes = new Set<string>();
  budgets: readonly string[] = [];
  /** Called at the start of each change of nodes; may throw or wait. */
  beforeApplyNodes: (cluster: string, nodes: readonly NodeSpec[]) => Promise<void> = async () => undefined;

  async start(cluster: string, { serviceCidr }: { readonly serviceCidr: string }): Promise<void> {
    this.log.push(`start ${cluster}`);
    if (!this.running.has(cluster)) this.running.set(cluster, { serviceCidr, nodes: new Map(), objects: [] });
  }

  async stop(cluster: string): Promise<void> {
    this.log.push(`stop ${cluster}`);
  }

  async remove(cluster: string): Promise<void> {
    this.log.push(`remove ${cluster}`);
    this.running.delete(cluster);
  }

  async kubeconfig(
    cluster: string,
    names: { context: string; cluster: string; user: string },
  ): Promise<string> {
    this.#cluster(cluster);
    return `context: ${names.context}\ncluster: ${names.cluster}\nuser: ${names.user}\n`;
  }

  async endpoint(cluster: string): ReturnType<ClusterBackend["endpoint"]> {
    this.#cluster(cluster);
    return { server: `https://${cluster}.test`, certificateAuthority: "Y2VydGlmaWNhdGU=" };
  }

  async find(cluster: string, path: string): Promise<JsonObject | undefined> {
    const { objects, nodes } = this.#cluster(cluster);
    const found = objects.map(asObject).findLast(({ metadata }) => metadata.name === path.split("/").at(-1));
    // A Deployment is ready once there is a Linux node: nothing is scheduled in memory.
    const linux = [...nodes.values()].some(({ os }) => os === "linux");
    return found === undefined ? undefined : { ...found, status: { readyReplicas: linux ? 2 : 0 } };
  }

  async delete(cluster: string, gone: readonly object[]): Promise<void> {
    const names = gone.map((object) => asObject(object).metadata.name);
    const running = this.#cluster(cluster);
    running.objects = running.objects.filter((object) => !names.includes(asObject(object).metadata.name));
  }

  async apply(cluster: string, objects: readonly object[]): Promise<void> {
    this.#cluster(cluster).objects.push(...objects);
  }

  async nodes(cluster: string, label: string, value: string): Promise<readonly NodeState[]> {
    return [...this.#cluster(cluster).nodes.values()]
      .filter((node) => node.labels[label] === value)
      .map(({ name, labels, annotations = {} }) => ({ name, labels, annotations }));
  }

  async applyNodes(cluster: string, nodes: readonly NodeSpec[]): Promise<void> {
    await this.beforeApplyNodes(cluster, nodes);
    for (const node of nodes) {
      const before = this.#cluster(cluster).nodes.get(node.name);
      if (before === undefined) this.log.push(`add ${node.name}`);
      this.#cluster(cluster).nodes.set(node.name, { ...node, cordoned: before?.cordoned ?? false });
    }
  }

  async breakNode(...[cluster, node, , annotations]: Parameters<ClusterBackend["breakNode"]>): Promise<void> {
    this.log.push(`break ${node}`);
    const found = this.#cluster(cluster).nodes.get(node);
    if (found !== undefined)
      this.#cluster(cluster).nodes.set(node, {
        ...found,
        annotations: { ...found.annotations, ...annotations },
      });
  }

  async removeNodes(cluster: string, names: readonly string[]): Promise<void> {
    for (const name of names) {
      this.log.push(`remove ${name}`);
      this.#cluster(cluster).nodes.delete(name);
    }
  }

  async cordon(cluster: string, node: string): Promise<void> {
    this.log.push(`cordon ${node}`);
    const found = this.#cluster(cluster).nodes.get(node);
    if (found !== undefined) found.cordoned = true;
  }

  async drain(_cluster: string, node: string): Promise<void> {
    this.log.push(`drain ${node}`);
    if (this.blockedNodes.has(node)) throw new DrainBlocked(node, ["shop/web-0"]);
  }

  async blockingBudgets(): Promise<readonly string[]> {
    return this.budgets;
  }

  /** Names of all nodes of a cluster, sorted; all clusters when none is named. */
  nodeNames(cluster?: string): readonly string[] {
    const clusters = cluster === undefined ? [...this.running.values()] : [this.#cluster(cluster)];
    return clusters.flatMap(({ nodes }) => [...nodes.keys()]).sort();
  }

  /** The node with this name, in whatever cluster. */
  node(name: string): NodeSpec {
    for (const { nodes } of this.running.values()) {
      const found = nodes.get(name);
      if (found !== undefined) return found;
    }
    throw new Error(`there is no node ${name}; there are ${this.nodeNames().join(", ")}`);
  }

  #cluster(id: string) {
    const found = this.running.get(id);
    if (found === undefined) throw new Error(`cluster ${id} does not run`);
    return found;
  }
}

/** A border with untyped data: the clouds under test write manifests. */
function asObject(object: object): JsonObject & { readonly metadata: { readonly name: string } } {
  return object as JsonObject & { readonly metadata: { readonly name: string } };
}
