import { podDisruptionBudgetCanDrain } from "../../../policy/rules/pod-disruption-budget-can-drain";
import { kubernetes, linuxSpec, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const budget = (spec: Record<string, unknown>) =>
  kubernetes("policy/v1:PodDisruptionBudget", {
    spec: { selector: { matchLabels: { app: "web" } }, ...spec },
  });
const web = (replicas: unknown, name = "test") =>
  kubernetes(
    "apps/v1:Deployment",
    { spec: { replicas, template: { metadata: { labels: { app: "web", tier: "x" } }, spec: linuxSpec() } } },
    { name },
  );
const reason =
  "No pod may ever be evicted, so every drain waits until it times out: upgrades fail with UnsatisfiablePDB (AKS) or PodEvictionFailure (EKS)";

ruleTest(podDisruptionBudgetCanDrain, {
  valid: [
    { name: "one pod may go", resource: budget({ maxUnavailable: 1 }) },
    { name: "a share may go", resource: budget({ maxUnavailable: "25%" }) },
    { name: "fewer than there are", resource: budget({ minAvailable: 2 }), stack: [web(3)] },
    { name: "a share that leaves one", resource: budget({ minAvailable: "50%" }), stack: [web(2)] },
    {
      name: "as many as there are of another workload",
      resource: budget({ minAvailable: 2, selector: { matchLabels: { app: "api" } } }),
      stack: [web(2)],
    },
    {
      name: "two workloads, of which nobody can tell the sum",
      resource: budget({ minAvailable: 2 }),
      stack: [web(2, "a"), web(2, "b")],
    },
    {
      name: "a workload that an autoscaler scales",
      resource: budget({ minAvailable: 2 }),
      stack: [web(undefined)],
    },
    { name: "an empty selector", resource: budget({ minAvailable: 2, selector: {} }), stack: [web(2)] },
  ],
  invalid: [
    {
      name: "none may go",
      resource: budget({ maxUnavailable: 0 }),
      messages: [
        `PodDisruptionBudget "web": spec.maxUnavailable is 0: ${reason}. Set it to 1 or more, or to a share such as "25%".`,
      ],
    },
    {
      name: "no share may go",
      resource: budget({ maxUnavailable: "0%" }),
      messages: [
        `PodDisruptionBudget "web": spec.maxUnavailable is 0%: ${reason}. Set it to 1 or more, or to a share such as "25%".`,
      ],
    },
    {
      name: "all must stay",
      resource: budget({ minAvailable: "100%" }),
      messages: [`PodDisruptionBudget "web": spec.minAvailable is 100%: ${reason}. Use maxUnavailable: 1.`],
    },
    {
      name: "as many as there are must stay",
      resource: budget({ minAvailable: 2 }),
      stack: [web(2)],
      messages: [
        `PodDisruptionBudget "web": spec.minAvailable is 2 for 2 replicas: ${reason}. Use maxUnavailable: 1, or more replicas.`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown number",
      resource: budget({ minAvailable: UNKNOWN }),
      messages: [
        'PodDisruptionBudget "web": spec.minAvailable is decided only during the deployment, so the rule cannot be proved in preview. A PodDisruptionBudget allows at least one of its pods to be evicted.',
      ],
    },
    {
      name: "unknown replicas",
      resource: budget({ minAvailable: 1 }),
      stack: [web(UNKNOWN)],
      messages: [
        'PodDisruptionBudget "web": spec.replicas of Deployment "web" is decided only during the deployment, so the rule cannot be proved in preview. A PodDisruptionBudget allows at least one of its pods to be evicted.',
      ],
    },
  ],
});
