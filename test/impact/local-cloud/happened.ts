import type { CloudObject, SeenCluster, SeenNode, World } from "../../scenarios/observe";

/**
 * What was seen to happen, mildest first. The words are those of the report's classes; what leads to them is told by
 * objects, nodes and pods alone.
 */
export const happenings = [
  "noise",
  "metadata",
  "scheduling",
  "scale",
  "rolling",
  "pool-replace",
  "refused",
  "cluster-replace",
] as const;

/** One of {@link happenings}. */
export type Happening = (typeof happenings)[number];

/** What one edit may touch. */
export interface Scope {
  /** Which pools, by their name in the cloud; all when absent. */
  readonly pools?: (name: string) => boolean;
  /** Which objects of the cloud; all when absent. */
  readonly objects?: (object: CloudObject) => boolean;
}

/** What was seen to happen within a scope. */
export interface Seen {
  readonly worst: Happening;
  /** Error code of the refusal, or its first words. */
  readonly code: string;
  /** Nodes that were there before and are not there now. */
  readonly nodesLost: number;
  /** Pods that were there before and are not there now. */
  readonly podsLost: number;
}

/**
 * Says what happened between two looks at a local cloud.
 *
 * @param before - the look before
 * @param after - the look after
 * @param error - what the engine said of the edited resource; empty when it was taken
 * @param scope - what the edit may touch
 */
export function whatHappened(before: World, after: World, error: string, scope: Scope = {}): Seen {
  const found: Happening[] = ["noise"];
  if (error !== "") found.push("refused");
  if (objectsChanged(before, after, scope)) found.push("metadata");
  if (poolsGone(before, after, scope)) found.push("pool-replace");
  let [nodesLost, podsLost] = [0, 0];
  for (const cluster of before.clusters) {
    const now = after.clusters.find(({ uid }) => uid === cluster.uid);
    if (now === undefined) found.push("cluster-replace");
    const lost = lostNodes(cluster, now, scope);
    const movedPods = lostPods(cluster, now, scope);
    nodesLost += lost.length;
    podsLost += movedPods;
    found.push(...nodeWork(cluster, now, scope));
    if (movedPods > 0) found.push("scheduling");
  }
  const worst = happenings[Math.max(...found.map((one) => happenings.indexOf(one)))] ?? "noise";
  return { worst, code: error === "" ? "" : codeIn(error), nodesLost, podsLost };
}

const isPool = ({ type }: CloudObject) => /agentPools$|nodeGroup:NodeGroup$/i.test(type);

function inScope(object: CloudObject, { objects }: Scope): boolean {
  return objects?.(object) ?? true;
}

function objectsChanged(before: World, after: World, scope: Scope): boolean {
  const told = (world: World) =>
    JSON.stringify(
      world.objects
        .filter((object) => inScope(object, scope))
        .map(({ id, body, state }) => [id, body, state]),
    );
  return told(before) !== told(after);
}

function poolsGone(before: World, after: World, scope: Scope): boolean {
  const stays = new Set(after.objects.map(({ incarnation, id }) => `${String(incarnation)} ${id}`));
  return before.objects.some(
    (object) =>
      isPool(object) && inScope(object, scope) && !stays.has(`${String(object.incarnation)} ${object.id}`),
  );
}

function nodesIn(cluster: SeenCluster | undefined, { pools }: Scope): readonly SeenNode[] {
  return (cluster?.nodes ?? []).filter(({ pool }) => pools?.(pool) ?? true);
}

function lostNodes(before: SeenCluster, after: SeenCluster | undefined, scope: Scope): readonly SeenNode[] {
  const stays = new Set(nodesIn(after, scope).map(({ uid }) => uid));
  return nodesIn(before, scope).filter(({ uid }) => !stays.has(uid));
}

function nodeWork(before: SeenCluster, after: SeenCluster | undefined, scope: Scope): readonly Happening[] {
  const pools = new Set(nodesIn(before, scope).map(({ pool }) => pool));
  for (const { pool } of nodesIn(after, scope)) pools.add(pool);
  return [...pools].flatMap((pool): readonly Happening[] => {
    const one = { pools: (name: string) => name === pool };
    const [was, is] = [nodesIn(before, one), nodesIn(after, one)];
    const lost = lostNodes(before, after, one).length;
    if (lost > Math.max(0, was.length - is.length)) return ["rolling"];
    if (was.length !== is.length) return ["scale"];
    return settingsOf(was) === settingsOf(is) ? [] : ["scheduling"];
  });
}

/** What decides which pods may run on nodes; taints of nodes whose heartbeat was late on a busy machine are no edit's. */
function settingsOf(nodes: readonly SeenNode[]): string {
  return JSON.stringify(
    nodes
      .map(({ name, labels, taints, cordoned }) => [
        name,
        Object.entries(labels).sort(),
        taints.filter((taint) => !taint.startsWith("node.kubernetes.io/")).sort(),
        cordoned,
      ])
      .sort(),
  );
}

function lostPods(before: SeenCluster, after: SeenCluster | undefined, scope: Scope): number {
  const names = new Set(nodesIn(before, scope).map(({ name }) => name));
  const stays = new Set(after?.pods.map(({ uid, node }) => `${uid} ${node}`));
  return before.pods.filter(({ node, uid }) => names.has(node) && !stays.has(`${uid} ${node}`)).length;
}

const codes = [
  /\bCode="(\w+)"/,
  /\bapi error (\w+)/,
  /\b(\w+Exception|NodeCreationFailure|PodEvictionFailure)\b/,
  /\b(cannot create already existing resource)/,
  /\b(protect)/,
];

function codeIn(error: string): string {
  for (const pattern of codes) {
    const [, code] = pattern.exec(error) ?? [];
    if (code !== undefined) return code;
  }
  return error.replace(/\s+/g, " ").slice(0, 80);
}
