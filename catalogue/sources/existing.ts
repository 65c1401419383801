import type { SourceEntry } from "../source";

/** Sources about clusters whose nodes the user owns. */
export const existingSources = {
  "rke2-windows": {
    title: "RKE2: requirements and quick start of Windows agents",
    url: "https://docs.rke2.io/install/requirements#windows",
    file: "rancher/rke2-docs docs/install/{requirements,quickstart,windows_airgap}.md",
    read: "2026-08-20",
    confidence: "high",
  },
  "docker-desktop-kubernetes": {
    title: "Docker Desktop: Kubernetes",
    url: "https://docs.docker.com/desktop/features/kubernetes/",
    read: "2026-11-22",
    confidence: "medium",
  },
  "calico-windows-operator": {
    title: "Calico for Windows: install by the operator",
    url: "https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/operator",
    file: "tigera/docs calico/getting-started/kubernetes/windows-calico/operator.mdx; tigera/operator pkg/controller/installation/windows_controller.go",
    read: "2026-08-21",
    confidence: "high",
  },
  "chart-tigera-operator": {
    title: "Helm chart tigera-operator: values",
    url: "https://github.com/projectcalico/calico/tree/v3.32.1/charts/tigera-operator",
    file: "projectcalico/calico v3.32.1 charts/tigera-operator/values.yaml",
    read: "2026-08-22",
    confidence: "high",
  },
  "chart-csi-driver-smb": {
    title: "Helm chart csi-driver-smb: values",
    url: "https://github.com/kubernetes-csi/csi-driver-smb/tree/master/charts",
    file: "kubernetes-csi/csi-driver-smb charts/latest/csi-driver-smb/values.yaml, charts/index.yaml",
    read: "2026-08-07",
    confidence: "high",
  },
  "cni-manifests": {
    title: "Manifests of network plugins: names of their DaemonSets",
    url: "https://kubernetes.io/docs/concepts/cluster-administration/addons/",
    file: "flannel-io/flannel Documentation/kube-flannel.yml; tigera/operator pkg/render; manifests of the others as commonly installed",
    read: "2026-08-22",
    confidence: "medium",
  },
} as const satisfies Record<string, SourceEntry>;
