import type * as monitor from "@pulumi/azure-native/monitor";
import type * as pulumi from "@pulumi/pulumi";

type RuleArgs = Pick<monitor.DataCollectionRuleArgs, "kind" | "dataSources" | "destinations" | "dataFlows">;

/**
 * Data collection rule for container logs and events of all nodes, Windows ones included.
 *
 * @param logWorkspaceId - full id of the Log Analytics workspace
 * @see https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable
 */
export function logCollectionArgs(logWorkspaceId: pulumi.Input<string>): RuleArgs {
  const streams = ["Microsoft-ContainerInsights-Group-Default"];
  const destination = "logs";
  return {
    kind: "Linux",
    dataSources: {
      extensions: [
        {
          name: "ContainerInsightsExtension",
          extensionName: "ContainerInsights",
          streams,
          extensionSettings: {
            dataCollectionSettings: {
              interval: "1m",
              namespaceFilteringMode: "Off",
              enableContainerLogV2: true,
            },
          },
        },
      ],
    },
    destinations: { logAnalytics: [{ name: destination, workspaceResourceId: logWorkspaceId }] },
    dataFlows: [{ streams, destinations: [destination] }],
  };
}

/**
 * Data collection rule for the metrics that the managed Prometheus scrapes, on port 19182 from Windows nodes too.
 *
 * @param metricsWorkspaceId - full id of the Azure Monitor workspace
 * @see https://learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable
 */
export function metricsCollectionArgs(metricsWorkspaceId: pulumi.Input<string>): RuleArgs {
  const streams = ["Microsoft-PrometheusMetrics"];
  const destination = "metrics";
  return {
    kind: "Linux",
    dataSources: { prometheusForwarder: [{ name: "PrometheusDataSource", streams }] },
    destinations: { monitoringAccounts: [{ name: destination, accountResourceId: metricsWorkspaceId }] },
    dataFlows: [{ streams, destinations: [destination] }],
  };
}
