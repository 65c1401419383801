import type { SourceEntry } from "../source";

/** Sources about metrics and who collects them. */
export const monitoringSources = {
  "windows-exporter-collectors": {
    title: "windows_exporter: metrics of its collectors",
    url: "https://github.com/prometheus-community/windows_exporter/tree/master/docs",
    file: "prometheus-community/windows_exporter docs/collector.*.md, internal/collector",
    read: "2026-08-07",
    confidence: "high",
  },
  "kube-state-metrics": {
    title: "kube-state-metrics: exposed metrics",
    url: "https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics",
    file: "kubernetes/kube-state-metrics docs/metrics/{workload/pod,workload/daemonset,cluster/node}-metrics.md",
    read: "2026-08-20",
    confidence: "high",
  },
  "ama-metrics-settings": {
    title: "Azure Monitor managed Prometheus: settings of the metrics agent",
    url: "https://learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-configuration",
    file: "Azure/prometheus-collector otelcollector/configmaps, otelcollector/shared/configmap/mp/tomlparser-default-scrape-settings.go, AddonArmTemplate/WindowsRecordingRuleGroupTemplate",
    read: "2026-07-21",
    confidence: "high",
  },
  "windows-hns-leak": {
    title: "Stale and duplicate HNS endpoints on Windows nodes",
    url: "https://github.com/Azure/AKS/issues/5653",
    file: "Azure/AKS#5653, microsoft/Windows-Containers#631, kubernetes/kubernetes#68511",
    read: "2026-11-23",
    confidence: "medium",
  },
} as const satisfies Record<string, SourceEntry>;
