import { aksWindowsFewClusterServices } from "../../../policy/rules/aks-windows-few-cluster-services";
import { aksCluster, aksWindowsPool, kubernetes, type TestResource, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const service = (index: number, externalTrafficPolicy?: unknown) =>
  kubernetes(
    "core/v1:Service",
    { metadata: { name: `s${index}` }, spec: { type: "LoadBalancer", externalTrafficPolicy } },
    { name: `s${index}` },
  );
const many = (count: number, policy?: string): TestResource[] =>
  Array.from({ length: count }, (_, index) => service(index, policy));
const found = (count: number, most: number) => [
  `ManagedCluster "prod": agentPoolProfiles are those of a cluster with ${count} Services whose externalTrafficPolicy is not Local: Each takes ports on every node, and a Windows node runs out of them at about ${most}; the cluster has the Windows pools "win22a". Set externalTrafficPolicy: "Local", or publish the workloads by an ingress controller.`,
];

ruleTest(aksWindowsFewClusterServices, {
  valid: [
    { name: "as many as it may have", resource: aksCluster(), stack: [aksWindowsPool(), ...many(500)] },
    { name: "many that are Local", resource: aksCluster(), stack: [aksWindowsPool(), ...many(501, "Local")] },
    { name: "many without Windows", resource: aksCluster(), stack: many(501) },
  ],
  invalid: [
    {
      name: "one too many",
      parameters: { most: 2 },
      resource: aksCluster(),
      stack: [aksWindowsPool(), ...many(3, "Cluster")],
      messages: found(3, 2),
    },
    {
      name: "one that does not say among them",
      parameters: { most: 1 },
      resource: aksCluster(),
      stack: [aksWindowsPool(), service(0), service(1, "Cluster"), service(2, "Local")],
      messages: found(2, 1),
    },
  ],
  unproved: [
    {
      name: "an unknown policy",
      resource: aksCluster(),
      stack: [aksWindowsPool(), service(0, UNKNOWN)],
      messages: [
        'ManagedCluster "prod": spec.externalTrafficPolicy of Service "s0" is decided only during the deployment, so the rule cannot be proved in preview. A cluster with Windows pools has no more Services with externalTrafficPolicy Cluster than its nodes have ports for.',
      ],
    },
  ],
});
