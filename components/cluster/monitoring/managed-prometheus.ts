import type * as kubernetes from "@pulumi/kubernetes";
import { azureMetricsAgent, metrics } from "../../../catalogue/metrics";

/**
 * Settings of the agent of Azure's managed Prometheus. By itself it does not look for windows_exporter, and of what it
 * finds it keeps only what the platform's own dashboards read.
 *
 * @see https://learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-configuration
 */
export function metricsAgentSettings(): kubernetes.types.input.core.v1.ConfigMap {
  const clusterMetrics = [
    "default-targets-scrape-enabled: |-",
    "  windowsexporter = true",
    "default-targets-metrics-keep-list: |-",
    `  windowsexporter = "${namesFrom(/^(windows_exporter|probe)/)}"`,
    `  kubestate = "${namesFrom(/^kube-state-metrics/)}"`,
    "minimal-ingestion-profile: |-",
    "  enabled = true",
    "",
  ].join("\n");
  return {
    metadata: { ...azureMetricsAgent.settings },
    data: { "schema-version": "v2", "config-version": "mullion", "cluster-metrics": clusterMetrics },
  };
}

function namesFrom(exposer: RegExp): string {
  return metrics
    .filter(({ from }) => exposer.test(from))
    .map(({ name }) => name)
    .join("|");
}
