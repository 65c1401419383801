import type { OsFamily } from "./os-family";

/** Linux: the default of Kubernetes, so no taints. */
export const linux: OsFamily = {
  os: "Linux",
  nodeSelector: { "kubernetes.io/os": "linux" },
  taints: [],
  tolerations: [],
  containerDefaults: {
    requests: { cpu: "100m", memory: "128Mi" },
    limits: { cpu: "500m", memory: "256Mi" },
  },
};
