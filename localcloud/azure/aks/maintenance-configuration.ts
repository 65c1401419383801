import { badRequest } from "../errors";
import type { JsonObject } from "../../clouds/json";
import { numberAt, objectAt, overlay, textAt, valueAt } from "../../clouds/json";
import type { Put, ResourceType, Rule } from "../resource-type";
import { aksId } from "./ids";

/** Names that AKS reads; each is for one kind of upgrade. */
const names = ["default", "aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"] as const;

const nameIsKnown: Rule<Put> = ({ id }) =>
  names.some((name) => name === id.name)
    ? undefined
    : badRequest(
        "InvalidParameter",
        `The maintenance configuration name '${id.name}' is invalid: it must be one of ${names.join(", ")}.`,
        "configName",
      );

/** @see https://learn.microsoft.com/azure/aks/planned-maintenance */
const windowIsSound: Rule<Put> = ({ id, requested }) => {
  const window = valueAt(requested, "properties.maintenanceWindow");
  if (id.name === "default") {
    return window === undefined
      ? undefined
      : badRequest(
          "InvalidParameter",
          "The configuration named default takes timeInWeek, not maintenanceWindow.",
          "maintenanceWindow",
        );
  }
  if (window === undefined)
    return badRequest(
      "InvalidParameter",
      `The configuration ${id.name} needs maintenanceWindow.`,
      "maintenanceWindow",
    );
  const hours = numberAt(window, "durationHours") ?? 24;
  if (hours < 4 || hours > 24)
    return badRequest(
      "InvalidParameter",
      `The length of maintenance window is ${String(hours)} hours; it must be from 4 to 24.`,
      "maintenanceWindow.durationHours",
    );
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(textAt(window, "startTime") ?? ""))
    return badRequest(
      "InvalidParameter",
      "startTime must have the form 'HH:mm'.",
      "maintenanceWindow.startTime",
    );
  if (!/^[+-](0\d|1[0-4]):[0-5]\d$/.test(textAt(window, "utcOffset") ?? "+00:00"))
    return badRequest(
      "InvalidParameter",
      "utcOffset must have the form '+/-HH:mm'.",
      "maintenanceWindow.utcOffset",
    );
  const kinds = Object.keys(objectAt(window, "schedule"));
  return kinds.length === 1
    ? undefined
    : badRequest(
        "InvalidParameter",
        "Exactly one of daily, weekly, absoluteMonthly and relativeMonthly must be given.",
        "maintenanceWindow.schedule",
      );
};

/**
 * When AKS may upgrade a cluster by itself.
 *
 * @see https://learn.microsoft.com/rest/api/aks/maintenance-configurations
 */
export const maintenanceConfiguration: ResourceType = {
  type: "Microsoft.ContainerService/managedClusters/maintenanceConfigurations",
  canonicalId: aksId,
  rules: [nameIsKnown, windowIsSound],
  complete: ({ requested }) => {
    const properties = objectAt(requested, "properties");
    const hasWindow = valueAt(properties, "maintenanceWindow") !== undefined;
    const defaults: JsonObject = hasWindow ? { maintenanceWindow: { utcOffset: "+00:00" } } : {};
    return { body: { properties: overlay(defaults, properties) } };
  },
};
