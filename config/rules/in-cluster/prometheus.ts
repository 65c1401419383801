import type { StackConfig } from "../../schema/stack";
import type { Rule } from "../rule";

const managedUrl = "https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-metrics-overview";

/** Metrics of a cluster are kept once. */
export const oneMonitoring: Rule<StackConfig> = (config) => {
  if (config.inCluster.prometheus === undefined || config.target !== "aks" || !config.monitoring.metrics)
    return [];
  return [
    {
      path: "inCluster.prometheus",
      reason: "cannot be beside monitoring.metrics: both would measure and keep the same",
      fix: "remove it, or set monitoring.metrics to false",
      url: managedUrl,
    },
  ];
};
