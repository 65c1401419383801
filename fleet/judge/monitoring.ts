import type { ClusterReading } from "../cluster/reading";
import type { DaemonSetFacts } from "../cluster/daemon-set";
import type { NodeFacts } from "../cluster/node";
import type { MonitoringGap, NodeOs } from "../view";

type Part = MonitoringGap["part"];

/** A DaemonSet that looks after nodes, known by its name or its images. */
interface Watcher {
  readonly pattern: RegExp;
  /** What it measures; agents of observability products measure the node too. */
  readonly parts: readonly Part[];
  /** Operating systems on which it does so. */
  readonly on: readonly NodeOs[];
}

/**
 * DaemonSets by which nodes are watched, as their makers name them.
 *
 * On AKS the Linux nodes have node-exporter in their image, and `ama-metrics-node` reads it; Windows nodes need
 * windows_exporter as a DaemonSet.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-default (read 2026-11-23)
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html (read 2026-11-23)
 */
const watchers: readonly Watcher[] = [
  { pattern: /node[-_]exporter/i, parts: ["node-exporter"], on: ["linux"] },
  { pattern: /windows[-_]exporter/i, parts: ["node-exporter"], on: ["windows"] },
  { pattern: /^ama-metrics-node/, parts: ["node-exporter", "agent"], on: ["linux"] },
  { pattern: /^ama-metrics-win-node/, parts: ["agent"], on: ["windows"] },
  { pattern: /^ama-logs/, parts: ["agent"], on: ["linux", "windows"] },
  {
    pattern: /cloudwatch-agent|datadog|oneagent|newrelic|splunk-otel|elastic-agent/i,
    parts: ["node-exporter", "agent"],
    on: ["linux", "windows"],
  },
  {
    pattern: /fluent-?bit|fluentd|promtail|alloy|vector|opentelemetry|otel-?col/i,
    parts: ["agent"],
    on: ["linux", "windows"],
  },
];

const titles: Readonly<Record<NodeOs, string>> = { linux: "Linux", windows: "Windows" };

/**
 * Nodes that nobody watches, per operating system. Metrics of the node are missed everywhere; an agent is missed only
 * where other nodes of the cluster have one: whoever runs none gets its containers' metrics and logs in another way.
 */
export function monitoringGaps(
  reading: Pick<ClusterReading, "nodes" | "pods" | "daemonSets">,
): readonly MonitoringGap[] {
  const watched = watchedNodes(reading);
  const missing = (part: Part, os: NodeOs) =>
    reading.nodes.filter(({ row }) => row.os === os && !watched[part].has(row.name));
  const parts: readonly Part[] = watched.agent.size === 0 ? ["node-exporter"] : ["node-exporter", "agent"];
  return parts.flatMap((part) =>
    (["linux", "windows"] as const).flatMap((os) => {
      const nodes = missing(part, os);
      const all = reading.nodes.filter(({ row }) => row.os === os).length;
      return nodes.length === 0 ? [] : [gap(part, os, nodes, all)];
    }),
  );
}

/** Names of the nodes on which a pod of a watcher is ready. */
function watchedNodes({ nodes, pods, daemonSets }: Pick<ClusterReading, "nodes" | "pods" | "daemonSets">) {
  const osOf = new Map(nodes.map(({ row }) => [row.name, row.os]));
  const byDaemonSet = new Map(daemonSets.map((one) => [`${one.namespace}/${one.name}`, watchersOf(one)]));
  const watched: Readonly<Record<Part, Set<string>>> = { "node-exporter": new Set(), agent: new Set() };
  for (const { row, daemonSet } of pods) {
    if (daemonSet === "" || !row.healthy) continue;
    const os = osOf.get(row.node);
    for (const { parts, on } of byDaemonSet.get(`${row.namespace}/${daemonSet}`) ?? []) {
      if (on.some((one) => one === os)) parts.forEach((part) => watched[part].add(row.node));
    }
  }
  return watched;
}

function watchersOf({ name, images }: DaemonSetFacts): readonly Watcher[] {
  return watchers.filter(({ pattern }) => [name, ...images].some((text) => pattern.test(text)));
}

function gap(part: Part, os: NodeOs, nodes: readonly NodeFacts[], all: number): MonitoringGap {
  const names = nodes.map(({ row }) => row.name);
  const which =
    names.length === all
      ? `No ${titles[os]} node`
      : `${String(names.length)} of ${String(all)} ${titles[os]} nodes (${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""})`;
  return { os, part, nodes: names, severity: "warning", ...words(part, os, which, names.length === all) };
}

function words(
  part: Part,
  os: NodeOs,
  which: string,
  none: boolean,
): { readonly message: string; readonly url: string } {
  if (part === "agent") {
    const has = none ? "has" : "have no";
    const message = `${which} ${has} ${none ? "a ready" : "ready"} agent, and other nodes of this cluster have one: logs and metrics of the containers there are lost. Switch on the agent's DaemonSet for ${titles[os]}.`;
    return { message, url: "docs/guides/monitoring.md" };
  }
  const exporter = os === "windows" ? "windows_exporter" : "node-exporter";
  const message = `${which} ${none ? "is measured by a ready" : "are not measured by a ready"} ${exporter}: nobody sees a node that fills its memory or its disk. Switch on monitoring in the stack's configuration, or deploy ${exporter}.`;
  return { message, url: "docs/guides/monitoring.md" };
}
