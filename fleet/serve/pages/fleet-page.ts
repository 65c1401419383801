import type { SeenCluster, SeenFleet } from "../access/sight";
import type { ClusterView, NodeOs } from "../../view";
import { podsInTrouble, versionOf } from "./cluster-parts";
import { conditionOf } from "./condition";
import type { Html } from "./html";
import { html } from "./html";
import { clusterAddress, link } from "./links";
import { listing } from "./listing";
import type { Page } from "./page";
import type { Column } from "./table";
import { counted, dayLeft, mark, nodesOf, targetNames } from "./words";

/** All clusters. */
export function fleetPage(fleet: SeenFleet, query: URLSearchParams): Page {
  if (fleet.clusters.length === 0) {
    const main = html`<h1>Fleet</h1>
      <p>There is no cluster that you may see.</p>`;
    return { title: "Fleet", main };
  }
  const main = html`<h1>Fleet</h1>
    ${summary(fleet)}
    ${listing({
      caption: "Clusters",
      noun: "cluster",
      path: "/",
      query,
      rows: fleet.clusters,
      columns,
      key: ({ cluster }) => `cluster:${cluster.name}`,
      texts: clusterTexts,
    })}`;
  return { title: "Fleet", main };
}

const columns: readonly Column<SeenCluster>[] = [
  { title: "Cluster", long: true, cell: ({ cluster }) => link(clusterAddress(cluster.name), cluster.name) },
  {
    title: "State",
    cell: ({ cluster }) => {
      const { tone, word } = conditionOf(cluster);
      return mark(tone, word);
    },
  },
  { title: "Platform", cell: ({ cluster }) => targetNames[cluster.target] },
  { title: "Kubernetes", cell: ({ cluster }) => versionOf(cluster) },
  { title: "Linux nodes", cell: ({ cluster }) => nodeCount(cluster, "linux") },
  { title: "Windows nodes", cell: ({ cluster }) => nodeCount(cluster, "windows") },
  { title: "Windows", cell: ({ cluster }) => windowsReleases(cluster).join(", ") || "-" },
  { title: "Pods in trouble", cell: ({ cluster }) => podsInTrouble(cluster) },
  { title: "Support ends next", cell: ({ cluster }) => nextEnd(cluster) },
];

function summary({ clusters, asOf }: SeenFleet): Html {
  const views = clusters.map(({ cluster }) => cluster);
  const sum = (of: (cluster: ClusterView) => number) =>
    views.reduce((total, cluster) => total + of(cluster), 0);
  const windows = sum((cluster) => nodesOf(cluster, "windows").total);
  const linux = sum((cluster) => nodesOf(cluster, "linux").total);
  const red = views.filter((cluster) => conditionOf(cluster).tone === "red").length;
  const unplaced = sum(({ unplacedPods }) => unplacedPods.length);
  const parts = [
    counted(views.length, "cluster"),
    red === 0 ? "none needs you now" : `${String(red)} to act on now`,
    `${counted(linux, "Linux node")}, ${counted(windows, "Windows node")}`,
    unplaced === 0 ? "every pod has a node" : `${counted(unplaced, "pod")} without a node`,
  ];
  return html`<ul class="summary" id="summary">
      ${parts.map((part) => html`<li>${part}</li>`)}
    </ul>
    <p class="soft">Support is judged as of ${asOf}.</p>`;
}

/** Ready nodes of all nodes of an OS; red when one is missing. */
function nodeCount(cluster: ClusterView, os: NodeOs): Html {
  const { ready, total } = nodesOf(cluster, os);
  if (total === 0) return html`-`;
  const text = `${String(ready)} of ${String(total)} ready`;
  return ready === total ? html`${text}` : mark("red", text);
}

function windowsReleases({ pools }: ClusterView): string[] {
  const releases = pools
    .filter(({ os }) => os === "windows")
    .map(({ release }) => release.replace(/^Windows Server /, ""));
  return [...new Set(releases)].filter(Boolean).sort();
}

function nextEnd({ retirements }: ClusterView): Html {
  const [next] = retirements;
  if (next === undefined) return html`-`;
  return html`${next.what}: ${dayLeft(next.day, next.daysLeft)}`;
}

function clusterTexts({ cluster }: SeenCluster): readonly string[] {
  const { name, stack, target } = cluster;
  const words = [targetNames[target], versionOf(cluster), conditionOf(cluster).word];
  return [name, stack, ...words, ...windowsReleases(cluster)];
}
