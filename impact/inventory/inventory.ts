import { isList, isMap } from "../json";
import type { JsonMap } from "../json";
import type { Step } from "../step";
import { subjectOf } from "../subject";
import type { Subject } from "../subject";
import { clusterOfGroup } from "./auto-scaling-group";
import { poolFacts } from "./pool-facts";
import type { PoolFacts } from "./pool-facts";
import { text } from "./read-facts";

/** A node pool that the input tells of, changed or not. */
export interface Pool {
  /** URN of the resource that holds it. */
  readonly urn: string;
  /** Name of the inline profile; absent when the pool is a resource of its own. */
  readonly inline?: string;
  /** Name for the report: logical name, or `<cluster>[<profile>]` when inline. */
  readonly title: string;
  readonly platform: "aks" | "eks";
  /** URN of its cluster, where the input tells. */
  readonly cluster?: string;
  readonly step: Step;
  readonly old?: PoolFacts;
  readonly new?: PoolFacts;
}

/** A step with what its resource is to the report. */
export interface Entry {
  readonly step: Step;
  readonly subject: Subject;
}

/** Everything that the input holds, by what it is. */
export interface Inventory {
  readonly entries: readonly Entry[];
  readonly byUrn: ReadonlyMap<string, Entry>;
  readonly clusters: readonly Entry[];
  readonly pools: readonly Pool[];
  /** Pools by the URN of the resource that holds them. */
  readonly poolsOf: ReadonlyMap<string, readonly Pool[]>;
}

/**
 * Sorts the steps of a preview into clusters, pools and the rest.
 *
 * @param steps - as read
 */
export function takeInventory(steps: readonly Step[]): Inventory {
  const entries = steps.map(entryOf);
  const clusters = entries.filter(({ subject }) => subject.kind === "cluster");
  const pools = entries.flatMap((entry) => poolsIn(entry, clusters));
  return {
    entries,
    byUrn: new Map(entries.map((entry) => [entry.step.urn, entry])),
    clusters,
    pools,
    poolsOf: group(pools),
  };
}

/** What a step is to the report. An Auto Scaling group is a pool only where its machines are nodes. */
export function entryOf(step: Step): Entry {
  const subject = subjectOf(step.type);
  if (subject.rows !== "eks:AutoScalingGroup") return { step, subject };
  if (clusterOfGroup((step.new ?? step.old)?.inputs) !== undefined) return { step, subject };
  return { step, subject: { kind: "other", dialect: "other", title: subject.title } };
}

/** The pool that is this resource, not an inline one. */
export function poolAt(inventory: Inventory, urn: string): Pool | undefined {
  return inventory.poolsOf.get(urn)?.find(({ inline }) => inline === undefined);
}

/** Operating system of a pool, after the change where there is one. */
export function osOfPool(pool: Pool): "Linux" | "Windows" | undefined {
  return pool.new?.os ?? pool.old?.os;
}

/** Inputs of a pool's cluster after the change, where the input holds them. */
export function clusterInputs(inventory: Inventory, pool: Pool): JsonMap | undefined {
  const step = pool.cluster === undefined ? undefined : inventory.byUrn.get(pool.cluster)?.step;
  return (step?.new ?? step?.old)?.inputs;
}

function group(pools: readonly Pool[]): ReadonlyMap<string, readonly Pool[]> {
  const groups = new Map<string, Pool[]>();
  for (const pool of pools) {
    const found = groups.get(pool.urn);
    if (found === undefined) groups.set(pool.urn, [pool]);
    else found.push(pool);
  }
  return groups;
}

function poolsIn({ step, subject }: Entry, clusters: readonly Entry[]): readonly Pool[] {
  if (subject.rows === "aks:ManagedCluster") return inlinePools(step, subject);
  if (subject.kind !== "pool") return [];
  const cluster = clusterOf(step, subject, clusters);
  return [
    {
      urn: step.urn,
      title: step.name,
      platform: subject.dialect === "aws" ? "eks" : "aks",
      ...(cluster === undefined ? {} : { cluster }),
      step,
      ...facts(subject, step.old?.inputs, step.new?.inputs),
    },
  ];
}

function inlinePools(step: Step, subject: Subject): readonly Pool[] {
  const [old, next] = [inlineProfiles(subject, step.old?.inputs), inlineProfiles(subject, step.new?.inputs)];
  return [...new Set([...old.keys(), ...next.keys()])].map((name) => ({
    urn: step.urn,
    inline: name,
    title: `${step.name}[${name}]`,
    platform: "aks",
    cluster: step.urn,
    step,
    ...facts(subject, old.get(name), next.get(name)),
  }));
}

/**
 * The inline pools of a cluster's inputs by name; by position where one has no name.
 *
 * @param subject - the cluster
 * @param inputs - its inputs on one side
 */
export function inlineProfiles(subject: Subject, inputs: JsonMap | undefined): ReadonlyMap<string, JsonMap> {
  const property = inputs?.[subject.dialect === "azure" ? "defaultNodePool" : "agentPoolProfiles"];
  const items = isList(property) ? property : property === undefined ? [] : [property];
  const maps = items.filter((item) => isMap(item));
  return new Map(maps.map((profile, index) => [text(profile["name"]) ?? String(index), profile]));
}

function facts(
  subject: Subject,
  old: JsonMap | undefined,
  next: JsonMap | undefined,
): Pick<Pool, "old" | "new"> {
  return {
    ...(old === undefined ? {} : { old: poolFacts(subject, old) }),
    ...(next === undefined ? {} : { new: poolFacts(subject, next) }),
  };
}

/** Which property of a pool names its cluster, and which one of the cluster holds that name. */
const links = {
  "azure-native": { pool: "resourceName", cluster: "resourceName" },
  azure: { pool: "kubernetesClusterId", cluster: "name" },
  aws: { pool: "clusterName", cluster: "name" },
} as const;

/** The cluster of a pool: by what its property was computed from, by name, or the only one there is. */
function clusterOf(step: Step, subject: Subject, clusters: readonly Entry[]): string | undefined {
  const { dialect } = subject;
  if (dialect === "kubernetes" || dialect === "other") return undefined;
  const link = links[dialect];
  const sources = (step.new ?? step.old)?.propertyDependencies[link.pool] ?? [];
  const { inputs } = step.new ?? step.old ?? { inputs: {} };
  const named = text(step.new?.inputs[link.pool]) ?? text(step.old?.inputs[link.pool]);
  const name = named?.split("/").at(-1) ?? clusterOfGroup(inputs);
  const found =
    clusters.find(({ step: cluster }) => sources.includes(cluster.urn)) ??
    clusters.find(({ step: cluster }) => {
      const own = (cluster.new ?? cluster.old)?.inputs[link.cluster];
      return name !== undefined && text(own) === name;
    });
  if (found !== undefined) return found.step.urn;
  return clusters.length === 1 ? clusters[0]?.step.urn : undefined;
}
