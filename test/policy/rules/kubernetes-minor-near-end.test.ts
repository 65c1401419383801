import { kubernetesMinorNearEnd } from "../../../policy/rules/kubernetes-minor-near-end";
import { aksCluster, eksCluster, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(kubernetesMinorNearEnd, {
  valid: [
    { name: "a minor with time left", resource: aksCluster({ kubernetesVersion: "1.36" }) },
    { name: "61 days before the end", resource: eksCluster({ version: "1.34" }), asOf: "2026-10-02" },
    {
      name: "the end itself with a shorter notice",
      resource: eksCluster({ version: "1.34" }),
      asOf: "2026-12-01",
      parameters: { days: 0 },
    },
    {
      name: "a minor without any support, which another rule is about",
      resource: eksCluster({ version: "1.31" }),
      asOf: "2027-01-01",
    },
    { name: "a minor that the catalogue does not know", resource: eksCluster({ version: "1.99" }) },
  ],
  invalid: [
    {
      name: "60 days before the end",
      resource: eksCluster({ version: "1.34" }),
      asOf: "2026-10-03",
      messages: [
        'Cluster "prod": version is "1.34": EKS\'s standard support of Kubernetes 1.34 ends on 2026-12-02, in 60 days. Plan the upgrade, one minor at a time; the newest is 1.36.',
      ],
    },
    {
      name: "paid support",
      resource: aksCluster({ kubernetesVersion: "1.33" }),
      messages: [
        'ManagedCluster "prod": kubernetesVersion is "1.33": AKS\'s standard support of Kubernetes 1.33 ended on 2026-07-31, and paid support ends on 2027-07-31. Plan the upgrade, one minor at a time; the newest is 1.37.',
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown version",
      resource: aksCluster({ kubernetesVersion: UNKNOWN }),
      messages: [
        'ManagedCluster "prod": kubernetesVersion is decided only during the deployment, so the rule cannot be proved in preview. Standard support of the Kubernetes minor of a cluster does not end within the next days.',
      ],
    },
  ],
});
