import assert from "node:assert/strict";
import type { CloudObject, SeenNode, World } from "../harness";
import { clusterIn } from "../seen";

const poolType = "Microsoft.ContainerService/managedClusters/agentPools";
const clusterType = "Microsoft.ContainerService/managedClusters";

/** What a change did to a pool, or to the cluster. */
export type Fate = "untouched" | "scaled" | "reimaged" | "replaced";

/** The `ManagedCluster` as Azure has it. */
export function managedClusterIn({ objects }: World): CloudObject {
  return objects.find(({ type }) => type === clusterType) ?? assert.fail("Azure has no managed cluster");
}

/** A pool as Azure has it, by its name with the slot letter. */
export function poolIn({ objects }: World, name: string): CloudObject {
  return (
    objects.find(({ type, id }) => type === poolType && id.endsWith(`/agentPools/${name}`)) ??
    assert.fail(`Azure has no pool ${name}`)
  );
}

/** Names of all pools, the system pool too. */
export function poolNames({ objects }: World): readonly string[] {
  return objects.filter(({ type }) => type === poolType).map(({ id }) => id.split("/").at(-1) ?? "");
}

/** The nodes of a pool, by the pool's name in Azure. */
export function nodesOf(world: World, pool: string): readonly SeenNode[] {
  return clusterIn(world).nodes.filter((node) => node.pool === pool);
}

/** What happened to a pool between two looks. */
export function fateOfPool(before: World, after: World, name: string): Fate {
  if (poolIn(before, name).incarnation !== poolIn(after, name).incarnation) return "replaced";
  const [old, now] = [nodesOf(before, name), nodesOf(after, name)].map((nodes) =>
    nodes.map(({ uid }) => uid),
  );
  assert.ok(old !== undefined && now !== undefined);
  const kept = old.filter((uid) => now.includes(uid)).length;
  if (kept < Math.min(old.length, now.length)) return "reimaged";
  return old.length === now.length ? "untouched" : "scaled";
}

/** What happened to the cluster between two looks; the nodes of its system pool count. */
export function fateOfCluster(before: World, after: World): Fate {
  const isNew = managedClusterIn(before).incarnation !== managedClusterIn(after).incarnation;
  // Another cluster is another Kubernetes: its namespaces have other uids.
  assert.equal(isNew, clusterIn(before).uid !== clusterIn(after).uid, "Azure and Kubernetes agree");
  return isNew ? "replaced" : fateOfPool(before, after, "system");
}

/** Every node of a world but those of some pools, as name and uid: what must not have changed. */
export function nodesBut(world: World, ...pools: readonly string[]): readonly string[] {
  return clusterIn(world)
    .nodes.filter(({ pool }) => !pools.includes(pool))
    .map(({ name, uid }) => `${name} ${uid}`)
    .sort();
}
