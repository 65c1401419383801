import { aksWindowsSkus, isAksWindowsSku } from "../../catalogue/aks";
import { eksWindowsAmis, isEksWindowsAmiType } from "../../catalogue/eks";
import { type WindowsRelease, windowsReleases } from "../../catalogue/windows-releases";
import { describe, type Resource } from "../resource";
import type { Taint } from "../scheduling";
import type { Stack } from "../stack";
import type { View } from "../view";
import { type AksPool, aksPools, clusterOf, isWindowsPool, poolNameProperty } from "./aks-pools";
import { eksClusterOf, isCustomGroup, isWindowsGroup } from "./eks-groups";
import { OLD_OS_LABEL, OS_LABEL, type Os } from "./pod-os";
import { aksClusters, eksClusters, eksNodeGroups } from "./resources";

/** Label by which the kubelet says a Windows node's build. */
export const BUILD_LABEL = "node.kubernetes.io/windows-build";

/** A node pool of whichever platform, as the scheduler will see its nodes. */
export interface NodePool {
  /** The pool in words: `AgentPool "win22a"`. */
  readonly title: string;
  readonly resource: Resource;
  /** Where in the resource the pool is declared. */
  readonly view: View;
  readonly cluster: Resource | undefined;
  /** `undefined` where nothing in the program says it. */
  readonly os: Os | undefined;
  /** Release of a Windows pool's nodes, where the program says it. */
  readonly release: WindowsRelease | undefined;
  /** Labels that the nodes will have, as far as the program and the platform say. */
  readonly labels: ReadonlyMap<string, string>;
  /** Labels that the nodes may have, with values that the program does not say. */
  readonly undecided: ReadonlySet<string>;
  readonly taints: readonly Taint[];
}

/**
 * Labels that a pool's nodes have only when its declaration makes the platform set them.
 *
 * @see https://learn.microsoft.com/azure/aks/spot-node-pool
 */
export const decidedLabels: readonly string[] = [BUILD_LABEL, "kubernetes.azure.com/scalesetpriority"];

/** What AKS itself puts on the nodes of a spot pool. @see https://learn.microsoft.com/azure/aks/spot-node-pool */
const spot = { key: "kubernetes.azure.com/scalesetpriority", value: "spot", effect: "NoSchedule" } as const;

/** All node pools that the program declares. @throws {Unproved} when one of them cannot be told. */
export function nodePools(stack: Stack): readonly NodePool[] {
  return stack.once(allNodePools);
}

function allNodePools(stack: Stack): NodePool[] {
  return [
    ...stack.subjects(aksPools).map((pool) => aksNodePool(pool, stack)),
    ...stack.subjects(eksNodeGroups).map((group) => eksNodePool(group, stack)),
  ];
}

function aksNodePool(pool: AksPool, stack: Stack): NodePool {
  const { view, resource, inline } = pool;
  const name = view.string(poolNameProperty(pool)) ?? "";
  const osSku = view.string("osSKU") ?? "";
  const os = isWindowsPool(pool) ? "windows" : "linux";
  const release = isAksWindowsSku(osSku) ? aksWindowsSkus[osSku].release : undefined;
  const isSpot = view.string("scaleSetPriority") === "Spot";
  const labels = new Map([
    ...declaredLabels(view, "nodeLabels"),
    ...kubeletLabels(os, release),
    ["kubernetes.azure.com/agentpool", name],
    ["agentpool", name],
    ["kubernetes.azure.com/mode", (view.string("mode") ?? "User").toLowerCase()],
    ...(osSku === "" ? [] : [["kubernetes.azure.com/os-sku", osSku] as const]),
    ...(isSpot ? [[spot.key, spot.value] as const] : []),
  ]);
  const title = inline ? `pool "${name}" of ${describe(resource)}` : describe(resource);
  const taints = [...view.strings("nodeTaints").map(parseTaint), ...(isSpot ? [spot] : [])];
  const undecided = undecidedLabels(os, release, osSku === "" ? ["kubernetes.azure.com/os-sku"] : []);
  return { title, resource, view, cluster: clusterOf(pool, stack), os, release, labels, undecided, taints };
}

function eksNodePool(group: Resource, stack: Stack): NodePool {
  const { props } = group;
  const amiType = props.string("amiType") ?? "";
  const os = isCustomGroup(group) ? undefined : isWindowsGroup(group) ? "windows" : "linux";
  const release = isEksWindowsAmiType(amiType) ? eksWindowsAmis[amiType].release : undefined;
  const labels = new Map([
    ...declaredLabels(props, "labels"),
    ...kubeletLabels(os, release),
    ["eks.amazonaws.com/capacityType", props.string("capacityType") ?? "ON_DEMAND"],
  ]);
  const cluster = eksClusterOf(group, stack);
  const taints = props.list("taints").map(eksTaint);
  const undecided = undecidedLabels(os, release);
  return {
    title: describe(group),
    resource: group,
    view: props,
    cluster,
    os,
    release,
    labels,
    undecided,
    taints,
  };
}

/** A Windows node has a build even where the program does not say which, and any node an operating system. */
function undecidedLabels(
  os: Os | undefined,
  release: WindowsRelease | undefined,
  others: readonly string[] = [],
) {
  if (os === undefined) return new Set([OS_LABEL, OLD_OS_LABEL, BUILD_LABEL]);
  return new Set(os === "windows" && release === undefined ? [BUILD_LABEL, ...others] : others);
}

/** A taint as AKS writes it: `key=value:effect`, or `key:effect`. */
function parseTaint(text: string): Taint {
  const [, key = "", value = "", effect = ""] = /^([^=:]*)(?:=([^:]*))?:(.*)$/.exec(text) ?? [];
  return { key, value, effect };
}

/** A taint as EKS writes it, with effects in capitals. */
function eksTaint(view: View): Taint {
  const effect = view.string("effect") ?? "";
  return {
    key: view.string("key") ?? "",
    value: view.string("value") ?? "",
    effect: eksEffects[effect] ?? effect,
  };
}

const eksEffects: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

function declaredLabels(view: View, property: string): [string, string][] {
  return view.keys(property).map((key) => [key, view.string(property, key) ?? ""]);
}

function kubeletLabels(os: Os | undefined, release: WindowsRelease | undefined): [string, string][] {
  if (os === undefined) return [];
  const build = release === undefined ? undefined : windowsReleases[release].build;
  return [
    [OS_LABEL, os],
    [OLD_OS_LABEL, os],
    ...(build === undefined ? [] : [[BUILD_LABEL, `10.0.${build}`] as [string, string]]),
  ];
}

/** The clusters that a Kubernetes object can be in: those behind its provider's configuration, else all. */
export function clustersBehind(resource: Resource, stack: Stack): readonly Resource[] {
  const isCluster = ({ type }: Resource) =>
    aksClusters.types.includes(type) || eksClusters.types.includes(type);
  const seen = new Set<string>();
  const found: Resource[] = [];
  const visit = (urn: string | undefined): void => {
    const next = urn === undefined ? undefined : stack.resource(urn);
    if (next === undefined || seen.has(next.urn)) return;
    seen.add(next.urn);
    if (isCluster(next)) found.push(next);
    else for (const urns of next.propertyDependencies.values()) urns.forEach(visit);
  };
  visit(resource.providerUrn);
  return found.length > 0 ? found : [...stack.subjects(aksClusters), ...stack.subjects(eksClusters)];
}
