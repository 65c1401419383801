import type { SeenCluster, SeenFleet } from "../access/sight";
import type { NodeRow, PodRow } from "../../view";
import type { Html } from "./html";
import { html, nothing } from "./html";
import { clusterAddress, link, withQuery } from "./links";
import { filtered } from "./listing";
import { nodeTexts, podsOn } from "./node-list-page";
import type { Page } from "./page";
import { nodeCell, podKey, podLink, podState, podTexts } from "./pod-list-page";
import { table } from "./table";
import type { Column } from "./table";
import { counted, readiness } from "./words";

/** Most rows of a kind that are shown; a search that finds more wants another word. */
const mostShown = 100;

interface Found<Row> {
  readonly seen: SeenCluster;
  readonly row: Row;
}

/** How many rows were found in all clusters, and those of them that are shown. */
interface Finds<Row> {
  readonly count: number;
  readonly shown: readonly Found<Row>[];
}

/** An image and how many pods of a cluster use it. */
interface ImageUse {
  readonly image: string;
  readonly pods: number;
}

/** Pods, nodes and images of all clusters that hold every word of `q`. */
export function searchPage(fleet: SeenFleet, query: URLSearchParams): Page {
  const q = (query.get("q") ?? "").trim();
  if (q === "") {
    const main = html`<h1>Search</h1>
      <p>Looks for pods, nodes and images in all clusters that you see. Type a word or two above.</p>`;
    return { title: "Search", main };
  }
  const across = <Row>(
    rowsOf: (seen: SeenCluster) => readonly Row[],
    texts: (row: Row) => readonly string[],
  ): Finds<Row> => {
    const found = fleet.clusters.map((seen) => ({ seen, rows: filtered(rowsOf(seen), q, texts) }));
    return {
      count: found.reduce((sum, { rows }) => sum + rows.length, 0),
      shown: found
        .flatMap(({ seen, rows }) => rows.slice(0, mostShown).map((row) => ({ seen, row })))
        .slice(0, mostShown),
    };
  };
  const pods = across(({ cluster }) => cluster.pods, podTexts);
  const nodes = across(({ cluster }) => cluster.nodes, nodeTexts);
  const images = across(
    ({ cluster }) => imagesOf(cluster.pods),
    ({ image }) => [image],
  );
  const main = html`<h1>Search: ${q}</h1>
    ${section("Images", "image", images, imageColumns, ({ image }) => image)}
    ${section("Nodes", "node", nodes, nodeColumns, ({ name }) => name)}
    ${section("Pods", "pod", pods, podColumns, podKey)}`;
  return { title: `Search: ${q}`, main };
}

function section<Row>(
  title: string,
  noun: string,
  { count, shown }: Finds<Row>,
  columns: readonly Column<Found<Row>>[],
  key: (row: Row) => string,
): Html {
  const rest = shown.length < count ? `; the first ${String(mostShown)} are shown` : "";
  const list = table({
    caption: `${title} that were found`,
    columns,
    rows: shown,
    key: ({ seen, row }) => `${noun}:${seen.cluster.name}:${key(row)}`,
  });
  return html`<h2>${title}</h2>
    <p class="soft" id="count:${noun}">${counted(count, noun)} found${rest}.</p>
    ${shown.length === 0 ? nothing : list}`;
}

/** Images of pods, those that most of them use first. */
function imagesOf(pods: readonly PodRow[]): readonly ImageUse[] {
  // Many pods have the same images: they are counted together before they are taken apart.
  const together = new Map<string, number>();
  for (const { image } of pods) together.set(image, (together.get(image) ?? 0) + 1);
  const uses = new Map<string, number>();
  for (const [images, count] of together) {
    for (const image of new Set(images.split(", "))) uses.set(image, (uses.get(image) ?? 0) + count);
  }
  return [...uses].map(([image, count]) => ({ image, pods: count })).sort((a, b) => b.pods - a.pods);
}

function clusterLink({ seen }: Found<unknown>): Html {
  return link(clusterAddress(seen.cluster.name), seen.cluster.name);
}

const podColumns: readonly Column<Found<PodRow>>[] = [
  { title: "Pod", long: true, cell: ({ seen, row }) => podLink(seen.cluster.name, row) },
  { title: "Cluster", long: true, cell: clusterLink },
  { title: "State", cell: ({ row }) => podState(row) },
  {
    title: "Node",
    long: true,
    cell: ({ seen, row }) => nodeCell(seen.cluster.name, row.node, seen.namespaces === undefined),
  },
  { title: "Images", long: true, cell: ({ row }) => row.image },
];

const nodeColumns: readonly Column<Found<NodeRow>>[] = [
  { title: "Node", long: true, cell: ({ seen, row }) => podsOn(seen.cluster.name, row.name) },
  { title: "Cluster", long: true, cell: clusterLink },
  { title: "State", cell: ({ row }) => readiness(row) },
  { title: "Pool", long: true, cell: ({ row }) => row.pool || "-" },
  { title: "OS", cell: ({ row }) => [row.os, row.windowsBuild].filter(Boolean).join(" ") },
];

const imageColumns: readonly Column<Found<ImageUse>>[] = [
  {
    title: "Image",
    long: true,
    cell: ({ seen, row }) =>
      link(withQuery(clusterAddress(seen.cluster.name, "pods"), { q: row.image }), row.image),
  },
  { title: "Cluster", long: true, cell: clusterLink },
  { title: "Used by", cell: ({ row }) => counted(row.pods, "pod") },
];
