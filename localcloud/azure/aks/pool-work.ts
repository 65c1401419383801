import type { Cloud } from "../cloud";
import type { NodeSpec } from "../../clouds/cluster-backend";
import { DrainBlocked } from "../../clouds/cluster-backend";
import { ArmError } from "../errors";
import { numberAt, textAt } from "../../clouds/json";
import type { Work } from "../../clouds/work";
import { parseResourceId } from "../resource-id";
import { osSkus } from "./facts";
import { controlPlaneId, poolId } from "./ids";
import type { PoolOfCluster } from "./nodes";
import { instanceOf, modelAnnotation, nodeModel, nodeName, nodeSpec, poolLabel } from "./nodes";

/** Minutes that things take in Azure: the middle of what is known; Windows takes longer at everything. */
export const minutes = {
  Linux: { add: 3, reimage: 6, remove: 3 },
  Windows: { add: 8, reimage: 14, remove: 4 },
} as const;

/**
 * Brings the nodes of a pool to what the pool says: removes what is too many, adds what is missing, replaces
 * what is made from an older model the way an upgrade does, and sets labels and taints. Looks at the nodes that
 * are there, so that it can be run again after it was interrupted.
 */
export async function reconcilePool(cloud: Cloud, of: PoolOfCluster, work: Work): Promise<void> {
  const cluster = controlPlaneId(of.clusterId);
  const stopped = textAt(of.pool, "powerState.code") === "Stopped";
  const wanted = stopped ? 0 : (numberAt(of.pool, "count") ?? 0);
  const nodes = [...(await cloud.clusters.nodes(cluster, poolLabel, of.name))].sort(
    (a, b) => instanceOf(a.name) - instanceOf(b.name),
  );
  const surplus = nodes.slice(wanted).map((node) => node.name);
  if (surplus.length > 0) await removeNodes(cloud, of, surplus, work);
  const model = nodeModel(of);
  const kept = nodes.slice(0, wanted);
  const outdated = kept
    .filter((node) => node.annotations[modelAnnotation] !== model)
    .map((node) => node.name);
  const current = kept.filter((node) => !outdated.includes(node.name));
  await cloud.clusters.applyNodes(
    cluster,
    current.map((node) => nodeSpec(of, instanceOf(node.name))),
  );
  if (kept.length < wanted)
    await addNodes(
      cloud,
      of,
      kept.map((node) => node.name),
      wanted - kept.length,
      work,
    );
  if (outdated.length > 0)
    await reimageNodes(
      cloud,
      of,
      outdated,
      nodes.map((node) => node.name),
      work,
    );
}

async function addNodes(
  cloud: Cloud,
  of: PoolOfCluster,
  present: readonly string[],
  count: number,
  work: Work,
): Promise<void> {
  work.progress(`agent pool ${of.name}: adding ${String(count)} node${count === 1 ? "" : "s"}`);
  const first = Math.max(-1, ...present.map(instanceOf)) + 1;
  const instances = Array.from({ length: count }, (_, index) => first + index);
  await work.take(minutes[osOf(of)].add);
  await makeNodes(cloud, of, instances);
}

/** Makes nodes, in the way that the fault plan says. */
async function makeNodes(cloud: Cloud, of: PoolOfCluster, instances: readonly number[]): Promise<void> {
  const cluster = controlPlaneId(of.clusterId);
  const pool = parseResourceId(poolId(of.clusterId, of.name));
  const fault = cloud.faults.take(["node-not-ready", "wrong-build"], "PUT", pool);
  const specs = instances.map((instance) => nodeSpec(of, instance));
  const built = fault?.kind === "wrong-build" ? specs.map((spec) => withOtherBuild(spec, of)) : specs;
  await cloud.clusters.applyNodes(cluster, built);
  const [victim] = built.slice(-1);
  if (fault?.kind !== "node-not-ready" || victim === undefined) return;
  await cloud.clusters.breakNode(
    cluster,
    victim.name,
    "the kubelet stopped posting its status (fault of the local cloud's plan)",
    {
      // Another model: the next PUT reimages the node.
      [modelAnnotation]: "not-ready",
    },
  );
  throw new ArmError(
    400,
    "NodesNotReady",
    `Nodes are not ready: ${victim.name}. 1 of ${String(built.length)} new nodes of agent pool ${of.name} did not get Ready in time. See https://aka.ms/aks/nodesnotready`,
  );
}

/** The node with the Windows build of another release than its pool's. */
function withOtherBuild(spec: NodeSpec, { pool }: PoolOfCluster): NodeSpec {
  const other = osSkus[textAt(pool, "osSKU") === "Windows2022" ? "Windows2025" : "Windows2022"];
  if (spec.os !== "windows" || other === undefined) return spec;
  const { osImage, kernelVersion } = other.node;
  const build = kernelVersion.split(".").slice(0, 3).join(".");
  // Another model: the next PUT reimages the node.
  const annotations = { ...spec.annotations, [modelAnnotation]: "wrong-build" };
  const labels = { ...spec.labels, "node.kubernetes.io/windows-build": build };
  return { ...spec, osImage, kernelVersion, labels, annotations };
}

async function removeNodes(
  cloud: Cloud,
  of: PoolOfCluster,
  names: readonly string[],
  work: Work,
): Promise<void> {
  const cluster = controlPlaneId(of.clusterId);
  for (const name of names) {
    work.progress(`agent pool ${of.name}: removing node ${name}`);
    await cloud.clusters.cordon(cluster, name);
    await evict(cloud, of, name);
  }
  await work.take(minutes[osOf(of)].remove);
  await cloud.clusters.removeNodes(cluster, names);
}

/**
 * An upgrade as AKS does it: buffer nodes first, then node by node cordon, drain, reimage under the same name,
 * and the buffer nodes go again.
 *
 * @see https://learn.microsoft.com/azure/aks/upgrade-aks-cluster#customize-node-surge-upgrade
 */
async function reimageNodes(
  cloud: Cloud,
  of: PoolOfCluster,
  outdated: readonly string[],
  present: readonly string[],
  work: Work,
): Promise<void> {
  const cluster = controlPlaneId(of.clusterId);
  const blocking = await cloud.clusters.blockingBudgets(cluster);
  if (blocking.length > 0) throw unsatisfiable(blocking);
  const surge = surgeOf(of, outdated.length);
  const next = Math.max(-1, ...present.map(instanceOf)) + 1;
  const buffers = Array.from({ length: surge }, (_, index) => nodeName(of, next + index));
  if (surge > 0) {
    work.progress(`agent pool ${of.name}: adding ${String(surge)} buffer node${surge === 1 ? "" : "s"}`);
    await work.take(minutes[osOf(of)].add);
    await makeNodes(cloud, of, buffers.map(instanceOf));
  }
  for (const [index, name] of outdated.entries()) {
    work.progress(
      `agent pool ${of.name}: draining and reimaging node ${name} (${String(index + 1)} of ${String(outdated.length)})`,
    );
    await cloud.clusters.cordon(cluster, name);
    await evict(cloud, of, name);
    await cloud.clusters.removeNodes(cluster, [name]);
    await work.take(minutes[osOf(of)].reimage / Math.max(1, surge));
    await makeNodes(cloud, of, [instanceOf(name)]);
    await work.take(numberAt(of.pool, "upgradeSettings.nodeSoakDurationInMinutes") ?? 0);
  }
  for (const name of buffers) {
    await cloud.clusters.cordon(cluster, name);
    await evict(cloud, of, name);
  }
  await cloud.clusters.removeNodes(cluster, buffers);
}

/** Drains a node; a budget that holds longer than the drain timeout fails the operation. */
async function evict(cloud: Cloud, of: PoolOfCluster, node: string): Promise<void> {
  const timeoutMinutes = numberAt(of.pool, "upgradeSettings.drainTimeoutInMinutes") ?? 30;
  // Even at scale 0 pods need a few real seconds to go.
  const seconds = Math.max(15, timeoutMinutes * 60 * cloud.timeScale);
  try {
    await cloud.clusters.drain(controlPlaneId(of.clusterId), node, seconds);
  } catch (error) {
    if (!(error instanceof DrainBlocked)) throw error;
    throw new ArmError(
      400,
      "UpgradeFailed",
      `Drain node ${node} failed when evicting pod ${error.pods.join(", ")}: too many requests, cannot evict pod as it would violate the pod's disruption budget. The drain timeout is ${String(timeoutMinutes)} minutes. See http://aka.ms/aks/debugdrainfailures`,
    );
  }
}

function unsatisfiable(budgets: readonly string[]): ArmError {
  return new ArmError(
    400,
    "UnsatisfiablePDB",
    `1 error occurred: * PDB ${budgets.join(", ")} has maxUnavailable 0 or allows no eviction at all; the upgrade cannot drain its nodes. Change the budget, for example to maxUnavailable 1, and retry. See https://aka.ms/aks/debugdrainfailures`,
  );
}

/** `maxSurge` of nodes, a share of the count rounded up; at least one unless it is 0. */
function surgeOf(of: PoolOfCluster, outdated: number): number {
  const text = textAt(of.pool, "upgradeSettings.maxSurge") ?? "10%";
  const amount = text.endsWith("%")
    ? Math.ceil((Number(text.slice(0, -1)) / 100) * (numberAt(of.pool, "count") ?? 0))
    : Number(text);
  return Math.min(outdated, amount);
}

function osOf(of: PoolOfCluster): "Linux" | "Windows" {
  return textAt(of.pool, "osType") === "Windows" ? "Windows" : "Linux";
}
