import type { Sourced } from "./source";

/** A series that alerts and dashboards read. */
export interface MetricRow extends Sourced {
  readonly name: string;
  /** Who exposes it: windows_exporter with its collector, kube-state-metrics, Mullion's own probe, or Prometheus itself. */
  readonly from:
    `windows_exporter ${string}` | "kube-state-metrics" | "probe" | "prometheus" | "node_exporter";
  /** Labels that Mullion's expressions may use, beside `job` and `instance`. */
  readonly labels: readonly string[];
}

const fromExporter = (collector: string, name: string, labels: readonly string[] = []): MetricRow => ({
  name,
  from: `windows_exporter ${collector}`,
  labels,
  source: ["windows-exporter-collectors"],
});

const fromKubernetes = (name: string, labels: readonly string[]): MetricRow => ({
  name,
  from: "kube-state-metrics",
  labels,
  source: ["kube-state-metrics"],
});

const ofContainer = ["namespace", "pod", "container"] as const;

/**
 * Every series that Mullion's alerts and dashboards read. windows_exporter 0.31 dropped `windows_os_visible_memory_bytes`,
 * which many rules on the internet still read: they match nothing and so never fire.
 */
export const metrics: readonly MetricRow[] = [
  fromExporter("cpu", "windows_cpu_time_total", ["core", "mode"]),
  fromExporter("memory", "windows_memory_available_bytes"),
  fromExporter("memory", "windows_memory_physical_total_bytes"),
  fromExporter("memory", "windows_memory_committed_bytes"),
  fromExporter("memory", "windows_memory_commit_limit"),
  fromExporter("pagefile", "windows_pagefile_free_bytes", ["file"]),
  fromExporter("pagefile", "windows_pagefile_limit_bytes", ["file"]),
  fromExporter("logical_disk", "windows_logical_disk_free_bytes", ["volume"]),
  fromExporter("logical_disk", "windows_logical_disk_size_bytes", ["volume"]),
  fromExporter("net", "windows_net_bytes_total", ["nic"]),
  fromExporter("os", "windows_os_info", ["product", "version", "build_number", "revision"]),
  fromExporter("textfile", "windows_textfile_mtime_seconds", ["file"]),
  fromExporter("container", "windows_container_memory_usage_commit_bytes", ofContainer),
  fromExporter("container", "windows_container_cpu_usage_seconds_total", ofContainer),
  fromKubernetes("kube_node_info", ["node", "os_image"]),
  fromKubernetes("kube_node_status_condition", ["node", "condition", "status"]),
  fromKubernetes("kube_pod_info", [
    "namespace",
    "pod",
    "node",
    "host_network",
    "created_by_kind",
    "created_by_name",
  ]),
  fromKubernetes("kube_pod_status_phase", ["namespace", "pod", "phase"]),
  fromKubernetes("kube_pod_status_ready", ["namespace", "pod", "condition"]),
  fromKubernetes("kube_pod_container_resource_limits", [...ofContainer, "resource"]),
  {
    name: "node_uname_info",
    from: "node_exporter",
    labels: ["nodename"],
    source: ["chart-kube-prometheus-stack"],
  },
  { name: "up", from: "prometheus", labels: [], source: ["chart-kube-prometheus-stack"] },
  { name: "mullion_windows_hns_endpoints", from: "probe", labels: [], source: ["windows-hns-leak"] },
  {
    name: "mullion_windows_hns_duplicate_addresses",
    from: "probe",
    labels: [],
    source: ["windows-hns-leak"],
  },
  {
    name: "mullion_windows_newest_update_timestamp_seconds",
    from: "probe",
    labels: [],
    source: ["windows-exporter-collectors"],
  },
];

/** What the agent of Azure's managed Prometheus does with windows_exporter when nobody tells it anything else. */
export const azureMetricsAgent = {
  /** It looks at this port of each Windows node; the exporter that AKS has on its own nodes in some regions is at 19182. */
  port: 9182,
  /** Whether it looks at all. */
  scrapesWindowsExporter: false,
  /** The one ConfigMap that it reads its settings from. */
  settings: { name: "ama-metrics-settings-configmap", namespace: "kube-system" },
  source: ["ama-metrics-settings"],
  conflicts: [
    {
      source: "ama-metrics-settings",
      says: "The sample ConfigMap of the agent's repository shows windowsexporter = true.",
      resolution: "The agent's own defaults, which hold where there is no ConfigMap, say false.",
    },
  ],
} as const satisfies Sourced & Readonly<Record<string, unknown>>;
