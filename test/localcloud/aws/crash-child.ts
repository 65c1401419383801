import { createResource, deleteResource, openAws, updateResource } from "../../../localcloud/aws";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { MemoryClusters } from "../memory-clusters";
import { region, shop } from "./world";

/** A process that carries out one request and may be told by the fault plan to die: file, plan, verb, type, id, body. */
const [file = "", faultPlan = "", verb = "", type = "", id = "", body = "{}"] = process.argv.slice(2);
const clusters = new MemoryClusters();
const now = () => new Date("2026-11-23T08:00:00Z");
const cloud = openAws(file, clusters, { now, timeScale: 0, faultPlan });

async function main(): Promise<void> {
  // Clusters in memory are this process's own; the one that the parent made must run here as well.
  await clusters.start(shop, { serviceCidr: "10.100.0.0/16" });
  const requested = JSON.parse(body) as JsonObject;
  if (verb === "Create") await createResource(cloud, { type, region }, requested);
  else if (verb === "Update") await updateResource(cloud, { type, region, id }, requested);
  else await deleteResource(cloud, { type, region, id });
}

void main();
