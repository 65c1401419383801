import type { KubernetesObject } from "../../../localcloud/kubernetes";

/**
 * A workload of one pod that is bound to the nodes with a label, also to spot nodes.
 *
 * @param name - its name, and the label's value
 * @param label - the label's key
 * @param os - operating system of the nodes
 */
export function workload(name: string, label: string, os: "linux" | "windows"): KubernetesObject {
  const labels = { app: `on-${name}` };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: `on-${name}`, namespace: "default" },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          nodeSelector: { [label]: name, "kubernetes.io/os": os },
          tolerations: [{ key: "kubernetes.azure.com/scalesetpriority", operator: "Exists" }],
          containers: [{ name: "main", image: "registry.example/main:1" }],
        },
      },
    },
  };
}
