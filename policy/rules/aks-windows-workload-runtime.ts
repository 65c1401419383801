import { resourceRule } from "../rule";
import { aksPools, isWindowsPool } from "../scopes/aks-pools";

/** Windows pools run ordinary containers. */
export const aksWindowsWorkloadRuntime = resourceRule({
  name: "aks-windows-workload-runtime",
  level: "mandatory",
  description: "AKS Windows pools have no workloadRuntime but OCIContainer.",
  sources: [
    "https://learn.microsoft.com/azure/aks/use-pod-sandboxing",
    "https://learn.microsoft.com/azure/aks/windows-vs-linux-containers",
  ],
  scope: aksPools,
  *check(pool) {
    if (!isWindowsPool(pool)) return;
    const runtime = pool.view.string("workloadRuntime");
    if (runtime === undefined || runtime === "OCIContainer") return;
    yield {
      field: pool.view.pathTo("workloadRuntime"),
      problem: `is "${runtime}"`,
      reason: "Pod sandboxing, confidential containers and WebAssembly nodes are Linux only",
      fix: 'Leave it out or set it to "OCIContainer"',
    };
  },
});
