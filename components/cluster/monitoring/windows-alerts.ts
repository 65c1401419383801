import type { AlertRule, Rules } from "./alert";
import { coverageAlerts, nodeOs } from "./coverage-alerts";

/** What a stack decides about alerts. */
export interface AlertSettings {
  /** Days without an update of Windows before it is reported. */
  readonly patchAgeDays: number;
}

const job = 'job="windows-exporter"';

/** Endpoints that a node may have beyond its pods: those of the host, and of pods that are just ending. */
const spareEndpoints = 20;

/**
 * What goes wrong on Windows nodes and nowhere else. Windows has no OOM killer: a node that runs out of commit charge
 * fails allocations in whatever process asks next, the kubelet's too.
 *
 * @param settings - what the stack decides
 * @see https://kubernetes.io/docs/concepts/configuration/windows-resource-management/ for memory
 * @see https://kubernetes.io/docs/concepts/architecture/garbage-collection/ for the disk: images go at 85 % used
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/ for the disk: pods go at 90 %
 */
export function windowsRules(settings: AlertSettings): Rules {
  return {
    recordings: [nodeOs],
    alerts: [...memoryAlerts, ...diskAlerts, ...networkAlerts, notPatched(settings), ...coverageAlerts],
  };
}

const commitRatio = `windows_memory_committed_bytes{${job}} / windows_memory_commit_limit{${job}}`;
const pageFileFree = `sum by (instance) (windows_pagefile_free_bytes{${job}})`;
const pageFileSize = `sum by (instance) (windows_pagefile_limit_bytes{${job}})`;
const ofContainer = "namespace, pod, container";

const memoryAlerts: readonly AlertRule[] = [
  {
    alert: "WindowsNodeCommitChargeHigh",
    expression: `${commitRatio} > 0.9`,
    forMinutes: 15,
    severity: "warning",
    summary: "Node {{ $labels.instance }} has committed {{ $value | humanizePercentage }} of its memory.",
    description:
      "Windows has no OOM killer. Find the pod that grows, set or lower its memory limit, or move pods to other nodes.",
  },
  {
    alert: "WindowsNodeCommitChargeExhausted",
    expression: `${commitRatio} > 0.97`,
    forMinutes: 5,
    severity: "critical",
    summary: "Node {{ $labels.instance }} is about to run out of memory.",
    description:
      "The next allocation fails in any process, the kubelet's too. Cordon the node and delete the largest pod.",
  },
  {
    alert: "WindowsNodePageFileFull",
    // Without a page file this is 0 / 0, no number, so no alert.
    expression: `1 - ${pageFileFree} / ${pageFileSize} > 0.8`,
    forMinutes: 15,
    severity: "warning",
    summary: "The page file of node {{ $labels.instance }} is {{ $value | humanizePercentage }} full.",
    description:
      "Pods use more memory than the node has, and get slow. Lower what is placed there, or use larger nodes.",
  },
  {
    alert: "WindowsContainerNearMemoryLimit",
    expression:
      `sum by (${ofContainer}) (windows_container_memory_usage_commit_bytes{${job}}) / on (${ofContainer})` +
      ` sum by (${ofContainer}) (kube_pod_container_resource_limits{resource="memory"}) > 0.95`,
    forMinutes: 15,
    severity: "warning",
    summary:
      "Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} has committed {{ $value | humanizePercentage }} of its limit.",
    description:
      "At the limit its allocations fail; it is not killed and restarted as on Linux. Raise the limit or restart it.",
  },
];

const freeSpace = `windows_logical_disk_free_bytes{${job},volume="C:"} / windows_logical_disk_size_bytes{${job},volume="C:"}`;

const diskAlerts: readonly AlertRule[] = [
  {
    alert: "WindowsNodeDiskFilling",
    expression: `${freeSpace} < 0.15`,
    forMinutes: 30,
    severity: "warning",
    summary: "Drive C: of node {{ $labels.instance }} has {{ $value | humanizePercentage }} left.",
    description:
      "The kubelet has deleted unused images and it was not enough. Look for logs and large layers; use larger OS disks.",
  },
  {
    alert: "WindowsNodeDiskFull",
    expression: `${freeSpace} < 0.1`,
    forMinutes: 5,
    severity: "critical",
    summary: "Drive C: of node {{ $labels.instance }} has {{ $value | humanizePercentage }} left.",
    description: "The kubelet evicts pods now. Drain the node and replace it.",
  },
];

const podsOfNode =
  'count by (instance) (label_replace(kube_pod_info{host_network="false"}' +
  ' * on (namespace, pod) group_left () (kube_pod_status_phase{phase="Running"} == 1),' +
  ' "instance", "$1", "node", "(.+)"))';
const endpoints = `mullion_windows_hns_endpoints{${job}}`;

const networkAlerts: readonly AlertRule[] = [
  {
    alert: "WindowsNodeEndpointsLeaking",
    expression: `${endpoints} - on (instance) (${podsOfNode} or on (instance) ${endpoints} * 0) > ${String(spareEndpoints)}`,
    forMinutes: 30,
    severity: "warning",
    summary: "Node {{ $labels.instance }} has {{ $value }} more HNS endpoints than pods.",
    description:
      "Endpoints of pods that are gone stay behind; new pods get no network in the end. Drain the node and restart it.",
  },
  {
    alert: "WindowsNodeDuplicateEndpoints",
    expression: `mullion_windows_hns_duplicate_addresses{${job}} > 0`,
    forMinutes: 5,
    severity: "critical",
    summary: "Node {{ $labels.instance }} has {{ $value }} addresses with more than one HNS endpoint.",
    description:
      "Pods with these addresses lose their network. Drain the node and restart it (https://github.com/Azure/AKS/issues/5653).",
  },
];

function notPatched({ patchAgeDays }: AlertSettings): AlertRule {
  const newest = `mullion_windows_newest_update_timestamp_seconds{${job}}`;
  return {
    alert: "WindowsNodeNotPatched",
    expression: `time() - ${newest} > ${String(patchAgeDays)} * 86400`,
    forMinutes: 60,
    severity: "warning",
    summary: "Node {{ $labels.instance }} got its newest update {{ $value | humanizeDuration }} ago.",
    description: `Windows is updated every month, and this node was not for ${String(patchAgeDays)} days. Replace it by one with the current image, or update it.`,
  };
}
