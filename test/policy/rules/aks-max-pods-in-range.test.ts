import { aksMaxPodsInRange } from "../../../policy/rules/aks-max-pods-in-range";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest = "AKS accepts 10 to 250, and it cannot be changed afterwards. Set it to a number from 10 to 250.";

ruleTest(aksMaxPodsInRange, {
  valid: [
    { name: "10", resource: aksPool({ maxPods: 10 }) },
    { name: "250", resource: aksWindowsPool({ maxPods: 250 }) },
    { name: "no value", resource: aksPool({}) },
  ],
  invalid: [
    { name: "9", resource: aksPool({ maxPods: 9 }), messages: [`AgentPool "pool1": maxPods is 9: ${rest}`] },
    {
      name: "251",
      resource: aksWindowsPool({ maxPods: 251 }),
      messages: [`AgentPool "win22a": maxPods is 251: ${rest}`],
    },
    {
      name: "a bad inline pool beside a good one",
      resource: aksCluster({ agentPoolProfiles: [{ maxPods: 30 }, { maxPods: 5 }] }),
      messages: [`ManagedCluster "prod": agentPoolProfiles[1].maxPods is 5: ${rest}`],
    },
  ],
  unproved: [
    {
      name: "a number that is unknown",
      resource: aksPool({ maxPods: UNKNOWN }),
      messages: [
        'AgentPool "pool1": maxPods is decided only during the deployment, so the rule cannot be proved in preview. maxPods of an AKS pool is a number from 10 to 250.',
      ],
    },
  ],
});
