import { aksWindowsSkuSupport } from "../../../catalogue/aks";
import type { KubernetesMinor } from "../../../catalogue/kubernetes-minors";
import { aksWindowsSkuSupported } from "../../../policy/rules/aks-windows-sku-supported";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const reason = (osSku: string, minor: KubernetesMinor) =>
  aksWindowsSkuSupport(osSku, minor, "2026-03-01").reason;
const at = (kubernetesVersion: string) => aksCluster({ kubernetesVersion }, { name: "cluster" });
const named = (resourceName: string) =>
  aksCluster({ resourceName, kubernetesVersion: "1.37" }, { name: resourceName });
const unknownName = aksCluster({ resourceName: UNKNOWN, kubernetesVersion: "1.37.1" }, { name: "cluster" });

ruleTest(aksWindowsSkuSupported, {
  valid: [
    { name: "2022 at its last minor", resource: aksWindowsPool(), stack: [at("1.36.4")] },
    {
      name: "2025 at its first minor",
      resource: aksWindowsPool({ osSKU: "Windows2025" }),
      stack: [at("1.32")],
    },
    { name: "2025 at 1.37", resource: aksWindowsPool({ osSKU: "Windows2025" }), stack: [at("1.37")] },
    {
      name: "2019 the day before it was retired",
      resource: aksWindowsPool({ osSKU: "Windows2019" }),
      stack: [at("1.32")],
      asOf: "2026-02-28",
    },
    {
      name: "a pool that keeps an older minor than its cluster",
      resource: aksWindowsPool({ orchestratorVersion: "1.36.2" }),
      stack: [at("1.37")],
    },
    { name: "a Linux pool", resource: aksPool({ osSKU: "Ubuntu" }), stack: [at("1.37")] },
    { name: "a pool of a cluster outside the program", resource: aksWindowsPool() },
    {
      name: "a pool of another cluster",
      resource: aksWindowsPool({ resourceName: "stage" }),
      stack: [named("prod")],
    },
    {
      name: "a pool without osSKU, which another rule is about",
      resource: aksWindowsPool({ osSKU: undefined }),
      stack: [at("1.37")],
    },
  ],
  invalid: [
    {
      name: "2022 one minor too late",
      resource: aksWindowsPool(),
      stack: [at("1.37")],
      messages: [
        `AgentPool "win22a": osSKU is "Windows2022" at Kubernetes 1.37 (kubernetesVersion of its cluster): ${reason("Windows2022", "1.37")} Make a new pool with osSKU Windows2025, move the workloads and delete this one.`,
      ],
    },
    {
      name: "2025 one minor too early",
      resource: aksWindowsPool({ osSKU: "Windows2025", orchestratorVersion: "1.31" }),
      messages: [
        `AgentPool "win22a": osSKU is "Windows2025" at Kubernetes 1.31 (orchestratorVersion): ${reason("Windows2025", "1.31")} Make a new pool with osSKU Windows2022, move the workloads and delete this one.`,
      ],
    },
    {
      name: "2019 on the day it was retired",
      resource: aksWindowsPool({ osSKU: "Windows2019" }),
      stack: [at("1.32")],
      asOf: "2026-03-01",
      messages: [
        `AgentPool "win22a": osSKU is "Windows2019" at Kubernetes 1.32 (kubernetesVersion of its cluster): ${reason("Windows2019", "1.32")} Make a new pool with osSKU Windows2022, move the workloads and delete this one.`,
      ],
    },
    {
      name: "a pool whose cluster is known only by its dependency",
      resource: aksWindowsPool({ resourceName: UNKNOWN }, { from: { resourceName: unknownName } }),
      stack: [unknownName],
      messages: [
        `AgentPool "win22a": osSKU is "Windows2022" at Kubernetes 1.37 (kubernetesVersion of its cluster): ${reason("Windows2022", "1.37")} Make a new pool with osSKU Windows2025, move the workloads and delete this one.`,
      ],
    },
    {
      name: "the pool's own cluster among two",
      resource: aksWindowsPool({ resourceName: "stage" }),
      stack: [aksCluster(), named("stage")],
      messages: [
        `AgentPool "win22a": osSKU is "Windows2022" at Kubernetes 1.37 (kubernetesVersion of its cluster): ${reason("Windows2022", "1.37")} Make a new pool with osSKU Windows2025, move the workloads and delete this one.`,
      ],
    },
    {
      name: "an inline pool",
      resource: aksCluster({
        kubernetesVersion: "1.37",
        agentPoolProfiles: [{ name: "system" }, { name: "win22a", osType: "Windows", osSKU: "Windows2022" }],
      }),
      messages: [
        `ManagedCluster "prod": agentPoolProfiles[1].osSKU is "Windows2022" at Kubernetes 1.37 (kubernetesVersion of its cluster): ${reason("Windows2022", "1.37")} Make a new pool with osSKU Windows2025, move the workloads and delete this one.`,
      ],
    },
  ],
  unproved: [
    {
      name: "a version that is unknown",
      resource: aksWindowsPool(),
      stack: [at(UNKNOWN)],
      messages: [
        'AgentPool "win22a": kubernetesVersion of ManagedCluster "prod" is decided only during the deployment, so the rule cannot be proved in preview. AKS supports the osSKU of every Windows pool at the pool\'s Kubernetes minor.',
      ],
    },
    {
      name: "a cluster that cannot be told",
      resource: aksWindowsPool({ resourceName: UNKNOWN }),
      stack: [at("1.36")],
      messages: [
        'AgentPool "win22a": resourceName is decided only during the deployment, so the rule cannot be proved in preview. AKS supports the osSKU of every Windows pool at the pool\'s Kubernetes minor.',
      ],
    },
  ],
});
