import type { SeenCluster } from "../access/sight";
import { remarksOf } from "../../remarks";
import type { ClusterView, PolicyFinding, PoolView, Remark, Retirement } from "../../view";
import { partNote, podsInTrouble, tabs, versionOf } from "./cluster-parts";
import { conditionOf } from "./condition";
import type { Html } from "./html";
import { html, nothing } from "./html";
import { outside } from "./links";
import type { Page } from "./page";
import { table } from "./table";
import type { Column } from "./table";
import { dayLeft, facts, mark, moment, osNames, severityTones, severityWords, targetNames } from "./words";

/** Most remarks, and most policy findings, that are written out; the worst come first. */
const mostShown = 100;

/** One cluster: what it is, what is to be done about it, its pools and its calendar. */
export function clusterPage(seen: SeenCluster): Page {
  const { cluster } = seen;
  const { tone, word } = conditionOf(cluster);
  const main = html`<h1>${cluster.name} ${mark(tone, word)}</h1>
    ${tabs(seen)} ${partNote(seen)} ${head(cluster)} ${remarks(cluster)} ${pools(cluster)}
    ${calendar(cluster)} ${findings(cluster)}`;
  return { title: cluster.name, main };
}

function head(cluster: ClusterView): Html {
  const { contact, target, stack, source, deployedAt } = cluster;
  const lastSeen =
    contact.kind === "unreachable" && contact.seenAt !== undefined
      ? [["Last answer", moment(contact.seenAt)] as const]
      : [];
  return facts([
    ["Platform", targetNames[target]],
    ["Kubernetes", versionOf(cluster)],
    ["Pods in trouble", podsInTrouble(cluster)],
    ["Stack", stack],
    ...lastSeen,
    ...(deployedAt === undefined ? [] : [["Last deployment", moment(deployedAt)] as const]),
    ...(source.where === "" ? [] : [["State read from", source.where] as const]),
  ]);
}

function remarks(cluster: ClusterView): Html {
  const all = remarksOf(cluster);
  if (all.length === 0)
    return html`<h2>To do</h2>
      <p>Nothing that is known here asks for anything.</p>`;
  const shown = all.slice(0, mostShown).map(remarkItem);
  const more = all.length - shown.length;
  return html`<h2>To do</h2>
    <ul class="concerns" id="concerns">
      ${shown}
    </ul>
    ${more === 0 ? nothing : html`<p>${more} milder remarks are left out here; mullion fleet status --json has them.</p>`}`;
}

function remarkItem({ severity, message, url }: Remark): Html {
  const tone = severityTones[severity];
  return html`<li class="card ${tone}">
    <p>${mark(tone, severityWords[severity])} ${message}</p>
    ${url === undefined || message.includes(url) ? nothing : html`<p>${outside(url, "Read about it")}</p>`}
  </li> `;
}

const poolColumns: readonly Column<PoolView>[] = [
  { title: "Pool", long: true, cell: ({ name }) => name },
  { title: "OS", cell: ({ os, release }) => release || osNames[os] },
  { title: "Nodes ready", cell: poolNodes },
  { title: "Asked for", cell: asked },
  { title: "Kubernetes", cell: ({ kubernetesVersions }) => kubernetesVersions.join(", ") || "-" },
  { title: "Windows build", cell: ({ builds }) => builds.join(", ") || "-" },
  { title: "Node image", long: true, cell: ({ images }) => images.join(", ") || "-" },
];

function poolNodes({ nodes }: PoolView): Html {
  const text = `${String(nodes.ready)} of ${String(nodes.total)}`;
  return nodes.ready < nodes.total ? mark("red", text) : html`${text}`;
}

function asked({ nodes }: PoolView): string {
  if (nodes.asked === undefined) return "-";
  const { least, most } = nodes.asked;
  return least === most ? String(least) : `${String(least)} to ${String(most)}`;
}

function pools({ pools: rows }: ClusterView): Html {
  if (rows.length === 0) return nothing;
  return html`<h2>Node pools</h2>
    ${table({ caption: "Node pools", columns: poolColumns, rows, key: ({ name }) => `pool:${name}` })}`;
}

const calendarColumns: readonly Column<Retirement>[] = [
  { title: "What", cell: ({ what }) => what },
  { title: "Last day", cell: ({ day, daysLeft }) => dayLeft(day, daysLeft) },
  { title: "Pools", cell: ({ pools: names }) => names.join(", ") || "the cluster" },
  { title: "What to do", long: true, cell: adviceOf },
];

/** What a row of a calendar advises, with its source. */
export function adviceOf({ message, url }: Retirement): Html {
  return url === undefined ? html`${message}` : html`${message} ${outside(url, "Source")}`;
}

function calendar({ retirements }: ClusterView): Html {
  if (retirements.length === 0) return nothing;
  return html`<h2>Calendar</h2>
    ${table({
      caption: "What ends when",
      columns: calendarColumns,
      rows: retirements,
      key: ({ what, day }) => `end:${day}:${what}`,
    })}`;
}

const findingColumns: readonly Column<PolicyFinding>[] = [
  { title: "Rule", long: true, cell: ({ rule }) => rule },
  {
    title: "Level",
    cell: ({ level, waived }) =>
      waived === undefined ? mark(level === "mandatory" ? "red" : "amber", level) : mark("green", "waived"),
  },
  {
    title: "Finding",
    long: true,
    cell: ({ message, waived }) =>
      waived === undefined
        ? message
        : html`${message}
            <p>Waived: ${waived}</p>`,
  },
];

function findings({ findings: all }: ClusterView): Html {
  if (all.length === 0) return nothing;
  const rank = ({ level, waived }: PolicyFinding) =>
    waived !== undefined ? 2 : level === "mandatory" ? 0 : 1;
  const sorted = [...all].sort((a, b) => rank(a) - rank(b));
  const more = all.length - mostShown;
  return html`<h2>Policy findings</h2>
    ${table({
      caption: "What the policy pack has against the stack",
      columns: findingColumns,
      rows: sorted.slice(0, mostShown),
      key: ({ rule, urn, message }) => `finding:${rule}:${urn}:${message}`,
    })}
    ${more > 0 ? html`<p>${more} more are left out here; mullion fleet status --json has them.</p>` : nothing}`;
}
