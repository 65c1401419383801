import * as alertsmanagement from "@pulumi/azure-native/alertsmanagement";
import * as monitor from "@pulumi/azure-native/monitor";
import * as pulumi from "@pulumi/pulumi";
import type { AlertsConfig } from "../../config/schema/monitoring";
import type { Rules } from "../cluster/monitoring/alert";
import { windowsRules } from "../cluster/monitoring/windows-alerts";
import type { AksNames } from "../names";
import { logCollectionArgs, metricsCollectionArgs } from "./data-collection-args";
import type { MonitoringWorkspaces } from "./monitoring-workspaces";
import { azureRules } from "./prometheus-rules";
import { windowsRecordingRules } from "./windows-recording-rules";

/**
 * What the control plane logs of who did what: writes through the API server, and sign-ins by Entra.
 *
 * @see https://learn.microsoft.com/azure/aks/monitor-aks-reference
 */
const auditCategories = ["kube-audit-admin", "guard"] as const;

/** Arguments of {@link DataCollection}. */
export interface DataCollectionArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly names: AksNames;
  readonly workspaces: Pick<MonitoringWorkspaces, "logWorkspaceId" | "metricsWorkspaceId">;
  readonly clusterId: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  readonly alerts: AlertsConfig;
  readonly tags: Readonly<Record<string, string>>;
}

/** What of a cluster goes into which workspace, and the series that Windows dashboards need. */
export class DataCollection extends pulumi.ComponentResource {
  constructor(name: string, args: DataCollectionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:DataCollection", name, {}, opts);
    const { logWorkspaceId, metricsWorkspaceId } = args.workspaces;
    if (logWorkspaceId !== undefined) this.createLogs(name, args, logWorkspaceId);
    if (metricsWorkspaceId !== undefined) this.createMetrics(name, args, metricsWorkspaceId);
    this.registerOutputs({});
  }

  private createLogs(name: string, args: DataCollectionArgs, logWorkspaceId: pulumi.Output<string>): void {
    const rule = this.createRule(`${name}-logs`, args, {
      dataCollectionRuleName: args.names.logCollectionRule,
      ...logCollectionArgs(logWorkspaceId),
    });
    this.associate(`${name}-logs`, args, "ContainerInsightsExtension", rule);
    this.createAudit(name, args, logWorkspaceId);
  }

  private createAudit(
    name: string,
    { clusterId }: DataCollectionArgs,
    workspaceId: pulumi.Output<string>,
  ): void {
    new monitor.DiagnosticSetting(
      `${name}-audit`,
      {
        name: "audit",
        resourceUri: clusterId,
        workspaceId,
        // Tables of their own instead of the one that all services of Azure share.
        logAnalyticsDestinationType: "Dedicated",
        logs: auditCategories.map((category) => ({ category, enabled: true })),
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }

  private createMetrics(
    name: string,
    args: DataCollectionArgs,
    metricsWorkspaceId: pulumi.Output<string>,
  ): void {
    const endpoint = new monitor.DataCollectionEndpoint(
      `${name}-endpoint`,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        dataCollectionEndpointName: args.names.dataCollectionEndpoint,
        kind: "Linux",
        tags: { ...args.tags },
      },
      { parent: this, deleteBeforeReplace: true },
    );
    const rule = this.createRule(`${name}-metrics`, args, {
      dataCollectionRuleName: args.names.metricsCollectionRule,
      dataCollectionEndpointId: endpoint.id,
      ...metricsCollectionArgs(metricsWorkspaceId),
    });
    this.associate(`${name}-metrics`, args, "ContainerInsightsMetricsExtension", rule);
    this.createRules(`${name}-windows-rules`, args, metricsWorkspaceId, args.names.windowsRuleGroup, {
      recordings: windowsRecordingRules,
      alerts: [],
    });
    const { windowsAlertGroup } = args.names;
    const alerts = windowsRules(args.alerts);
    this.createRules(`${name}-windows-alerts`, args, metricsWorkspaceId, windowsAlertGroup, alerts);
  }

  private createRule(
    name: string,
    { resourceGroupName, location, tags }: DataCollectionArgs,
    rule: Omit<monitor.DataCollectionRuleArgs, "resourceGroupName">,
  ): monitor.DataCollectionRule {
    return new monitor.DataCollectionRule(
      `${name}-rule`,
      { resourceGroupName, location, tags: { ...tags }, ...rule },
      { parent: this, deleteBeforeReplace: true },
    );
  }

  private associate(
    name: string,
    { clusterId }: DataCollectionArgs,
    associationName: string,
    rule: monitor.DataCollectionRule,
  ): void {
    new monitor.DataCollectionRuleAssociation(
      `${name}-association`,
      { associationName, resourceUri: clusterId, dataCollectionRuleId: rule.id },
      { parent: this, deleteBeforeReplace: true },
    );
  }

  private createRules(
    name: string,
    args: DataCollectionArgs,
    metricsWorkspaceId: pulumi.Output<string>,
    ruleGroupName: string,
    rules: Rules,
  ): void {
    new alertsmanagement.PrometheusRuleGroup(
      name,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        ruleGroupName,
        clusterName: args.clusterName,
        scopes: [metricsWorkspaceId, args.clusterId],
        interval: "PT1M",
        enabled: true,
        rules: [...azureRules(rules)],
        tags: { ...args.tags },
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }
}
