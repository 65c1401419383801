import type { SeenCluster } from "../access/sight";
import type { ClusterView } from "../../view";
import type { Html } from "./html";
import { html, nothing } from "./html";
import { clusterAddress, link, withQuery } from "./links";
import { counted } from "./words";

/** Version of the API server, or what is known about its silence. */
export function versionOf({ contact }: ClusterView): string {
  return contact.kind === "reached" ? contact.version : "-";
}

/** Ways between the pages of a cluster. */
export function tabs({ cluster, namespaces }: SeenCluster, current = "Overview"): Html {
  const pods = counted(cluster.pods.length, "pod");
  const pages: readonly (readonly [string, string, string])[] = [
    ["Overview", clusterAddress(cluster.name), "Overview"],
    ...(namespaces === undefined
      ? [["Nodes", clusterAddress(cluster.name, "nodes"), counted(cluster.nodes.length, "node")] as const]
      : []),
    ["Pods", clusterAddress(cluster.name, "pods"), pods],
  ];
  const items = pages.map(([key, to, text]) =>
    key === current
      ? html`<li><a href="${to}" aria-current="page">${text}</a></li>`
      : html`<li>${link(to, text)}</li>`,
  );
  return html`<nav class="tabs" aria-label="Pages of ${cluster.name}">
    <ul>
      ${items}
    </ul>
  </nav>`;
}

/** Says that only a part of a cluster is shown; nothing where all of it is. */
export function partNote({ namespaces }: SeenCluster): Html {
  if (namespaces === undefined) return nothing;
  return html`<p class="soft">
    You see the ${namespaces.length === 1 ? "namespace" : "namespaces"} ${namespaces.join(", ")} of this
    cluster, its version, its pools and its calendar.
  </p>`;
}

/** Pods that neither run nor have done their work, of all; leads to them. */
export function podsInTrouble({ name, pods }: ClusterView): Html {
  const trouble = pods.filter(({ healthy }) => !healthy).length;
  const text = `${String(trouble)} of ${String(pods.length)}`;
  if (trouble === 0) return html`${text}`;
  return link(withQuery(clusterAddress(name, "pods"), { show: "trouble" }), text);
}
