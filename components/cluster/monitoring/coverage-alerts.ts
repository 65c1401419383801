import type { AlertRule, RecordingRule } from "./alert";

/** Operating system of each node, as the label `os` of a series that is always 1. */
export const nodeOs: RecordingRule = {
  record: "mullion:node_os:info",
  expression:
    'max by (node, os) (label_replace(label_replace(kube_node_info, "os", "linux", "", ""),' +
    ' "os", "windows", "os_image", "Windows.*"))',
};

const nodeOfExporter = 'label_replace(up{job="windows-exporter"} == 1, "node", "$1", "instance", "(.+)")';
const nodeOfNodeExporter = 'label_replace(node_uname_info, "node", "$1", "nodename", "(.+)")';

/** Nodes that nobody measures, and agents that are missing on one operating system: silence looks like health. */
export const coverageAlerts: readonly AlertRule[] = [
  {
    alert: "WindowsNodeWithoutMetrics",
    expression: `mullion:node_os:info{os="windows"} unless on (node) ${nodeOfExporter}`,
    forMinutes: 15,
    severity: "warning",
    summary: "Windows node {{ $labels.node }} gives no metrics.",
    description:
      "No other alert can fire for it. See whether the pod windows-exporter runs there and port 9182 is open.",
  },
  {
    alert: "WindowsProbeStale",
    expression: 'time() - max by (instance) (windows_textfile_mtime_seconds{job="windows-exporter"}) > 900',
    forMinutes: 15,
    severity: "warning",
    summary: "The probe of node {{ $labels.instance }} has not written for {{ $value | humanizeDuration }}.",
    description:
      "Alerts about endpoints and updates of this node rest on old figures. See the log of container probe.",
  },
  {
    alert: "DaemonSetNotReadyOnOs",
    expression:
      'count by (namespace, created_by_name, os) ((kube_pod_status_ready{condition="true"} == 0)' +
      ' * on (namespace, pod) group_left (node, created_by_name) kube_pod_info{created_by_kind="DaemonSet"}' +
      " * on (node) group_left (os) mullion:node_os:info) > 0",
    forMinutes: 30,
    severity: "warning",
    summary:
      "DaemonSet {{ $labels.namespace }}/{{ $labels.created_by_name }} has {{ $value }} pods on {{ $labels.os }} nodes that are not ready.",
    description:
      "An agent that runs on one operating system only leaves the other without logs, network or storage.",
  },
];

/** Linux nodes, where node_exporter is part of the same Prometheus. */
export const linuxCoverageAlert: AlertRule = {
  alert: "LinuxNodeWithoutMetrics",
  expression: `mullion:node_os:info{os="linux"} unless on (node) ${nodeOfNodeExporter}`,
  forMinutes: 15,
  severity: "warning",
  summary: "Linux node {{ $labels.node }} gives no metrics.",
  description: "No alert about its memory and disk can fire. See whether node-exporter runs there.",
};
