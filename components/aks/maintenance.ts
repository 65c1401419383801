import * as containerservice from "@pulumi/azure-native/containerservice";
import * as pulumi from "@pulumi/pulumi";
import type { AksMaintenance, AksMaintenanceWindow } from "../../config/schema/aks/operations";

/** Arguments of {@link Maintenance}. */
export interface MaintenanceArgs {
  readonly resourceGroupName: pulumi.Input<string>;
  readonly clusterName: pulumi.Input<string>;
  readonly maintenance: AksMaintenance;
}

/** Names that AKS looks for: the window for Kubernetes versions and the one for node images. */
const configNames = {
  kubernetes: "aksManagedAutoUpgradeSchedule",
  nodeImages: "aksManagedNodeOSUpgradeSchedule",
} as const satisfies Record<keyof AksMaintenance, string>;

/**
 * A maintenance window as AKS takes it.
 *
 * @param window - day, time and length
 * @see https://learn.microsoft.com/azure/aks/planned-maintenance
 */
export function maintenanceWindowArgs(window: AksMaintenanceWindow) {
  return {
    durationHours: window.durationHours,
    startTime: window.startTime,
    utcOffset: window.utcOffset,
    schedule: { weekly: { dayOfWeek: window.day, intervalWeeks: window.everyWeeks } },
  };
}

/** The times at which Azure may upgrade a cluster and its nodes by itself. */
export class Maintenance extends pulumi.ComponentResource {
  constructor(name: string, args: MaintenanceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:aks:Maintenance", name, {}, opts);
    const { kubernetes, nodeImages } = args.maintenance;
    if (kubernetes !== undefined)
      this.createWindow(`${name}-kubernetes`, args, configNames.kubernetes, kubernetes);
    if (nodeImages !== undefined)
      this.createWindow(`${name}-node-images`, args, configNames.nodeImages, nodeImages);
    this.registerOutputs({});
  }

  private createWindow(
    name: string,
    args: MaintenanceArgs,
    configName: string,
    window: AksMaintenanceWindow,
  ): void {
    new containerservice.MaintenanceConfiguration(
      name,
      {
        resourceGroupName: args.resourceGroupName,
        resourceName: args.clusterName,
        configName,
        maintenanceWindow: maintenanceWindowArgs(window),
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }
}
