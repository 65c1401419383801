import * as v from "valibot";
import { rule } from "../advice";
import { wholeNumber } from "../fields";

const windowsUrl = "https://learn.microsoft.com/azure/aks/planned-maintenance";
const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

const maintenanceWindow = v.strictObject({
  day: v.picklist(days, rule("must be a day of the week in English", "use for example Saturday", windowsUrl)),
  startTime: v.pipe(
    v.string(rule("must be text", 'put the time in quotes, for example "22:00"', windowsUrl)),
    v.regex(
      /^([01]\d|2[0-3]):[0-5]\d$/,
      rule("must be a time from 00:00 to 23:59", 'use for example "22:00"', windowsUrl),
    ),
  ),
  durationHours: v.optional(v.pipe(wholeNumber(4, 24, "hours"), v.description("Length in hours")), 4),
  utcOffset: v.optional(
    v.pipe(
      v.string(rule("must be text", 'put the offset in quotes, for example "+01:00"', windowsUrl)),
      v.regex(
        /^[+-](0\d|1[0-4]):[0-5]\d$/,
        rule("must be a distance from UTC such as +01:00", 'use for example "+01:00"', windowsUrl),
      ),
      v.description("Distance of the time zone from UTC"),
    ),
    "+00:00",
  ),
  everyWeeks: v.optional(v.pipe(wholeNumber(1, 4, "weeks"), v.description("1: every week")), 1),
});

/** When Azure may change things by itself. */
export const aksMaintenance = v.strictObject({
  kubernetes: v.optional(
    v.pipe(maintenanceWindow, v.description("For new Kubernetes versions of upgradeChannel")),
  ),
  nodeImages: v.optional(
    v.pipe(maintenanceWindow, v.description("For new node images of nodeOsUpgradeChannel")),
  ),
});

/** What is measured and kept. */
export const aksMonitoring = v.strictObject({
  metrics: v.optional(
    v.pipe(v.boolean(), v.description("Managed Prometheus with the recording rules for Windows nodes")),
    true,
  ),
  logs: v.optional(
    v.pipe(v.boolean(), v.description("Container logs and events in a Log Analytics workspace")),
    true,
  ),
  logRetentionDays: v.optional(
    v.pipe(wholeNumber(30, 730, "days"), v.description("Days that logs are kept")),
    30,
  ),
});

/** A checked maintenance window. */
export type AksMaintenanceWindow = v.InferOutput<typeof maintenanceWindow>;
/** Checked maintenance windows. */
export type AksMaintenance = v.InferOutput<typeof aksMaintenance>;
/** Checked monitoring settings. */
export type AksMonitoring = v.InferOutput<typeof aksMonitoring>;
