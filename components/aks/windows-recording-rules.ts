import type { RecordingRule } from "../cluster/monitoring/alert";

const exporter = 'job="windows-exporter"';

/**
 * Series about Windows nodes, under the names that the platform's Windows dashboards read. Without them the dashboards
 * for Windows stay empty.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable (Windows recording rules)
 * @see https://github.com/prometheus-community/windows_exporter for the metrics
 */
export const windowsRecordingRules: readonly RecordingRule[] = [
  {
    record: "node:windows_node:sum",
    expression: `count(count by (instance) (windows_cpu_time_total{${exporter}}))`,
  },
  {
    record: "node:windows_node_num_cpu:sum",
    expression: `count by (instance) (sum by (instance, core) (windows_cpu_time_total{${exporter}}))`,
  },
  {
    record: ":windows_node_cpu_utilisation:avg5m",
    expression: `1 - avg(rate(windows_cpu_time_total{${exporter},mode="idle"}[5m]))`,
  },
  {
    record: "node:windows_node_cpu_utilisation:avg5m",
    expression: `1 - avg by (instance) (rate(windows_cpu_time_total{${exporter},mode="idle"}[5m]))`,
  },
  {
    record: "node:windows_node_memory_bytes_total:sum",
    // The first is what windows_exporter has since 0.31, the second what it had before.
    expression: `sum by (instance) (windows_memory_physical_total_bytes{${exporter}} or windows_os_visible_memory_bytes{${exporter}})`,
  },
  {
    record: "node:windows_node_memory_bytes_available:sum",
    expression: `sum by (instance) (windows_memory_available_bytes{${exporter}})`,
  },
  {
    record: "node:windows_node_memory_utilisation:ratio",
    expression:
      "1 - (node:windows_node_memory_bytes_available:sum / node:windows_node_memory_bytes_total:sum)",
  },
  {
    record: "node:windows_node_filesystem_usage:",
    expression: `max by (instance, volume) (1 - windows_logical_disk_free_bytes{${exporter}} / windows_logical_disk_size_bytes{${exporter}})`,
  },
  {
    record: "node:windows_node_net_utilisation:sum_irate",
    expression: `sum by (instance) (irate(windows_net_bytes_total{${exporter}}[5m]))`,
  },
];
