import { aksWindowsSkuList, isAksWindowsSku } from "../catalogue/aks";
import { compareMinors, parseMinor, type KubernetesMinor } from "../catalogue/kubernetes-minors";
import type { IsoDate } from "../catalogue/source";
import { analyse, planVersion, readPlans, type Report } from "../impact";
import { subjectOf } from "../impact/subject";
import type { AuditedResource, AuditedStack } from "./audit";
import { atVersion, versionOf } from "./at-version";
import { nextMinor, notOffered } from "./next-minor";

/** What the next Kubernetes minor does to a cluster and its pools. */
export interface NextUpgrade {
  /** Logical name of the cluster, or of a live one its context's. */
  readonly cluster: string;
  /** Present minor; empty where nothing says it. */
  readonly from: string;
  /** Next minor; empty where it cannot be told. */
  readonly to: string;
  /** Why there is no report: one sentence. */
  readonly cannotTell?: string;
  /** The impact report of nothing but that upgrade, cluster and pools together. */
  readonly report?: Report;
  /** Windows pools without node images at the next minor: they have to be moved to another release before. */
  readonly stranded?: readonly string[];
  /** Of a live cluster, in the place of a report: sentences. */
  readonly says?: readonly string[];
  /** The worst of these sentences. */
  readonly worst?: "ok" | "warn" | "deny";
  /** Pages that document them. */
  readonly urls?: readonly string[];
}

/**
 * What the next minor does to each cluster of a stack: a plan with the new versions is compared with the stack as it is.
 * Pools without a version of their own follow their cluster.
 *
 * @param audited - the stack, without what is on its way out
 * @param asOf - day that the platform must offer the minor
 */
export function nextUpgrade(audited: AuditedStack, asOf: IsoDate): readonly NextUpgrade[] {
  const clusters = audited.resources.filter(({ type }) => subjectOf(type).kind === "cluster");
  return clusters.map((cluster) => upgradeOf(cluster, clusters.length, audited, asOf));
}

function upgradeOf(
  cluster: AuditedResource,
  clusters: number,
  audited: AuditedStack,
  asOf: IsoDate,
): NextUpgrade {
  const name = cluster.urn.split("::").slice(3).join("::");
  const version = versionOf(cluster);
  const from = version === undefined ? undefined : parseMinor(version);
  if (from === undefined)
    return cannot(name, "", "", "The state does not say which Kubernetes version the cluster runs.");
  const to = nextMinor(from);
  const missing = notOffered(subjectOf(cluster.type).rows === "eks:Cluster" ? "eks" : "aks", to, asOf);
  if (missing !== undefined) return cannot(name, from, to, missing);
  const pools = audited.resources.filter((resource) => isPoolOf(resource, cluster, clusters));
  const changed = new Set([cluster.urn, ...pools.map(({ urn }) => urn)]);
  const head = audited.resources.map((one) => (changed.has(one.urn) ? atVersion(one, to) : one));
  const [before, after] = [audited.resources, head].map((resources) => planText({ ...audited, resources }));
  const report = analyse(readPlans(before ?? "", after ?? ""), { asOf });
  return { cluster: name, from, to, report, stranded: strandedAt(to, report) };
}

function strandedAt(minor: KubernetesMinor, { calendar }: Report): readonly string[] {
  return calendar
    .filter(({ image }) => {
      const last = isAksWindowsSku(image)
        ? aksWindowsSkuList.find(({ osSku }) => osSku === image)?.lastMinor
        : undefined;
      return last !== undefined && compareMinors(minor, last) > 0;
    })
    .map(({ title }) => title);
}

function cannot(cluster: string, from: string, to: string, cannotTell: string): NextUpgrade {
  return { cluster, from, to, cannotTell };
}

/** In a stack with one cluster all pools are its own; with more, those that take a value from it or lie beside it. */
function isPoolOf(
  { type, parent, propertyDependencies = {} }: AuditedResource,
  cluster: AuditedResource,
  clusters: number,
): boolean {
  if (subjectOf(type).kind !== "pool") return false;
  const takesFrom = Object.values(propertyDependencies).some((urns) => urns?.includes(cluster.urn) === true);
  return clusters === 1 || takesFrom || (parent !== undefined && parent === cluster.parent);
}

/** A plan file (`schemas/plan.v1.json`) of resources as they are. */
export function planText({ project, stack, resources }: AuditedStack): string {
  return JSON.stringify({
    kind: "mullion/plan",
    version: planVersion,
    project,
    stack,
    resources: resources.map(({ urn, inputs = {}, ...rest }) => ({
      urn,
      custom: true,
      inputs,
      ...(rest.parent === undefined ? {} : { parent: rest.parent }),
      ...(rest.provider === undefined ? {} : { provider: rest.provider }),
      protect: rest.protect ?? false,
      propertyDependencies: rest.propertyDependencies ?? {},
      // What a program ignores it would not ignore for its own upgrade.
      ignoreChanges: [],
      replaceOnChanges: [],
    })),
    findings: [],
  });
}
