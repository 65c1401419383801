import { aksNodeLabelsAllowed } from "../../../policy/rules/aks-node-labels-allowed";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest =
  "is set: The prefix belongs to AKS, which refuses it in nodeLabels. Choose a prefix of your own.";

ruleTest(aksNodeLabelsAllowed, {
  valid: [
    { name: "a label of one's own", resource: aksWindowsPool({ nodeLabels: { "example.com/tier": "web" } }) },
    { name: "a label whose value is unknown", resource: aksPool({ nodeLabels: { tier: UNKNOWN } }) },
    {
      name: "a prefix that only ends alike",
      resource: aksPool({ nodeLabels: { "notkubernetes.azure.com/x": "1" } }),
    },
    { name: "no labels", resource: aksPool({}) },
  ],
  invalid: [
    {
      name: "the platform's label beside a good one",
      resource: aksWindowsPool({ nodeLabels: { tier: "web", "kubernetes.azure.com/os-sku": "Windows2022" } }),
      messages: [`AgentPool "win22a": nodeLabels["kubernetes.azure.com/os-sku"] ${rest}`],
    },
    {
      name: "a prefix below the platform's, in an inline pool",
      resource: aksCluster({ agentPoolProfiles: [{ nodeLabels: { "node.kubernetes.azure.com/x": "1" } }] }),
      messages: [
        `ManagedCluster "prod": agentPoolProfiles[0].nodeLabels["node.kubernetes.azure.com/x"] ${rest}`,
      ],
    },
  ],
  unproved: [
    {
      name: "labels that are unknown",
      resource: aksPool({ nodeLabels: UNKNOWN }),
      messages: [
        'AgentPool "pool1": nodeLabels is decided only during the deployment, so the rule cannot be proved in preview. nodeLabels of an AKS pool do not use the prefix kubernetes.azure.com.',
      ],
    },
  ],
});
