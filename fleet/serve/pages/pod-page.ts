import type { SeenCluster } from "../access/sight";
import type { PodEvent, PodRow } from "../../view";
import { podCauses } from "../pod-causes";
import type { Events } from "../pod-events";
import { tabs } from "./cluster-parts";
import type { Html } from "./html";
import { html, nothing } from "./html";
import { clusterAddress, link, outside } from "./links";
import type { Page } from "./page";
import { nodeCell, podWord } from "./pod-list-page";
import { table } from "./table";
import type { Column } from "./table";
import { facts, mark, moment, osNames } from "./words";

/**
 * One pod: where it is, why it does not run, and what the cluster has noted about it.
 *
 * @param pod - one of the cluster as it is seen
 */
export async function podPage(seen: SeenCluster, pod: PodRow, events: Events): Promise<Page> {
  const { cluster } = seen;
  const unplaced = cluster.unplacedPods.find(
    ({ namespace, name }) => namespace === pod.namespace && name === pod.name,
  );
  const noted = await events(cluster.name, pod);
  const node = cluster.nodes.find(({ name }) => name === pod.node);
  const found = podCauses({ pod, unplaced, node, events: noted.kind === "read" ? noted.events : [] });
  const title = `${pod.namespace}/${pod.name}`;
  const main = html`<h1>${title}</h1>
    ${tabs(seen, "")} ${head(seen, pod)} ${causes(pod, found, unplaced?.scheduler)}
    <h2>Events</h2>
    ${
      noted.kind === "read"
        ? eventTable(noted.events)
        : html`<p>The events could not be read: ${noted.reason}</p>`
    }`;
  return { title: `Pod ${title} in ${cluster.name}`, main };
}

function head({ cluster, namespaces }: SeenCluster, pod: PodRow): Html {
  return facts([
    ["Cluster", link(clusterAddress(cluster.name), cluster.name)],
    ["State", podWord(pod)],
    ["Node", nodeCell(cluster.name, pod.node, namespaces === undefined)],
    ["OS that it asks for", pod.os === "" ? "it does not say" : osNames[pod.os]],
    ["Restarts", pod.restarts],
    ["Made", moment(pod.createdAt)],
    ["Images", pod.image],
  ]);
}

function causes(pod: PodRow, found: ReturnType<typeof podCauses>, scheduler: string | undefined): Html {
  if (pod.healthy) return nothing;
  const items = found.map(
    ({ says, url }) =>
      html`<li class="card amber">
        <p>${says}</p>
        ${url === undefined || url === "" ? nothing : html`<p>${outside(url, "Read about it")}</p>`}
      </li> `,
  );
  const list =
    items.length === 0
      ? html`<p>
          Nothing that is known here explains it; its state and its events say what the cluster knows.
        </p>`
      : html`<ul class="concerns">
          ${items}
        </ul>`;
  const said =
    scheduler === undefined || scheduler === ""
      ? nothing
      : html`<p class="soft">The scheduler says: ${scheduler}</p>`;
  return html`<h2>Why it does not run</h2>
    ${list} ${said}`;
}

const columns: readonly Column<PodEvent>[] = [
  {
    title: "Reason",
    long: true,
    cell: ({ reason, type }) => (type === "Warning" ? mark("amber", reason) : reason),
  },
  { title: "Message", long: true, cell: ({ message }) => message },
  { title: "Times", cell: ({ count }) => count },
  { title: "Last seen", cell: ({ lastSeen }) => moment(lastSeen) },
];

function eventTable(events: readonly PodEvent[]): Html {
  if (events.length === 0) return html`<p>The cluster keeps no events about it.</p>`;
  return table({
    caption: "Events, newest first",
    columns,
    rows: events,
    key: ({ reason, message }) => `event:${reason}:${message}`,
  });
}
