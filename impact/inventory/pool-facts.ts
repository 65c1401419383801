import { isList, isMap } from "../json";
import type { JsonMap, JsonValue } from "../json";
import { isUnknown } from "../values";

/** What the report tells about a node pool on one side of a change. Absent = not said in the inputs, or not known yet. */
export interface PoolFacts {
  /** Name of the pool in the cloud. */
  readonly name?: string;
  readonly os?: "Linux" | "Windows";
  /** `osSKU` on AKS, `amiType` on EKS. */
  readonly image?: string;
  readonly kubernetesVersion?: string;
  readonly machine?: string;
  readonly count?: number;
  readonly minCount?: number;
  readonly maxCount?: number;
  readonly autoscaled: boolean;
  readonly maxPods?: number;
  readonly diskGiB?: number;
  readonly fips?: boolean;
  readonly mode?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly string[];
  /** Nodes, or percent of the pool as `33%`. */
  readonly maxSurge?: string;
  readonly drainMinutes?: number;
}

/**
 * Facts of an AKS pool, from the inputs of an `AgentPool` or of an inline profile.
 *
 * @param inputs - as azure-native spells them
 */
export function aksPoolFacts(inputs: JsonMap): PoolFacts {
  const upgrade = inputs["upgradeSettings"];
  const settings = isMap(upgrade) ? upgrade : {};
  return compact({
    name: text(inputs["agentPoolName"]) ?? text(inputs["name"]),
    os: osOf(text(inputs["osType"]), text(inputs["osSKU"])),
    image: text(inputs["osSKU"]),
    kubernetesVersion: text(inputs["orchestratorVersion"]),
    machine: text(inputs["vmSize"]),
    count: number(inputs["count"]),
    minCount: number(inputs["minCount"]),
    maxCount: number(inputs["maxCount"]),
    autoscaled: inputs["enableAutoScaling"] === true,
    maxPods: number(inputs["maxPods"]),
    diskGiB: number(inputs["osDiskSizeGB"]),
    fips: typeof inputs["enableFIPS"] === "boolean" ? inputs["enableFIPS"] : undefined,
    mode: text(inputs["mode"]),
    labels: texts(inputs["nodeLabels"]),
    taints: isList(inputs["nodeTaints"]) ? inputs["nodeTaints"].flatMap((taint) => text(taint) ?? []) : [],
    maxSurge: text(settings["maxSurge"]),
    drainMinutes: number(settings["drainTimeoutInMinutes"]),
  });
}

function osOf(osType: string | undefined, osSku: string | undefined): "Linux" | "Windows" {
  // AKS makes Linux nodes when osType is left out.
  return osType?.toLowerCase() === "windows" || osSku?.startsWith("Windows") === true ? "Windows" : "Linux";
}

/** Text that is known and not empty. */
export function text(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

/** A number, also written as text. */
export function number(value: JsonValue | undefined): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
}

/** The entries of a map whose values are known text. */
export function texts(value: JsonValue | undefined): Readonly<Record<string, string>> {
  if (!isMap(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => {
      const known = text(part);
      return known === undefined ? [] : [[key, known]];
    }),
  );
}

/** The same type, with absent facts as `undefined`. */
type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };

/**
 * Leaves out the facts that are `undefined`.
 *
 * @param facts - all facts
 */
export function compact(
  facts: Loose<Omit<PoolFacts, RequiredFact>> & Pick<PoolFacts, RequiredFact>,
): PoolFacts {
  const { autoscaled, labels, taints, ...optional } = facts;
  const known = Object.fromEntries(Object.entries(optional).filter((entry) => present(entry[1])));
  return { autoscaled, labels, taints, ...known };
}

type RequiredFact = "autoscaled" | "labels" | "taints";

function present(value: unknown): boolean {
  return value !== undefined;
}
