import assert from "node:assert/strict";
import { clusterIn } from "../seen";
import type { CloudObject, SeenNode, World } from "../harness";

/** Short names of types. */
export const types = {
  cluster: "aws:eks/cluster:Cluster",
  nodeGroup: "aws:eks/nodeGroup:NodeGroup",
  addon: "aws:eks/addon:Addon",
  autoScalingGroup: "aws:autoscaling/group:Group",
} as const;

/** A pool's name with its slot letter, as the nodes say it: names of groups are ended by the provider. */
export function poolOf({ labels }: SeenNode): string {
  return `${labels["mullion/pool"] ?? ""}${labels["mullion/slot"] ?? ""}`;
}

/** The nodes of a pool, by its name with the slot letter. */
export function nodesOf(world: World, pool: string): readonly SeenNode[] {
  return clusterIn(world).nodes.filter((node) => poolOf(node) === pool);
}

/** Every node of a world but those of some pools, as name and uid: what must not have changed. */
export function nodesBut(world: World, ...pools: readonly string[]): readonly string[] {
  return clusterIn(world)
    .nodes.filter((node) => !pools.includes(poolOf(node)))
    .map(({ name, uid }) => `${name} ${uid}`)
    .sort();
}

/** The objects of a type. */
export function objectsOf({ objects }: World, type: string): readonly CloudObject[] {
  return objects.filter((object) => object.type === type);
}

/** The group behind a pool, managed or not, by the beginning of its name. */
export function groupOf(world: World, pool: string): CloudObject {
  const groups = [...objectsOf(world, types.nodeGroup), ...objectsOf(world, types.autoScalingGroup)];
  return (
    groups.find(({ body }) =>
      [body["nodeGroupNamePrefix"], body["namePrefix"]].some((prefix) => prefix === `${pool}-`),
    ) ?? assert.fail(`AWS has no group of the pool ${pool}`)
  );
}

/** What a change did to a pool. */
export type Fate = "untouched" | "scaled" | "new nodes" | "another group";

/** What happened to a pool between two looks. */
export function fateOfPool(before: World, after: World, pool: string): Fate {
  if (groupOf(before, pool).incarnation !== groupOf(after, pool).incarnation) return "another group";
  const [old, now] = [nodesOf(before, pool), nodesOf(after, pool)].map((nodes) =>
    nodes.map(({ uid }) => uid),
  );
  assert.ok(old !== undefined && now !== undefined);
  const kept = old.filter((uid) => now.includes(uid)).length;
  if (kept < Math.min(old.length, now.length)) return "new nodes";
  return old.length === now.length ? "untouched" : "scaled";
}
