import type { KubernetesObject } from "../kubernetes";

const inKubeSystem = (name: string) => ({ name, namespace: "kube-system" });

/**
 * What kubeadm leaves behind and programs can see: the service account and the settings of kube-proxy. DNS and
 * kube-proxy itself are left out, since nothing runs in pods here.
 *
 * @see https://kubernetes.io/docs/reference/setup-tools/kubeadm/implementation-details/#proxy
 */
export function kubeadmObjects(): readonly KubernetesObject[] {
  return [
    { apiVersion: "v1", kind: "ServiceAccount", metadata: inKubeSystem("kube-proxy") },
    {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: inKubeSystem("kube-proxy"),
      data: { "config.conf": "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n" },
    },
  ];
}
