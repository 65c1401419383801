import type { SeenCluster, SeenFleet } from "../access/sight";
import type { Events } from "../pod-events";
import { calendarPage } from "./calendar-page";
import { clusterPage } from "./cluster-page";
import { fleetPage } from "./fleet-page";
import { nodeListPage } from "./node-list-page";
import type { Page } from "./page";
import { podListPage } from "./pod-list-page";
import { podPage } from "./pod-page";
import { notFoundPage } from "./problem-page";
import { searchPage } from "./search-page";

/**
 * The page at an address.
 *
 * @param fleet - what the reader may see; the page is made of nothing else
 * @param url - path and query count
 * @param events - asked only about pods of that fleet
 */
export async function pageAt(fleet: SeenFleet, url: URL, events: Events): Promise<Page> {
  const [room, name, ...below] = segmentsOf(url.pathname);
  if (room === undefined) return fleetPage(fleet, url.searchParams);
  if (room === "calendar" && name === undefined) return calendarPage(fleet, url.searchParams);
  if (room === "search" && name === undefined) return searchPage(fleet, url.searchParams);
  const seen = fleet.clusters.find(({ cluster }) => cluster.name === name);
  if (room !== "clusters" || seen === undefined) return notFoundPage();
  return belowCluster(seen, below, url.searchParams, events);
}

async function belowCluster(
  seen: SeenCluster,
  [kind, namespace, name, ...rest]: readonly string[],
  query: URLSearchParams,
  events: Events,
): Promise<Page> {
  if (kind === undefined) return clusterPage(seen);
  if (rest.length > 0) return notFoundPage();
  if (kind === "nodes" && namespace === undefined && seen.namespaces === undefined) {
    return nodeListPage(seen, query);
  }
  if (kind !== "pods") return notFoundPage();
  if (namespace === undefined) return podListPage(seen, query);
  const pod = seen.cluster.pods.find((one) => one.namespace === namespace && one.name === name);
  return pod === undefined ? notFoundPage() : podPage(seen, pod, events);
}

/** Parts of a path; a name may hold a slash, which is `%2F` there. */
function segmentsOf(path: string): string[] {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return ["not an address"];
  }
}

/** The only cluster that the page at an address is about; `undefined` when it is about all. */
export function clusterOf(url: URL): string | undefined {
  const [room, name] = segmentsOf(url.pathname);
  return room === "clusters" ? name : undefined;
}
