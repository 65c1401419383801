import type { DashboardSpec, Panel } from "./dashboard";

const job = 'job="windows-exporter"';

const panel = (
  title: string,
  unit: Panel["unit"],
  expression: string,
  legend: string,
  kind: Panel["kind"] = "timeseries",
): Panel => ({ title, unit, kind, queries: [{ expression, legend }] });

const node = "{{instance}}";
const container = "{{namespace}}/{{pod}} {{container}}";

/** What Windows nodes run out of. */
const windowsNodes: DashboardSpec = {
  uid: "mullion-windows-nodes",
  title: "Windows nodes",
  rows: [
    [
      panel(
        "CPU",
        "percentunit",
        `1 - avg by (instance) (rate(windows_cpu_time_total{${job},mode="idle"}[5m]))`,
        node,
      ),
      panel(
        "Physical memory in use",
        "percentunit",
        `1 - windows_memory_available_bytes{${job}} / windows_memory_physical_total_bytes{${job}}`,
        node,
      ),
    ],
    [
      panel(
        "Commit charge (at 100 % allocations fail)",
        "percentunit",
        `windows_memory_committed_bytes{${job}} / windows_memory_commit_limit{${job}}`,
        node,
      ),
      panel(
        "Page file in use",
        "percentunit",
        `1 - sum by (instance) (windows_pagefile_free_bytes{${job}}) / sum by (instance) (windows_pagefile_limit_bytes{${job}})`,
        node,
      ),
    ],
    [
      panel(
        "Free space of C: (images go at 15 %, pods at 10 %)",
        "percentunit",
        `windows_logical_disk_free_bytes{${job},volume="C:"} / windows_logical_disk_size_bytes{${job},volume="C:"}`,
        node,
      ),
      panel("Network", "Bps", `sum by (instance) (rate(windows_net_bytes_total{${job}}[5m]))`, node),
    ],
    [
      panel("HNS endpoints of pods", "short", `mullion_windows_hns_endpoints{${job}}`, node),
      panel(
        "Time since the newest update",
        "s",
        `time() - mullion_windows_newest_update_timestamp_seconds{${job}}`,
        node,
        "stat",
      ),
    ],
    [
      panel(
        "Containers by committed memory",
        "bytes",
        `topk(15, sum by (namespace, pod, container) (windows_container_memory_usage_commit_bytes{${job}}))`,
        container,
      ),
      panel(
        "Containers by CPU",
        "short",
        `topk(15, sum by (namespace, pod, container) (rate(windows_container_cpu_usage_seconds_total{${job}}[5m])))`,
        container,
      ),
    ],
  ],
};

/** Both operating systems side by side: how many nodes there are, which builds, and what is not covered. */
const hybridCluster: DashboardSpec = {
  uid: "mullion-hybrid-cluster",
  title: "Hybrid cluster",
  rows: [
    [
      panel("Nodes", "short", "count by (os) (mullion:node_os:info)", "{{os}}", "stat"),
      panel(
        "Nodes that are not ready",
        "short",
        'count by (os) ((kube_node_status_condition{condition="Ready",status="true"} == 0) * on (node) group_left (os) mullion:node_os:info) or count by (os) (mullion:node_os:info) * 0',
        "{{os}}",
        "stat",
      ),
    ],
    [
      panel(
        "Running pods",
        "short",
        'count by (os) (kube_pod_info * on (namespace, pod) group_left () (kube_pod_status_phase{phase="Running"} == 1) * on (node) group_left (os) mullion:node_os:info)',
        "{{os}}",
      ),
      panel(
        "Pods of DaemonSets that are not ready",
        "short",
        'count by (namespace, created_by_name, os) ((kube_pod_status_ready{condition="true"} == 0) * on (namespace, pod) group_left (node, created_by_name) kube_pod_info{created_by_kind="DaemonSet"} * on (node) group_left (os) mullion:node_os:info)',
        "{{namespace}}/{{created_by_name}} on {{os}}",
      ),
    ],
    [
      panel(
        "Builds of Windows",
        "short",
        `count by (product, build_number, revision) (windows_os_info{${job}})`,
        "",
        "table",
      ),
      panel("Windows nodes that give metrics", "short", `up{${job}}`, node, "stat"),
    ],
  ],
};

/** The dashboards, by the name of their file. */
export const dashboards: Readonly<Record<string, DashboardSpec>> = {
  "windows-nodes": windowsNodes,
  "hybrid-cluster": hybridCluster,
};
