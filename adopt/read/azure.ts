import * as v from "valibot";
import type { FoundObject } from "../found";
import { isJson, type Json } from "../json";
import { azureProperties } from "./azure-spelling";

const clusterType = "azure-native:containerservice:ManagedCluster";
const poolType = "azure-native:containerservice:AgentPool";

/** What `az aks show` prints, ARM answers or azure-native keeps of a cluster. */
const clusterShape = v.looseObject({
  id: v.pipe(v.string(), v.regex(/\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+$/i)),
  name: v.string(),
  location: v.string(),
});

/** Whether a document is an AKS cluster. */
export function isAksCluster(document: unknown): document is Json {
  return isJson(document) && v.is(clusterShape, document);
}

/** Whether a document is a node pool of an AKS cluster, on its own. */
export function isAksPool(document: unknown): document is Json {
  if (!isJson(document)) return false;
  const { id } = document;
  return typeof id === "string" && /\/managedClusters\/[^/]+\/agentPools\/[^/]+$/i.test(id);
}

/** A cluster, as the resource that manages it. */
export function aksCluster(document: Json): FoundObject {
  const { id, name } = v.parse(clusterShape, document);
  const own = canonicalId(id);
  const path = { resourceGroupName: own.split("/")[4] ?? "", resourceName: name };
  return { type: clusterType, id: own, name, properties: { ...azureProperties(document), ...path } };
}

/**
 * The pools of a cluster: those in its own answer, which Azure gives all, with what separate documents say of them.
 *
 * @param cluster - the cluster
 * @param documents - single pools
 */
export function aksPools(cluster: FoundObject, documents: readonly Json[]): readonly FoundObject[] {
  const inline = cluster.properties["agentPoolProfiles"];
  const all = [...(Array.isArray(inline) ? inline.filter(isJson) : []), ...documents.map(azureProperties)];
  const byName = new Map<string, Json>();
  for (const pool of all) {
    const { name } = pool;
    if (typeof name === "string") byName.set(name, { ...byName.get(name), ...pool });
  }
  return [...byName].map(([name, properties]) => ({
    type: poolType,
    id: `${cluster.id}/agentPools/${name}`,
    name,
    properties: { ...without(properties, notOfPool), ...pathOf(cluster), agentPoolName: name },
  }));
}

/** What an import takes from the id. */
function pathOf({ properties: { resourceGroupName, resourceName } }: FoundObject): Json {
  return { resourceGroupName, resourceName };
}

/** What an import never gives: the type is the resource's own there, whatever a profile means by it. */
const notOfPool: readonly string[] = ["id", "name", "type", "typePropertiesType", "resourceGroup"];

function without(properties: Json, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
}

/** ARM answers ids in any case; providers compare them letter by letter. */
function canonicalId(id: string): string {
  return id
    .replace(/\/resourcegroups\//i, "/resourceGroups/")
    .replace(
      /\/providers\/microsoft\.containerservice\/managedclusters\//i,
      "/providers/Microsoft.ContainerService/managedClusters/",
    );
}
