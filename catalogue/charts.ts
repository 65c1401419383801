import type { Sourced } from "./source";

/** A value of a chart that selects the operating system of some of its pods. */
export interface OsPin {
  /** Path of a node selector in the chart's values: `controller.nodeSelector`. */
  readonly value: string;
  /** Operating system that these pods are made for, as `kubernetes.io/os` spells it. */
  readonly os: "linux" | "windows";
  /** Whether the chart's own default selects it already. */
  readonly byDefault: boolean;
}

/** A third-party chart in the one version that was read. */
export interface ChartRow extends Sourced {
  readonly chart: string;
  readonly title: string;
  /** Address of the repository that holds the chart. */
  readonly repository: `https://${string}`;
  /** Version of the chart, exact. */
  readonly version: string;
  /** Version of what it installs. */
  readonly appVersion: string;
  /** Every value that selects nodes for pods of this chart; none when its templates select them, or it has no pods. */
  readonly pins: readonly OsPin[];
  /** What a user has to know, one sentence. */
  readonly note?: string;
}

const selects = (os: OsPin["os"], byDefault: boolean, values: readonly string[]): readonly OsPin[] =>
  values.map((value) => ({ value, os, byDefault }));

/**
 * Third-party charts by name. Most charts were written for clusters without Windows and select no operating system, so
 * each row lists what has to be said to keep every pod of the chart on its own.
 */
export const charts = {
  "kube-prometheus-stack": {
    chart: "kube-prometheus-stack",
    title: "Prometheus, Alertmanager, Grafana and exporters",
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "88.5.3",
    appVersion: "v0.93.1",
    pins: [
      ...selects("linux", false, [
        "crds.upgradeJob.nodeSelector",
        "alertmanager.alertmanagerSpec.nodeSelector",
        "grafana.nodeSelector",
        "kube-state-metrics.nodeSelector",
        "prometheusOperator.nodeSelector",
        "prometheusOperator.admissionWebhooks.deployment.nodeSelector",
        "prometheusOperator.admissionWebhooks.patch.nodeSelector",
        "prometheus.prometheusSpec.nodeSelector",
        "thanosRuler.thanosRulerSpec.nodeSelector",
      ]),
      ...selects("linux", true, ["prometheus-node-exporter.nodeSelector"]),
      ...selects("windows", true, ["prometheus-windows-exporter.nodeSelector"]),
    ],
    note: "Its rules for Windows read windows_os_visible_memory_bytes, which windows_exporter 0.31 no longer has.",
    source: ["chart-kube-prometheus-stack"],
  },
  gmsa: {
    chart: "gmsa",
    title: "Webhook that gives pods the identity of a group-managed service account",
    repository: "https://raw.githubusercontent.com/kubernetes-sigs/windows-gmsa/master/charts/repo",
    version: "0.13.0",
    appVersion: "0.13.0",
    pins: [],
    note: "Its template selects Linux by itself; a nodeSelector in the values would stand there twice.",
    source: ["chart-gmsa"],
  },
  "cert-manager": {
    chart: "cert-manager",
    title: "Certificates for webhooks",
    repository: "https://charts.jetstack.io",
    version: "v1.21.1",
    appVersion: "v1.21.1",
    pins: selects("linux", true, [
      "nodeSelector",
      "webhook.nodeSelector",
      "cainjector.nodeSelector",
      "startupapicheck.nodeSelector",
    ]),
    source: ["chart-cert-manager"],
  },
  flux2: {
    chart: "flux2",
    title: "Flux: the controllers",
    repository: "https://fluxcd-community.github.io/helm-charts",
    version: "2.18.3",
    appVersion: "2.8.5",
    pins: selects("linux", false, [
      "crds.migration.nodeSelector",
      "cli.nodeSelector",
      "helmController.nodeSelector",
      "imageAutomationController.nodeSelector",
      "imageReflectionController.nodeSelector",
      "kustomizeController.nodeSelector",
      "notificationController.nodeSelector",
      "sourceController.nodeSelector",
      "sourceWatcher.nodeSelector",
    ]),
    note: "The manifests of `flux install` select Linux; this chart does not.",
    source: ["chart-flux2"],
  },
  "flux2-sync": {
    chart: "flux2-sync",
    title: "Flux: a Git repository and the folders of it to apply",
    repository: "https://fluxcd-community.github.io/helm-charts",
    version: "1.14.5",
    appVersion: "2.8.5",
    pins: selects("linux", false, ["cli.nodeSelector"]),
    source: ["chart-flux2"],
  },
  "argo-cd": {
    chart: "argo-cd",
    title: "Argo CD: the controllers",
    repository: "https://argoproj.github.io/argo-helm",
    version: "10.1.1",
    appVersion: "v3.4.4",
    pins: selects("linux", true, ["global.nodeSelector"]),
    source: ["chart-argo-cd"],
  },
  "argocd-apps": {
    chart: "argocd-apps",
    title: "Argo CD: applications",
    repository: "https://argoproj.github.io/argo-helm",
    version: "2.0.5",
    appVersion: "2.0.5",
    pins: [],
    note: "It has no pods.",
    source: ["chart-argo-cd"],
  },
  "deployment-operator": {
    chart: "deployment-operator",
    title: "Plural: the agent that deploys from the Plural console",
    repository: "https://pluralsh.github.io/deployment-operator",
    version: "0.6.59",
    appVersion: "0.6.59",
    pins: selects("linux", false, ["nodeSelector"]),
    source: ["chart-deployment-operator"],
  },
  headlamp: {
    chart: "headlamp",
    title: "Headlamp: a web page for looking into the cluster",
    repository: "https://kubernetes-sigs.github.io/headlamp/",
    version: "0.45.0",
    appVersion: "0.45.0",
    pins: selects("linux", false, ["nodeSelector"]),
    note: "Its default binds its service account to cluster-admin.",
    source: ["chart-headlamp"],
  },
  "tigera-operator": {
    chart: "tigera-operator",
    title: "Calico: the operator that installs it on both operating systems",
    repository: "https://docs.tigera.io/calico/charts",
    version: "v3.32.1",
    appVersion: "v3.32.1",
    pins: [
      ...selects("linux", true, ["nodeSelector"]),
      ...selects("linux", false, ["installation.controlPlaneNodeSelector"]),
    ],
    note: "The operator itself makes the DaemonSets of nodes, one for each operating system.",
    source: ["chart-tigera-operator"],
  },
  "csi-driver-smb": {
    chart: "csi-driver-smb",
    title: "SMB shares as volumes, on both operating systems",
    repository: "https://raw.githubusercontent.com/kubernetes-csi/csi-driver-smb/master/charts",
    version: "1.20.3",
    appVersion: "1.20.3",
    pins: [],
    note: "Its templates select both operating systems by themselves; its Windows pods tolerate no taint os=windows unless windows.tolerations says so.",
    source: ["chart-csi-driver-smb"],
  },
} as const satisfies Record<string, ChartRow>;

/** Name of a chart that has a row. */
export type ChartName = keyof typeof charts;

/**
 * What is known about a chart.
 *
 * @param name - as a Helm release names it: `argo-cd`, `repo/argo-cd` or the address of a package in an OCI registry
 */
export function chartRow(name: string): ChartRow | undefined {
  const chart = name.slice(name.lastIndexOf("/") + 1);
  return Object.hasOwn(charts, chart) ? charts[chart as ChartName] : undefined;
}

/** Values of a chart, or a part of them. */
export interface ChartValues {
  readonly [key: string]: unknown;
}

/**
 * The values that keep every pod of a chart on nodes of its operating system. Defaults are said again: the next version
 * of the chart may have others.
 *
 * @param row - the chart
 */
export function osValues({ pins }: Pick<ChartRow, "pins">): ChartValues {
  return pins.reduce<ChartValues>(
    (values, { value, os }) => withValue(values, value.split("."), { "kubernetes.io/os": os }),
    {},
  );
}

function withValue(
  values: ChartValues,
  [key = "", ...rest]: readonly string[],
  leaf: ChartValues,
): ChartValues {
  const below = values[key];
  const branch = typeof below === "object" && below !== null ? (below as ChartValues) : {};
  return { ...values, [key]: rest.length === 0 ? leaf : withValue(branch, rest, leaf) };
}
