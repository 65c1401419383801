import type { SourceEntry } from "../source";

/** Sources of Helm charts. The version in a row is the one whose values were read on that day. */
export const chartSources = {
  "chart-kube-prometheus-stack": {
    title: "Helm chart kube-prometheus-stack: values and templates",
    url: "https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack",
    file: "prometheus-community/helm-charts charts/kube-prometheus-stack/values.yaml, charts/prometheus-windows-exporter",
    read: "2026-08-22",
    confidence: "high",
  },
  "chart-gmsa": {
    title: "Helm chart gmsa: values and templates/deployment.yaml",
    url: "https://github.com/kubernetes-sigs/windows-gmsa/tree/master/charts/gmsa",
    file: "kubernetes-sigs/windows-gmsa charts/gmsa",
    read: "2025-03-24",
    confidence: "high",
  },
  "chart-cert-manager": {
    title: "Helm chart cert-manager: values",
    url: "https://cert-manager.io/docs/installation/helm/",
    file: "cert-manager/cert-manager deploy/charts/cert-manager/values.yaml",
    read: "2026-08-22",
    confidence: "high",
  },
  "chart-flux2": {
    title: "Helm charts flux2 and flux2-sync: values",
    url: "https://github.com/fluxcd-community/helm-charts/tree/main/charts/flux2",
    file: "fluxcd-community/helm-charts charts/flux2/values.yaml, charts/flux2-sync/values.yaml",
    read: "2026-04-15",
    confidence: "high",
  },
  "chart-argo-cd": {
    title: "Helm charts argo-cd and argocd-apps: values",
    url: "https://github.com/argoproj/argo-helm/tree/main/charts/argo-cd",
    file: "argoproj/argo-helm charts/argo-cd/values.yaml, charts/argocd-apps/values.yaml",
    read: "2026-07-02",
    confidence: "high",
  },
  "chart-deployment-operator": {
    title: "Helm chart deployment-operator of Plural: values",
    url: "https://github.com/pluralsh/deployment-operator/tree/main/charts/deployment-operator",
    file: "pluralsh/deployment-operator charts/deployment-operator/values.yaml",
    read: "2026-08-22",
    confidence: "high",
  },
  "chart-headlamp": {
    title: "Helm chart headlamp: values",
    url: "https://github.com/kubernetes-sigs/headlamp/tree/main/charts/headlamp",
    file: "kubernetes-sigs/headlamp charts/headlamp/values.yaml",
    read: "2026-08-21",
    confidence: "high",
  },
} as const satisfies Record<string, SourceEntry>;
