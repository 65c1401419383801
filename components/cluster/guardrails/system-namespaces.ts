/**
 * Namespaces of Kubernetes and of the platforms, whose pods nobody here can change. AKS keeps its own out of admission
 * policies by itself; EKS does not.
 *
 * @see https://learn.microsoft.com/azure/aks/faq#can-admission-controller-webhooks-impact-kube-system-and-internal-aks-namespaces-
 */
export const systemNamespaces: readonly string[] = [
  "kube-system",
  "kube-public",
  "kube-node-lease",
  "gatekeeper-system",
  "calico-system",
  "tigera-operator",
  "amazon-cloudwatch",
  "amazon-guardduty",
];
