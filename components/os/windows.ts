import type { OsFamily } from "./os-family";

/**
 * Windows: tainted, so that Linux pods without a selector stay away.
 *
 * @see https://kubernetes.io/docs/concepts/windows/user-guide/ for taint and selector
 * @see https://kubernetes.io/docs/concepts/configuration/windows-resource-management/ for why memory is limited
 */
export const windows: OsFamily = {
  os: "Windows",
  nodeSelector: { "kubernetes.io/os": "windows" },
  taints: [{ key: "os", value: "windows", effect: "NoSchedule" }],
  tolerations: [{ key: "os", operator: "Equal", value: "windows", effect: "NoSchedule" }],
  containerDefaults: {
    requests: { cpu: "250m", memory: "512Mi" },
    limits: { cpu: "1", memory: "1Gi" },
  },
};
