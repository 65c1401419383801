import type { SeenCluster } from "../access/sight";
import type { NodeRow } from "../../view";
import { tabs } from "./cluster-parts";
import { html } from "./html";
import { clusterAddress, link, withQuery } from "./links";
import { listing } from "./listing";
import type { Page } from "./page";
import type { Column } from "./table";
import { readiness } from "./words";

/** The nodes of a cluster. */
export function nodeListPage(seen: SeenCluster, query: URLSearchParams): Page {
  const { cluster } = seen;
  const main = html`<h1>Nodes of ${cluster.name}</h1>
    ${tabs(seen, "Nodes")}
    ${listing({
      caption: `Nodes of ${cluster.name}`,
      noun: "node",
      path: clusterAddress(cluster.name, "nodes"),
      query,
      rows: cluster.nodes,
      columns: columns(cluster.name),
      key: ({ name }) => `node:${name}`,
      texts: nodeTexts,
    })}`;
  return { title: `Nodes of ${cluster.name}`, main };
}

function columns(cluster: string): readonly Column<NodeRow>[] {
  return [
    { title: "Node", long: true, cell: ({ name }) => podsOn(cluster, name) },
    { title: "State", cell: readiness },
    { title: "Pool", long: true, cell: ({ pool }) => pool || "-" },
    { title: "OS", cell: ({ os }) => os || "-" },
    { title: "Windows build", cell: ({ windowsBuild }) => windowsBuild || "-" },
    { title: "Kubernetes", cell: ({ kubernetesVersion }) => kubernetesVersion || "-" },
    { title: "Runtime", cell: ({ runtime }) => runtime || "-" },
    { title: "Node image", long: true, cell: ({ image }) => image || "-" },
  ];
}

/** A node's name, which leads to the pods on it. */
export function podsOn(cluster: string, node: string) {
  return link(withQuery(clusterAddress(cluster, "pods"), { node }), node);
}

/** What a filter looks into. */
export function nodeTexts(node: NodeRow): readonly string[] {
  const { name, pool, os, windowsBuild, kubernetesVersion, runtime, image } = node;
  return [name, pool, os, windowsBuild, kubernetesVersion, runtime, image];
}
