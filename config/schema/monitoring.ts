import * as v from "valibot";
import { objectName, wholeNumber } from "./fields";

/** Prometheus, Alertmanager and Grafana in the cluster. */
export const prometheus = v.strictObject({
  retentionDays: v.optional(
    v.pipe(wholeNumber(1, 365, "days"), v.description("Days that metrics are kept")),
    15,
  ),
  storageGiB: v.optional(
    v.pipe(wholeNumber(10, 16384, "GiB"), v.description("Size of the disk for metrics in GiB")),
    50,
  ),
  storageClass: v.optional(
    v.pipe(objectName, v.description("StorageClass of that disk, for Linux; default: the cluster's default")),
  ),
  alertmanagerSecret: v.optional(
    v.pipe(
      objectName,
      v.description(
        "Secret in the namespace monitoring whose alertmanager.yaml says who is told; default: nobody",
      ),
    ),
  ),
});

/** What is reported about Windows nodes. */
export const alerts = v.strictObject({
  patchAgeDays: v.optional(
    v.pipe(
      wholeNumber(7, 365, "days"),
      v.description("Days without an update of Windows before it is reported"),
    ),
    45,
  ),
});

/** A checked Prometheus. */
export type PrometheusConfig = v.InferOutput<typeof prometheus>;
/** Checked settings of alerts. */
export type AlertsConfig = v.InferOutput<typeof alerts>;
