import type { SeenCluster, SeenFleet } from "../access/sight";
import type { Retirement } from "../../view";
import { adviceOf } from "./cluster-page";
import { html } from "./html";
import { clusterAddress, link } from "./links";
import { listing } from "./listing";
import type { Page } from "./page";
import type { Column } from "./table";
import { dayLeft, mark, severityTones, severityWords } from "./words";

interface Row {
  readonly seen: SeenCluster;
  readonly end: Retirement;
}

/** What ends when in all clusters, soonest first. */
export function calendarPage(fleet: SeenFleet, query: URLSearchParams): Page {
  const rows = fleet.clusters
    .flatMap((seen) => seen.cluster.retirements.map((end): Row => ({ seen, end })))
    .sort((a, b) => a.end.day.localeCompare(b.end.day) || nameOf(a).localeCompare(nameOf(b)));
  const main = html`<h1>Upgrade calendar</h1>
    <p class="soft">What support of ends when, soonest first, as of ${fleet.asOf}.</p>
    ${listing({
      caption: "What ends when",
      noun: "date",
      path: "/calendar",
      query,
      rows,
      columns,
      key: (row) => `end:${nameOf(row)}:${row.end.day}:${row.end.what}`,
      texts: (row) => [nameOf(row), row.end.what, row.end.day, ...row.end.pools],
    })}`;
  return { title: "Upgrade calendar", main };
}

const columns: readonly Column<Row>[] = [
  { title: "Last day", cell: ({ end }) => dayLeft(end.day, end.daysLeft) },
  { title: "Urgency", cell: ({ end }) => mark(severityTones[end.severity], severityWords[end.severity]) },
  { title: "What", cell: ({ end }) => end.what },
  { title: "Cluster", long: true, cell: (row) => link(clusterAddress(nameOf(row)), nameOf(row)) },
  { title: "Pools", cell: ({ end }) => end.pools.join(", ") || "the cluster" },
  { title: "What to do", long: true, cell: ({ end }) => adviceOf(end) },
];

function nameOf({ seen }: Row): string {
  return seen.cluster.name;
}
