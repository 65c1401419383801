/**
 * A DaemonSet of the platform's own, on every node of one operating system; it asks for no resources, and nothing runs
 * in its pods here.
 */
export function systemDaemonSet(name: string, os: "linux" | "windows"): object {
  const labels = { "k8s-app": name };
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: {
      name,
      namespace: "kube-system",
      labels: { ...labels, "kubernetes.azure.com/managedby": "aks" },
    },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [
                  {
                    matchExpressions: [
                      { key: "kubernetes.io/os", operator: "In", values: [os] },
                      { key: "type", operator: "NotIn", values: ["virtual-kubelet"] },
                    ],
                  },
                ],
              },
            },
          },
          tolerations: [{ operator: "Exists" }],
          priorityClassName: "system-node-critical",
          containers: [{ name, image: `mcr.microsoft.com/oss/kubernetes/${name}:local` }],
        },
      },
    },
  };
}
