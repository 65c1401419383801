import type { IsoDate } from "../catalogue/source";
import { aksClusterFacts, aksPoolFacts } from "./aks";
import { eksAddonFacts, eksAutoScalingGroupFacts, eksClusterFacts, eksNodeGroupFacts } from "./eks";
import type { Fact } from "./fact";
import { runtimeClassFacts, storageClassFacts } from "./kubernetes";
import { physicalName, type PhysicalName } from "./names";
import { nameOf, typeOf, type PlannedResource } from "./resource";

export { renderExplanation } from "./render";
export type { PlannedResource } from "./resource";

/** One resource, with its name in the cloud and what the catalogue knows about it. */
export interface ExplainedResource {
  readonly type: string;
  readonly name: string;
  readonly physicalName?: PhysicalName;
  readonly facts: readonly Fact[];
}

/** What one part of the configuration (a pool, an add-on, the network) becomes. */
export interface ExplainedPart {
  /** Type of the component, for example `mullion:aks:NodePool`; `resources` for those without one. */
  readonly component: string;
  readonly name: string;
  readonly resources: readonly ExplainedResource[];
}

/** What the catalogue knows about a resource on a day, beside the others of its stack. */
type Facts = (resource: PlannedResource, asOf: IsoDate, stack: readonly PlannedResource[]) => readonly Fact[];

/** What the facts of a type are. Types that are not here are listed without facts. */
const factsOf: Readonly<Record<string, Facts>> = {
  "azure-native:containerservice:ManagedCluster": aksClusterFacts,
  "azure-native:containerservice:AgentPool": aksPoolFacts,
  "aws:eks/cluster:Cluster": eksClusterFacts,
  "aws:eks/nodeGroup:NodeGroup": eksNodeGroupFacts,
  "aws:autoscaling/group:Group": eksAutoScalingGroupFacts,
  "aws:eks/addon:Addon": eksAddonFacts,
  "kubernetes:storage.k8s.io/v1:StorageClass": storageClassFacts,
  "kubernetes:node.k8s.io/v1:RuntimeClass": runtimeClassFacts,
};

/**
 * What the resources of a stack are, part by part: resources under one component belong together.
 *
 * @param resources - all that the stack registers, components included
 * @param asOf - the day on which support is judged
 */
export function explain(resources: readonly PlannedResource[], asOf: IsoDate): readonly ExplainedPart[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const parts = new Map<string, PlannedResource[]>();
  for (const resource of resources) {
    if (!resource.custom) continue;
    const owner = ownerOf(resource, byUrn);
    parts.set(owner, [...(parts.get(owner) ?? []), resource]);
  }
  return [...parts].map(([owner, members]) => ({
    component: owner === "" ? "resources" : typeOf({ urn: owner }),
    name: owner === "" ? "" : nameOf({ urn: owner }),
    resources: members.map((resource) => explained(resource, asOf, resources)),
  }));
}

/** The nearest component above a resource. */
function ownerOf(resource: PlannedResource, byUrn: ReadonlyMap<string, PlannedResource>): string {
  for (let urn = resource.parent; urn !== undefined; urn = byUrn.get(urn)?.parent) {
    const parent = byUrn.get(urn);
    if (parent === undefined || typeOf(parent) === "pulumi:pulumi:Stack") return "";
    if (!parent.custom) return urn;
  }
  return "";
}

function explained(
  resource: PlannedResource,
  asOf: IsoDate,
  stack: readonly PlannedResource[],
): ExplainedResource {
  const type = typeOf(resource);
  const name = physicalName(resource);
  return {
    type,
    name: nameOf(resource),
    ...(name === undefined ? {} : { physicalName: name }),
    facts: factsOf[type]?.(resource, asOf, stack) ?? [],
  };
}
