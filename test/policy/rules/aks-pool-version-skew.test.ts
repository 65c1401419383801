import { aksPoolVersionSkew } from "../../../policy/rules/aks-pool-version-skew";
import { aksCluster, aksPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const at = (orchestratorVersion: unknown) => aksPool({ orchestratorVersion });
const cluster = aksCluster({ kubernetesVersion: "1.36" });

ruleTest(aksPoolVersionSkew, {
  valid: [
    { name: "the cluster's minor", resource: at("1.36"), stack: [cluster] },
    { name: "two minors behind", resource: at("1.34.9"), stack: [cluster] },
    {
      name: "another patch of the same minor",
      resource: at("1.36.9"),
      stack: [aksCluster({ kubernetesVersion: "1.36.2" })],
    },
    { name: "a pool without a version of its own", resource: at(undefined), stack: [cluster] },
    { name: "a pool of a cluster outside the program", resource: at("1.20") },
    {
      name: "a cluster without version",
      resource: at("1.20"),
      stack: [aksCluster({ kubernetesVersion: undefined })],
    },
    {
      name: "a pool without a version of its own, beside an unknown one",
      resource: aksPool({}),
      stack: [aksCluster({ kubernetesVersion: UNKNOWN })],
    },
  ],
  invalid: [
    {
      name: "a newer pool",
      resource: at("1.37"),
      stack: [cluster],
      messages: [
        'AgentPool "pool1": orchestratorVersion is "1.37" while kubernetesVersion of the cluster is "1.36": AKS refuses a pool that is newer than its control plane with NodePoolMcVersionIncompatible. Upgrade the cluster first.',
      ],
    },
    {
      name: "three minors behind",
      resource: at("1.33.1"),
      stack: [cluster],
      messages: [
        'AgentPool "pool1": orchestratorVersion is "1.33.1" while kubernetesVersion of the cluster is "1.36": AKS supports pools up to 2 minors behind the control plane, this one is 3 behind. Upgrade the pool before the cluster, one minor at a time.',
      ],
    },
    {
      name: "a newer inline pool",
      resource: aksCluster({
        kubernetesVersion: "1.35",
        agentPoolProfiles: [{ orchestratorVersion: "1.36" }],
      }),
      messages: [
        'ManagedCluster "prod": agentPoolProfiles[0].orchestratorVersion is "1.36" while kubernetesVersion of the cluster is "1.35": AKS refuses a pool that is newer than its control plane with NodePoolMcVersionIncompatible. Upgrade the cluster first.',
      ],
    },
  ],
  unproved: [
    {
      name: "a cluster's version that is unknown",
      resource: at("1.36"),
      stack: [aksCluster({ kubernetesVersion: UNKNOWN })],
      messages: [
        'AgentPool "pool1": kubernetesVersion of ManagedCluster "prod" is decided only during the deployment, so the rule cannot be proved in preview. An AKS pool is at most 2 minors older than its cluster and never newer.',
      ],
    },
  ],
});
