import type { JsonMap } from "../json";
import type { Subject } from "../subject";
import { autoScalingGroupFacts } from "./auto-scaling-group";
import { compact, flag, mapOf, number, text, textList, texts } from "./read-facts";
import { isList, isMap } from "../json";
import type { JsonValue } from "../json";

/** What the report tells about a node pool on one side of a change. Absent = not in the inputs, or not known yet. */
export interface PoolFacts {
  /** Name of the pool in the cloud. */
  readonly name?: string;
  /** Absent where the input does not tell, as for an EKS group with an own AMI. */
  readonly os?: "Linux" | "Windows";
  /** `osSKU` on AKS, `amiType` on EKS. */
  readonly image?: string;
  /** AMI release on EKS. */
  readonly release?: string;
  readonly kubernetesVersion?: string;
  /** VM size, or instance types. */
  readonly machine?: string;
  readonly count?: number;
  readonly minCount?: number;
  readonly maxCount?: number;
  /** Whether the number of nodes is the autoscaler's, as far as the inputs tell. */
  readonly autoscaled: boolean;
  readonly maxPods?: number;
  readonly diskGiB?: number;
  readonly fips?: boolean;
  readonly mode?: string;
  readonly labels: Readonly<Record<string, string>>;
  /** As `key=value:effect`. */
  readonly taints: readonly string[];
  /** How many nodes are replaced at once: a number, or percent of the pool as `33%`. */
  readonly surge?: string;
  readonly drainMinutes?: number;
}

/**
 * Facts of a pool from the inputs of its resource, or of an inline profile.
 *
 * @param subject - what the resource is
 * @param inputs - the inputs
 */
export function poolFacts({ dialect, rows }: Pick<Subject, "dialect" | "rows">, inputs: JsonMap): PoolFacts {
  switch (dialect) {
    case "azure":
      return classicPoolFacts(inputs);
    case "aws":
      return rows === "eks:AutoScalingGroup" ? autoScalingGroupFacts(inputs) : eksPoolFacts(inputs);
    case "azure-native":
    case "kubernetes":
    case "other":
      return aksPoolFacts(inputs);
  }
}

/** EKS gives every drain of an update this long. @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html */
const eksDrainMinutes = 15;

function aksPoolFacts(inputs: JsonMap): PoolFacts {
  const upgrade = mapOf(inputs["upgradeSettings"]);
  return compact({
    name: text(inputs["agentPoolName"]) ?? text(inputs["name"]),
    os: aksOs(text(inputs["osType"]), text(inputs["osSKU"])),
    image: text(inputs["osSKU"]),
    release: undefined,
    kubernetesVersion: text(inputs["orchestratorVersion"]),
    machine: text(inputs["vmSize"]),
    count: number(inputs["count"]),
    minCount: number(inputs["minCount"]),
    maxCount: number(inputs["maxCount"]),
    autoscaled: inputs["enableAutoScaling"] === true,
    maxPods: number(inputs["maxPods"]),
    diskGiB: number(inputs["osDiskSizeGB"]),
    fips: flag(inputs["enableFIPS"]),
    mode: text(inputs["mode"]),
    labels: texts(inputs["nodeLabels"]),
    taints: textList(inputs["nodeTaints"]),
    surge: text(upgrade["maxSurge"]),
    drainMinutes: number(upgrade["drainTimeoutInMinutes"]),
  });
}

function classicPoolFacts(inputs: JsonMap): PoolFacts {
  const upgrade = mapOf(inputs["upgradeSettings"]);
  return compact({
    name: text(inputs["name"]),
    os: aksOs(text(inputs["osType"]), text(inputs["osSku"])),
    image: text(inputs["osSku"]),
    release: undefined,
    kubernetesVersion: text(inputs["orchestratorVersion"]),
    machine: text(inputs["vmSize"]),
    count: number(inputs["nodeCount"]),
    minCount: number(inputs["minCount"]),
    maxCount: number(inputs["maxCount"]),
    autoscaled: inputs["autoScalingEnabled"] === true || inputs["enableAutoScaling"] === true,
    maxPods: number(inputs["maxPods"]),
    diskGiB: number(inputs["osDiskSizeGb"]),
    fips: flag(inputs["fipsEnabled"]),
    mode: text(inputs["mode"]),
    labels: texts(inputs["nodeLabels"]),
    taints: textList(inputs["nodeTaints"]),
    surge: text(upgrade["maxSurge"]),
    drainMinutes: number(upgrade["drainTimeoutInMinutes"]),
  });
}

function aksOs(osType: string | undefined, osSku: string | undefined): "Linux" | "Windows" {
  // AKS makes Linux nodes when osType is left out.
  return osType?.toLowerCase() === "windows" || osSku?.startsWith("Windows") === true ? "Windows" : "Linux";
}

function eksPoolFacts(inputs: JsonMap): PoolFacts {
  const [scaling, update] = [mapOf(inputs["scalingConfig"]), mapOf(inputs["updateConfig"])];
  const percent = number(update["maxUnavailablePercentage"]);
  const nodes = number(update["maxUnavailable"]) ?? 1;
  return compact({
    name: text(inputs["nodeGroupName"]),
    os: eksOs(text(inputs["amiType"])),
    image: text(inputs["amiType"]),
    release: text(inputs["releaseVersion"]),
    kubernetesVersion: text(inputs["version"]),
    machine: textList(inputs["instanceTypes"]).join(", ") || undefined,
    count: number(scaling["desiredSize"]),
    minCount: number(scaling["minSize"]),
    maxCount: number(scaling["maxSize"]),
    autoscaled: false,
    maxPods: undefined,
    diskGiB: number(inputs["diskSize"]),
    fips: undefined,
    mode: undefined,
    labels: texts(inputs["labels"]),
    taints: eksTaints(inputs["taints"]),
    surge: percent === undefined ? String(nodes) : `${String(percent)}%`,
    drainMinutes: eksDrainMinutes,
  });
}

function eksOs(amiType: string | undefined): "Linux" | "Windows" | undefined {
  if (amiType === "CUSTOM") return undefined;
  // EKS makes Linux nodes when amiType is left out.
  return amiType?.startsWith("WINDOWS_") === true ? "Windows" : "Linux";
}

function eksTaints(value: JsonValue | undefined): readonly string[] {
  if (!isList(value)) return [];
  return value
    .filter((taint) => isMap(taint))
    .map(
      (taint) => `${text(taint["key"]) ?? "?"}=${text(taint["value"]) ?? ""}:${text(taint["effect"]) ?? "?"}`,
    );
}
