import { base } from "../../base";
import { eksBase } from "../../eks-base";
import { ruleTest } from "../rule-test";

ruleTest("one monitoring", [
  {
    title: "takes a Prometheus in the cluster where the platform's is off",
    values: { ...base, inCluster: { prometheus: {} } },
  },
  {
    title: "takes a Prometheus beside Container Insights, which has no PromQL",
    values: { ...eksBase, inCluster: { prometheus: {} } },
  },
  {
    title: "refuses two that keep the same",
    values: { ...base, monitoring: { logs: false }, inCluster: { prometheus: {} } },
    lines: [
      "inCluster.prometheus: cannot be beside monitoring.metrics: both would measure and keep the same; remove it, or set monitoring.metrics to false (https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-metrics-overview)",
    ],
  },
  {
    title: "refuses values that no Prometheus keeps",
    values: {
      ...base,
      inCluster: {
        prometheus: { retentionDays: 0, storageGiB: 9, storageClass: "Premium", alertmanagerSecret: "" },
        alerts: { patchAgeDays: 6 },
      },
    },
    lines: [
      "inCluster.prometheus.retentionDays: must be a whole number of days from 1 to 365, got 0; use a value from 1 to 365",
      "inCluster.prometheus.storageGiB: must be a whole number of GiB from 10 to 16384, got 9; use a value from 10 to 16384",
      'inCluster.prometheus.storageClass: must be 1 to 253 lower-case letters, digits, hyphens and full stops, starting and ending with a letter or digit, got "Premium"; correct it (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)',
      'inCluster.prometheus.alertmanagerSecret: must be 1 to 253 lower-case letters, digits, hyphens and full stops, starting and ending with a letter or digit, got ""; correct it (https://kubernetes.io/docs/concepts/overview/working-with-objects/names/)',
      "inCluster.alerts.patchAgeDays: must be a whole number of days from 7 to 365, got 6; use a value from 7 to 365",
    ],
  },
  {
    title: "takes the bounds",
    values: {
      ...base,
      inCluster: {
        prometheus: { retentionDays: 365, storageGiB: 10, storageClass: "premium.v2" },
        alerts: { patchAgeDays: 7 },
      },
    },
  },
]);
