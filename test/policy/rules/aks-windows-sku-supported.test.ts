import { aksWindowsSkuSupported } from "../../../policy/rules/aks-windows-sku-supported";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

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
        'AgentPool "win22a": osSKU is "Windows2022" at Kubernetes 1.37 (kubernetesVersion of its cluster): AKS has no Windows2022 node images for Kubernetes 1.37; the last minor with them is 1.36. Make a new pool with osSKU Windows2025, move the workloads and delete this one.',
      ],
    },
    {
      name: "2025 one minor too early",
      resource: aksWindowsPool({ osSKU: "Windows2025", orchestratorVersion: "1.31" }),
      messages: [
        'AgentPool "win22a": osSKU is "Windows2025" at Kubernetes 1.31 (orchestratorVersion): AKS has no Windows2025 node images for Kubernetes 1.31; the first minor with them is 1.32. Make a new pool with osSKU Windows2022, move the workloads and delete this one.',
      ],
    },
    {
      name: "2019 on the day it was retired",
      resource: aksWindowsPool({ osSKU: "Windows2019" }),
      stack: [at("1.32")],
      asOf: "2026-03-01",
      messages: [
        'AgentPool "win22a": osSKU is "Windows2019" at Kubernetes 1.32 (kubernetesVersion of its cluster): AKS retired Windows2019 on 2026-03-01 and deletes its node images on 2027-04-01. Make a new pool with osSKU Windows2022, move the workloads and delete this one.',
      ],
    },
    {
      name: "a pool whose cluster is known only by its dependency",
      resource: aksWindowsPool({ resourceName: UNKNOWN }, { from: { resourceName: unknownName } }),
      stack: [unknownName],
      messages: [
        'AgentPool "win22a": osSKU is "Windows2022" at Kubernetes 1.37 (kubernetesVersion of its cluster): AKS has no Windows2022 node images for Kubernetes 1.37; the last minor with them is 1.36. Make a new pool with osSKU Windows2025, move the workloads and delete this one.',
      ],
    },
    {
      name: "the pool's own cluster among two",
      resource: aksWindowsPool({ resourceName: "stage" }),
      stack: [aksCluster(), named("stage")],
      messages: [
        'AgentPool "win22a": osSKU is "Windows2022" at Kubernetes 1.37 (kubernetesVersion of its cluster): AKS has no Windows2022 node images for Kubernetes 1.37; the last minor with them is 1.36. Make a new pool with osSKU Windows2025, move the workloads and delete this one.',
      ],
    },
    {
      name: "an inline pool",
      resource: aksCluster({
        kubernetesVersion: "1.37",
        agentPoolProfiles: [{ name: "system" }, { name: "win22a", osType: "Windows", osSKU: "Windows2022" }],
      }),
      messages: [
        'ManagedCluster "prod": agentPoolProfiles[1].osSKU is "Windows2022" at Kubernetes 1.37 (kubernetesVersion of its cluster): AKS has no Windows2022 node images for Kubernetes 1.37; the last minor with them is 1.36. Make a new pool with osSKU Windows2025, move the workloads and delete this one.',
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
