import type { SeenCluster } from "../access/sight";
import type { PodRow } from "../../view";
import { partNote, tabs } from "./cluster-parts";
import type { Html } from "./html";
import { html, nothing } from "./html";
import { clusterAddress, link } from "./links";
import { listing } from "./listing";
import { podsOn } from "./node-list-page";
import type { Page } from "./page";
import type { Column } from "./table";
import { mark, moment, osNames } from "./words";

/** The pods of a cluster: all of them, those in trouble (`show=trouble`), those on a node (`node=`). */
export function podListPage(seen: SeenCluster, query: URLSearchParams): Page {
  const { cluster } = seen;
  const trouble = query.get("show") === "trouble";
  const node = query.get("node") ?? "";
  const rows = cluster.pods.filter((pod) => (!trouble || !pod.healthy) && (node === "" || pod.node === node));
  const main = html`<h1>Pods of ${cluster.name}</h1>
    ${tabs(seen, "Pods")} ${partNote(seen)}
    ${listing({
      caption: `Pods of ${cluster.name}`,
      noun: "pod",
      path: clusterAddress(cluster.name, "pods"),
      query,
      rows,
      columns: columns(seen),
      key: podKey,
      texts: podTexts,
      fields: fields(trouble, node),
    })}`;
  return { title: `Pods of ${cluster.name}`, main };
}

function fields(trouble: boolean, node: string): Html {
  const onNode =
    node === ""
      ? nothing
      : html`<label for="node">On node</label>
          <input id="node" name="node" value="${node}" autocomplete="off" spellcheck="false" />`;
  const options = trouble
    ? html`<option value="">All</option>
        <option value="trouble" selected>In trouble</option>`
    : html`<option value="">All</option>
        <option value="trouble">In trouble</option>`;
  return html`<label for="show">Pods</label>
    <select id="show" name="show">
      ${options}
    </select>
    ${onNode}`;
}

function columns({ cluster, namespaces }: SeenCluster): readonly Column<PodRow>[] {
  return [
    { title: "Pod", long: true, cell: (pod) => podLink(cluster.name, pod) },
    { title: "State", cell: podState },
    { title: "OS", cell: ({ os }) => (os === "" ? "-" : osNames[os]) },
    { title: "Node", long: true, cell: ({ node }) => nodeCell(cluster.name, node, namespaces === undefined) },
    { title: "Restarts", cell: ({ restarts }) => restarts },
    { title: "Images", long: true, cell: ({ image }) => image },
    { title: "Made", cell: ({ createdAt }) => moment(createdAt) },
  ];
}

/** A pod's node; a link where its page is seen. */
export function nodeCell(cluster: string, node: string, seen: boolean): Html {
  if (node === "") return html`none yet`;
  return seen ? podsOn(cluster, node) : html`${node}`;
}

/** What stays the same of a pod's row. */
export function podKey({ namespace, name }: PodRow): string {
  return `pod:${namespace}/${name}`;
}

/** A pod's name, which leads to its page. */
export function podLink(cluster: string, { namespace, name }: PodRow): Html {
  return link(clusterAddress(cluster, "pods", namespace, name), `${namespace}/${name}`);
}

/** A pod's state in a word on its colour. */
export function podWord({ status, healthy }: PodRow): Html {
  const [word = ""] = status.split(": ");
  const waits = word === "Pending" || word === "ContainerCreating";
  return mark(healthy ? "green" : waits ? "amber" : "red", word);
}

/** A pod's state: the word, and what the cluster says about it. */
export function podState(pod: PodRow): Html {
  const [, ...rest] = pod.status.split(": ");
  return rest.length === 0 ? podWord(pod) : html`${podWord(pod)} ${rest.join(": ")}`;
}

/** What a filter looks into. */
export function podTexts({ namespace, name, status, node, image }: PodRow): readonly string[] {
  return [`${namespace}/${name}`, status, node, image];
}
