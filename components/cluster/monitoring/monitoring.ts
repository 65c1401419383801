import * as apps from "@pulumi/kubernetes/apps/v1";
import * as core from "@pulumi/kubernetes/core/v1";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { inClusterNamespaces } from "../../../config/in-cluster-namespaces";
import type { AlertsConfig, PrometheusConfig } from "../../../config/schema/monitoring";
import type { Platform } from "../../platform";
import { chartRelease } from "../chart";
import { dashboardJson } from "./dashboard";
import { dashboards } from "./dashboards";
import { metricsAgentSettings } from "./managed-prometheus";
import { grafanaSecret, prometheusValues } from "./prometheus-values";
import { windowsRules } from "./windows-alerts";
import { windowsExporterConfig, windowsExporterDaemonSet } from "./windows-exporter";

/** Arguments of {@link Monitoring}. */
export interface MonitoringArgs {
  readonly platform: Platform;
  /** Who reads what the exporter measures: the cloud's agent, or a Prometheus in the cluster. */
  readonly reader: { readonly kind: "azure" } | ({ readonly kind: "cluster" } & PrometheusArgs);
}

/** A Prometheus in the cluster. */
export interface PrometheusArgs {
  readonly prometheus: PrometheusConfig;
  readonly alerts: AlertsConfig;
}

/** What sees Windows nodes, and what reads it. */
export class Monitoring extends pulumi.ComponentResource {
  constructor(name: string, { platform, reader }: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("mullion:cluster:Monitoring", name, {}, { providers: [platform.provider], ...opts });
    const namespace = this.createNamespace(name);
    if (platform.pools.some(({ os }) => os === "Windows")) this.createExporter(name, namespace);
    switch (reader.kind) {
      case "azure":
        this.createAgentSettings(name);
        break;
      case "cluster":
        this.createPrometheus(name, namespace, reader);
        this.createDashboards(name, namespace);
        break;
    }
    this.registerOutputs({});
  }

  /** It admits agents that own their node, so only administrators may use it. */
  private createNamespace(name: string): pulumi.Output<string> {
    const labels = { "pod-security.kubernetes.io/enforce": "privileged" };
    const args = { metadata: { name: inClusterNamespaces.monitoring, labels } };
    return new core.Namespace(`${name}-namespace`, args, { parent: this }).metadata.name;
  }

  private createExporter(name: string, namespace: pulumi.Output<string>): void {
    const probe = new core.ConfigMap(`${name}-windows-probe`, windowsExporterConfig(namespace), {
      parent: this,
    });
    new apps.DaemonSet(`${name}-windows-exporter`, windowsExporterDaemonSet(namespace), {
      parent: this,
      dependsOn: [probe],
    });
  }

  private createAgentSettings(name: string): void {
    new core.ConfigMap(`${name}-agent-settings`, metricsAgentSettings(), { parent: this });
  }

  private createPrometheus(name: string, namespace: pulumi.Output<string>, args: PrometheusArgs): void {
    const secret = this.createGrafanaSecret(name, namespace);
    const values = prometheusValues({ ...args, rules: windowsRules(args.alerts) });
    chartRelease(
      `${name}-prometheus`,
      { chart: "kube-prometheus-stack", releaseName: "prometheus", namespace, values },
      { parent: this, dependsOn: [secret] },
    );
  }

  /** The chart's own password is the same everywhere in the world. */
  private createGrafanaSecret(name: string, namespace: pulumi.Output<string>): core.Secret {
    const password = new random.RandomPassword(
      `${name}-grafana-password`,
      { length: 32, special: false },
      { parent: this },
    );
    const { userKey, passwordKey } = grafanaSecret;
    return new core.Secret(
      `${name}-grafana-admin`,
      {
        metadata: { name: grafanaSecret.name, namespace },
        stringData: { [userKey]: "admin", [passwordKey]: password.result },
      },
      { parent: this },
    );
  }

  /** Grafana's side car looks for ConfigMaps with this label. */
  private createDashboards(name: string, namespace: pulumi.Output<string>): void {
    for (const [file, spec] of Object.entries(dashboards)) {
      new core.ConfigMap(
        `${name}-dashboard-${file}`,
        {
          metadata: { name: `dashboard-${file}`, namespace, labels: { grafana_dashboard: "1" } },
          data: { [`${file}.json`]: dashboardJson(spec) },
        },
        { parent: this },
      );
    }
  }
}
