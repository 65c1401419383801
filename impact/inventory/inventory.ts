import { isList, isMap } from "../json";
import type { JsonMap } from "../json";
import type { Step } from "../step";
import { subjectOf } from "../subject";
import type { Subject } from "../subject";
import { aksPoolFacts, text } from "./pool-facts";
import type { PoolFacts } from "./pool-facts";

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
}

/**
 * Sorts the steps of a preview into clusters, pools and the rest.
 *
 * @param steps - as read
 */
export function takeInventory(steps: readonly Step[]): Inventory {
  const entries = steps.map((step) => ({ step, subject: subjectOf(step.type) }));
  const clusters = entries.filter(({ subject }) => subject.kind === "cluster");
  const pools = entries.flatMap((entry) => poolsOf(entry, clusters));
  return { entries, byUrn: new Map(entries.map((entry) => [entry.step.urn, entry])), clusters, pools };
}

/** Operating system of a pool, after the change where there is one. */
export function osOfPool(pool: Pool): "Linux" | "Windows" | undefined {
  return pool.new?.os ?? pool.old?.os;
}

function poolsOf({ step, subject }: Entry, clusters: readonly Entry[]): readonly Pool[] {
  const platform = subject.rows?.startsWith("eks") === true ? "eks" : "aks";
  if (subject.kind === "pool") {
    const cluster = clusterOf(step, clusters);
    return [
      {
        urn: step.urn,
        title: step.name,
        platform,
        ...(cluster === undefined ? {} : { cluster }),
        step,
        ...facts(step.old?.inputs, step.new?.inputs),
      },
    ];
  }
  return subject.rows === "aks:ManagedCluster" ? inlinePools(step) : [];
}

function inlinePools(step: Step): readonly Pool[] {
  const [old, next] = [profiles(step.old?.inputs), profiles(step.new?.inputs)];
  return [...new Set([...old.keys(), ...next.keys()])].map((name) => ({
    urn: step.urn,
    inline: name,
    title: `${step.name}[${name}]`,
    platform: "aks",
    cluster: step.urn,
    step,
    ...facts(old.get(name), next.get(name)),
  }));
}

function profiles(inputs: JsonMap | undefined): ReadonlyMap<string, JsonMap> {
  const list = inputs?.["agentPoolProfiles"];
  const maps = isList(list) ? list.filter((item) => isMap(item)) : [];
  return new Map(maps.map((profile, index) => [text(profile["name"]) ?? String(index), profile]));
}

function facts(old: JsonMap | undefined, next: JsonMap | undefined): Pick<Pool, "old" | "new"> {
  return {
    ...(old === undefined ? {} : { old: aksPoolFacts(old) }),
    ...(next === undefined ? {} : { new: aksPoolFacts(next) }),
  };
}

/** The cluster of a pool: by what its name property was computed from, by name, or the only one there is. */
function clusterOf(step: Step, clusters: readonly Entry[]): string | undefined {
  const property = "resourceName";
  const state = step.new ?? step.old;
  const sources = state?.propertyDependencies[property] ?? [];
  const name = text(state?.inputs[property]) ?? text(step.old?.inputs[property]);
  const found =
    clusters.find(({ step: cluster }) => sources.includes(cluster.urn)) ??
    clusters.find(
      ({ step: cluster }) =>
        name !== undefined && text((cluster.new ?? cluster.old)?.inputs[property]) === name,
    );
  if (found !== undefined) return found.step.urn;
  return name === undefined && clusters.length === 1 ? clusters[0]?.step.urn : undefined;
}
