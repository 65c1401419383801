/**
 * Namespaces of Kubernetes and of the platforms, whose pods nobody here can change. AKS keeps its own out of admission
 * policies by itself; EKS does not.
 *
 * @see https://learn.microsoft.com/azure/aks/faq#can-admission-controller-webhooks-impact-kube-system-and-internal-aks-namespaces-
 * @see https://github.com/flannel-io/flannel/blob/master/Documentation/kube-flannel.yml (read 2026-11-23)
 */
export const systemNamespaces: readonly string[] = [
  "kube-system",
  "kube-public",
  "kube-node-lease",
  "kube-flannel",
  "gatekeeper-system",
  "calico-system",
  "tigera-operator",
  "amazon-cloudwatch",
  "amazon-guardduty",
];

/**
 * Namespaces that are open to HostProcess pods wherever nobody says more: those of the system, and the one where exporters
 * of node metrics are by the documentation of kube-prometheus and windows_exporter.
 *
 * @see https://github.com/prometheus-operator/kube-prometheus (read 2026-11-23)
 * @see https://github.com/prometheus-community/windows_exporter/blob/master/kubernetes/kubernetes.md (read 2026-11-23)
 */
export const hostProcessNamespaces: readonly string[] = [...systemNamespaces, "monitoring"];
