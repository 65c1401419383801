import { kubernetesMinorSupported } from "../../../policy/rules/kubernetes-minor-supported";
import { aksCluster, eksCluster, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(kubernetesMinorSupported, {
  valid: [
    { name: "a current minor", resource: aksCluster({ kubernetesVersion: "1.36" }) },
    { name: "a minor in paid support", resource: eksCluster({ version: "1.32" }) },
    { name: "the last day of all support", resource: eksCluster({ version: "1.31" }), asOf: "2026-11-26" },
    { name: "a minor that the catalogue does not know", resource: aksCluster({ kubernetesVersion: "1.99" }) },
    { name: "no version", resource: aksCluster({ kubernetesVersion: undefined }) },
  ],
  invalid: [
    {
      name: "EKS the day after",
      resource: eksCluster({ version: "1.31" }),
      asOf: "2026-11-27",
      messages: [
        'Cluster "prod": version is "1.31": EKS ended all support of Kubernetes 1.31 on 2026-11-26. Upgrade one minor at a time; the newest is 1.36.',
      ],
    },
    {
      name: "AKS with a patch",
      resource: aksCluster({ kubernetesVersion: "1.32.4" }),
      asOf: "2027-04-01",
      messages: [
        'ManagedCluster "prod": kubernetesVersion is "1.32.4": AKS ended all support of Kubernetes 1.32 on 2027-03-31. Upgrade one minor at a time; the newest is 1.37.',
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown version",
      resource: eksCluster({ version: UNKNOWN }),
      messages: [
        'Cluster "prod": version is decided only during the deployment, so the rule cannot be proved in preview. The platform supports the Kubernetes minor of every cluster on the day asked about.',
      ],
    },
  ],
});
