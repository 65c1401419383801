import type { Html } from "./html";
import { html } from "./html";

/** Address of a page, of parts that may hold any character. */
export function address(...parts: readonly string[]): string {
  return `/${parts.map(encodeURIComponent).join("/")}`;
}

/** Address of a cluster's page, or of a page below it. */
export function clusterAddress(cluster: string, ...parts: readonly string[]): string {
  return address("clusters", cluster, ...parts);
}

/** The same address with a query; empty values are left out. */
export function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
  return parameters.size === 0 ? path : `${path}?${parameters.toString()}`;
}

/** A link to a page of ours. */
export function link(to: string, text: string): Html {
  return html`<a href="${to}">${text}</a>`;
}

/** A link to somebody else's page; nothing but an `https` address becomes one. */
export function outside(url: string, text: string): Html {
  if (!url.startsWith("https://")) return html`${text}: ${url}`;
  return html`<a href="${url}" rel="noreferrer">${text}</a>`;
}
