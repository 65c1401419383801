import * as monitor from "@pulumi/azure-native/monitor";
import * as operationalinsights from "@pulumi/azure-native/operationalinsights";
import * as pulumi from "@pulumi/pulumi";
import type { AksMonitoring } from "../../config/schema/aks/operations";
import type { AksNames } from "../names";

/** Arguments of {@link MonitoringWorkspaces}. */
export interface MonitoringWorkspacesArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly location: string;
  readonly names: AksNames;
  readonly monitoring: AksMonitoring;
  readonly tags: Readonly<Record<string, string>>;
}

/** Where logs and metrics of a cluster are kept. They exist before the cluster, which is told where to send. */
export class MonitoringWorkspaces extends pulumi.ComponentResource {
  /** Full id of the Log Analytics workspace; absent when no logs are wanted. */
  readonly logWorkspaceId?: pulumi.Output<string>;
  /** Full id of the Azure Monitor workspace; absent when no metrics are wanted. */
  readonly metricsWorkspaceId?: pulumi.Output<string>;

  constructor(name: string, args: MonitoringWorkspacesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:MonitoringWorkspaces", name, {}, opts);
    if (args.monitoring.logs) this.logWorkspaceId = this.createLogWorkspace(name, args).id;
    if (args.monitoring.metrics) this.metricsWorkspaceId = this.createMetricsWorkspace(name, args).id;
    this.registerOutputs({});
  }

  private createLogWorkspace(name: string, args: MonitoringWorkspacesArgs): operationalinsights.Workspace {
    return new operationalinsights.Workspace(
      `${name}-logs`,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        workspaceName: args.names.logWorkspace,
        sku: { name: "PerGB2018" },
        retentionInDays: args.monitoring.logRetentionDays,
        tags: { ...args.tags },
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }

  private createMetricsWorkspace(
    name: string,
    args: MonitoringWorkspacesArgs,
  ): monitor.AzureMonitorWorkspace {
    return new monitor.AzureMonitorWorkspace(
      `${name}-metrics`,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        azureMonitorWorkspaceName: args.names.metricsWorkspace,
        tags: { ...args.tags },
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }
}
