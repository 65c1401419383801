import { deleteResource, openAzure, putResource } from "../../../localcloud/azure";
import { controlPlaneId } from "../../../localcloud/azure/aks/ids";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { MemoryClusters } from "../memory-clusters";

/** A process that carries out one request and may be told by the fault plan to die: file, plan, method, id, body. */
const [file = "", faultPlan = "", method = "", id = "", body = "{}"] = process.argv.slice(2);
const clusters = new MemoryClusters();
const now = () => new Date("2026-11-23T08:00:00Z");
const cloud = openAzure(file, clusters, { now, timeScale: 0, faultPlan });

async function main(): Promise<void> {
  // Clusters in memory are this process's own; those that the parent made must run here as well.
  for (const cluster of cloud.store.ofType("Microsoft.ContainerService/managedClusters")) {
    await clusters.start(controlPlaneId(cluster.id), { serviceCidr: "10.0.0.0/16" });
  }
  if (method === "PUT") await putResource(cloud, id, JSON.parse(body) as JsonObject);
  else await deleteResource(cloud, id);
}

void main();
