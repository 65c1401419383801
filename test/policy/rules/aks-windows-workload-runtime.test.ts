import { aksWindowsWorkloadRuntime } from "../../../policy/rules/aks-windows-workload-runtime";
import { aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(aksWindowsWorkloadRuntime, {
  valid: [
    { name: "no runtime", resource: aksWindowsPool() },
    { name: "ordinary containers", resource: aksWindowsPool({ workloadRuntime: "OCIContainer" }) },
    { name: "a sandboxing Linux pool", resource: aksPool({ workloadRuntime: "KataVmIsolation" }) },
  ],
  invalid: ["KataVmIsolation", "KataMshvVmIsolation", "WasmWasi"].map((runtime) => ({
    name: runtime,
    resource: aksWindowsPool({ workloadRuntime: runtime }),
    messages: [
      `AgentPool "win22a": workloadRuntime is "${runtime}": Pod sandboxing, confidential containers and WebAssembly nodes are Linux only. Leave it out or set it to "OCIContainer".`,
    ],
  })),
  unproved: [
    {
      name: "a runtime that is unknown",
      resource: aksWindowsPool({ workloadRuntime: UNKNOWN }),
      messages: [
        'AgentPool "win22a": workloadRuntime is decided only during the deployment, so the rule cannot be proved in preview. AKS Windows pools have no workloadRuntime but OCIContainer.',
      ],
    },
  ],
});
