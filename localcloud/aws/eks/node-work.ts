import type { NodeState } from "../../clouds/cluster-backend";
import { DrainBlocked } from "../../clouds/cluster-backend";
import { isTrueAt, numberAt, objectAt, textsAt } from "../../clouds/json";
import type { Work } from "../../clouds/work";
import { keyOf } from "../account";
import { ec2 } from "../ec2/tokens";
import { AwsError } from "../errors";
import type { Group } from "./nodes";
import { breakOne } from "./broken-node";
import { InsufficientAddresses, addressIn } from "./node-addresses";
import {
  groupLabel,
  imageOf,
  modelAnnotation,
  newNodes,
  nodeModel,
  nodeSpec,
  ownGroupAnnotation,
} from "./nodes";
import { controlPlaneId } from "./tokens";

/** Minutes that things take in AWS: the middle of what is known; Windows takes longer at everything. */
const minutes = {
  linux: { add: 3, replace: 5, remove: 4 },
  windows: { add: 7, replace: 11, remove: 5 },
} as const;

/** How long a node may take to lose its pods. @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html */
const drainMinutes = 15;
/** Pods need real time to go, whatever the scale. */
const shortestDrainSeconds = 15;

/**
 * Brings the nodes of a group to what the group says: removes what is too many, adds what is missing, replaces what
 * is made from an older image the way a version update does, and sets labels and taints. Looks at the nodes that are
 * there, so that it can be run again after it was interrupted.
 */
export async function reconcileGroup(group: Group, work: Work): Promise<void> {
  const wanted = numberAt(group.body, "scalingConfig.desiredSize") ?? 0;
  const model = nodeModel(group);
  const nodes = await nodesOf(group);
  const current = nodes.filter((node) => isCurrent(node, model));
  const behind = nodes.filter((node) => !isCurrent(node, model)).map(({ name }) => name);
  // Machines of one's own stay what they are, unless an instance refresh was asked for.
  const outdated = group.own !== undefined && group.own.refresh === undefined ? [] : behind;
  const kept = nodes.length - outdated.length;
  await controlPlaneOf(group).applyNodes(
    current.map(({ name, labels }) =>
      nodeSpec(group, addressIn(name), labels["topology.kubernetes.io/zone"] ?? ""),
    ),
  );
  const missing = Math.max(0, wanted - kept);
  if (outdated.length > 0) await replaceNodes(group, outdated, missing, work);
  else if (missing > 0) await addNodes(group, missing, work);
  const remaining = [...current.map(({ name }) => name), ...(outdated.length > 0 ? [] : behind)];
  await scaleIn(group, remaining.slice(wanted), work);
}

/** Takes nodes away at once: a scale-in asks no disruption budget. */
async function scaleIn(group: Group, names: readonly string[], work: Work): Promise<void> {
  if (names.length === 0) return;
  work.progress(`node group ${group.name}: removing ${counted(names.length)}`);
  await work.take(minutes[imageOf(group).os].remove);
  await controlPlaneOf(group).removeNodes(names);
}

/** Removes all nodes of a group, each after its pods were asked to leave. */
export async function removeGroup(group: Group, work: Work): Promise<void> {
  const cluster = controlPlaneOf(group);
  const names = (await nodesOf(group)).map(({ name }) => name);
  if (names.length === 0) return;
  work.progress(`node group ${group.name}: removing ${counted(names.length)}`);
  if (group.own === undefined) {
    for (const name of names) await cluster.cordon(name);
    // A budget delays the end of a group; it does not prevent it.
    for (const name of names) await cluster.drain(name, drainSeconds(group)).catch(passOverBudgets);
  }
  await work.take(minutes[imageOf(group).os].remove);
  await cluster.removeNodes(names);
}

/**
 * A version update: new nodes first, then the old ones are cordoned, drained and removed, as many at a time as
 * `updateConfig` allows.
 *
 * @throws AwsError PodEvictionFailure; the group is left with nodes of both versions.
 */
async function replaceNodes(
  group: Group,
  outdated: readonly string[],
  missing: number,
  work: Work,
): Promise<void> {
  if (group.own?.refresh !== undefined) {
    await refreshMachines(group, outdated, missing, group.own.refresh.minHealthyPercentage, work);
    return;
  }
  const cluster = controlPlaneOf(group);
  const atOnce = unavailable(group, outdated.length);
  let made = Math.min(missing, Math.max(2 * zoneCount(group), atOnce));
  if (made > 0) await addNodes(group, made, work);
  for (let first = 0; first < outdated.length; first += atOnce) {
    const batch = outdated.slice(first, first + atOnce);
    for (const name of batch) {
      work.progress(
        `node group ${group.name}: draining ${name}, ${String(first + 1)} of ${String(outdated.length)}`,
      );
      await cluster.cordon(name);
      await evict(group, name);
    }
    await work.take(minutes[imageOf(group).os].replace);
    await cluster.removeNodes(batch);
    const isLast = first + atOnce >= outdated.length;
    const next = isLast ? missing - made : Math.min(batch.length, missing - made);
    made += next;
    if (next > 0) await addNodes(group, next, work);
  }
}

/**
 * An instance refresh: it ends machines without a word to Kubernetes. With all of them to stay healthy, new ones come
 * first; else so many go first as may be missing.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html
 */
async function refreshMachines(
  group: Group,
  outdated: readonly string[],
  missing: number,
  minHealthyPercentage: number,
  work: Work,
): Promise<void> {
  const gone = Math.floor((outdated.length * (100 - minHealthyPercentage)) / 100);
  const atOnce = Math.max(1, gone);
  let made = 0;
  for (let first = 0; first < outdated.length; first += atOnce) {
    const batch = outdated.slice(first, first + atOnce);
    const isLast = first + atOnce >= outdated.length;
    const next = isLast ? missing - made : Math.min(batch.length, missing - made);
    made += next;
    if (gone === 0 && next > 0) await addNodes(group, next, work);
    work.progress(`Auto Scaling group ${group.name}: ending ${batch.join(", ")}`);
    await controlPlaneOf(group).removeNodes(batch);
    if (gone > 0 && next > 0) await addNodes(group, next, work);
  }
}

async function evict(group: Group, node: string): Promise<void> {
  try {
    await controlPlaneOf(group).drain(node, drainSeconds(group));
  } catch (error) {
    if (!(error instanceof DrainBlocked)) throw error;
    if (isTrueAt(group.body, "forceUpdateVersion")) return;
    throw new AwsError(
      400,
      "PodEvictionFailure",
      `Reached max retries while trying to evict pods from nodes in node group ${group.name}: ${error.pods.join(", ")} on ${node} (see the disruption budgets of these pods, or set forceUpdateVersion)`,
    );
  }
}

async function addNodes(group: Group, count: number, work: Work): Promise<void> {
  work.progress(`node group ${group.name}: adding ${counted(count)}`);
  await work.take(minutes[imageOf(group).os].add);
  const cluster = controlPlaneOf(group);
  const all = await group.cloud.clusters.nodes(cluster.id, "topology.kubernetes.io/region", group.region);
  try {
    const made = newNodes(
      group,
      all.map(({ name }) => name),
      count,
    );
    await cluster.applyNodes(made);
    await breakOne(group, made[0]?.name);
  } catch (error) {
    if (!(error instanceof InsufficientAddresses)) throw error;
    throw new AwsError(400, "InsufficientFreeAddresses", error.message);
  }
}

/** The nodes of a group. */
async function nodesOf({ cloud, region, clusterName, name, own }: Group): Promise<readonly NodeState[]> {
  const id = controlPlaneId(region, clusterName);
  if (own === undefined) return cloud.clusters.nodes(id, groupLabel, name);
  const all = await cloud.clusters.nodes(id, "topology.kubernetes.io/region", region);
  return all.filter(({ annotations }) => annotations[ownGroupAnnotation] === name);
}

function controlPlaneOf({ cloud, region, clusterName }: Group) {
  const id = controlPlaneId(region, clusterName);
  const { clusters } = cloud;
  return {
    id,
    applyNodes: (nodes: Parameters<typeof clusters.applyNodes>[1]) => clusters.applyNodes(id, nodes),
    removeNodes: (names: readonly string[]) => clusters.removeNodes(id, names),
    cordon: (node: string) => clusters.cordon(id, node),
    drain: (node: string, seconds: number) => clusters.drain(id, node, seconds),
  };
}

const isCurrent = ({ annotations }: NodeState, model: string): boolean =>
  annotations[modelAnnotation] === model;

const counted = (count: number): string => `${String(count)} node${count === 1 ? "" : "s"}`;

function drainSeconds({ cloud }: Group): number {
  return Math.max(shortestDrainSeconds, drainMinutes * 60 * cloud.timeScale);
}

function passOverBudgets(error: unknown): void {
  if (!(error instanceof DrainBlocked)) throw error;
}

/** How many nodes may be gone at a time. */
function unavailable({ body }: Group, count: number): number {
  const config = objectAt(body, "updateConfig");
  const percentage = numberAt(config, "maxUnavailablePercentage") ?? 0;
  if (percentage > 0) return Math.max(1, Math.floor((count * percentage) / 100));
  return Math.max(1, numberAt(config, "maxUnavailable") ?? 1);
}

function zoneCount({ cloud, region, body }: Group): number {
  const zones = textsAt(body, "subnetIds").map(
    (id) => cloud.store.find(keyOf(ec2.subnet, region, id))?.body["availabilityZone"],
  );
  return Math.max(1, new Set(zones).size);
}
