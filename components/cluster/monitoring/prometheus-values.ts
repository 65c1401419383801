import type { ChartValues } from "../../../catalogue/charts";
import type { PrometheusConfig } from "../../../config/schema/monitoring";
import type { Rules } from "./alert";
import { ruleGroup } from "./alert";
import { linuxCoverageAlert } from "./coverage-alerts";
import { windowsExporterPort } from "./windows-exporter";

/** Secret with the password of Grafana's administrator. */
export const grafanaSecret = { name: "grafana-admin", userKey: "user", passwordKey: "password" } as const;

/** What the values are made from. */
export interface PrometheusValuesArgs {
  readonly prometheus: PrometheusConfig;
  readonly rules: Rules;
}

/**
 * Values of the chart kube-prometheus-stack. Its own exporter for Windows stays off: windows_exporter is an object of
 * this program, and the chart's rules for Windows read series that no longer exist.
 *
 * @param args - what a stack decides
 */
export function prometheusValues({ prometheus, rules }: PrometheusValuesArgs): ChartValues {
  const alerts = [...rules.alerts, linuxCoverageAlert];
  return {
    windowsMonitoring: { enabled: false },
    additionalPrometheusRulesMap: {
      "mullion-windows": { groups: [ruleGroup("mullion-windows", { ...rules, alerts })] },
    },
    prometheus: { prometheusSpec: prometheusSpec(prometheus) },
    alertmanager: { alertmanagerSpec: alertmanagerSpec(prometheus) },
    grafana: {
      admin: {
        existingSecret: grafanaSecret.name,
        userKey: grafanaSecret.userKey,
        passwordKey: grafanaSecret.passwordKey,
      },
    },
    // Clouds do not show these, and kubeadm binds them to the loopback: without this they would be reported as down.
    kubeControllerManager: { enabled: false },
    kubeEtcd: { enabled: false },
    kubeScheduler: { enabled: false },
  };
}

function prometheusSpec({ retentionDays, storageGiB, storageClass }: PrometheusConfig): ChartValues {
  return {
    retention: `${String(retentionDays)}d`,
    additionalScrapeConfigs: [windowsExporterJob],
    storageSpec: {
      volumeClaimTemplate: {
        spec: {
          ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
          accessModes: ["ReadWriteOnce"],
          resources: { requests: { storage: `${String(storageGiB)}Gi` } },
        },
      },
    },
  };
}

function alertmanagerSpec({ alertmanagerSecret }: PrometheusConfig): ChartValues {
  return alertmanagerSecret === undefined
    ? {}
    : { useExistingSecret: true, configSecret: alertmanagerSecret };
}

/**
 * Every Windows node is asked, whether the exporter runs there or not: a node that does not answer is seen, while one
 * that is looked for by its pods would only be missing. `instance` is the node's name, as in Azure's managed Prometheus.
 */
const windowsExporterJob = {
  job_name: "windows-exporter",
  kubernetes_sd_configs: [{ role: "node" }],
  relabel_configs: [
    { source_labels: ["__meta_kubernetes_node_label_kubernetes_io_os"], regex: "windows", action: "keep" },
    {
      source_labels: ["__meta_kubernetes_node_address_InternalIP"],
      target_label: "__address__",
      replacement: `$1:${String(windowsExporterPort)}`,
    },
    { source_labels: ["__meta_kubernetes_node_name"], target_label: "instance" },
  ],
};
