import { eksClusterProtected } from "../../../policy/rules/eks-cluster-protected";
import { eksCluster, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(eksClusterProtected, {
  valid: [
    { name: "a protected cluster", resource: eksCluster({}, { protect: true }) },
    {
      name: "a cluster with deletionProtection",
      resource: eksCluster({ deletionProtection: true }, { protect: false }),
    },
  ],
  invalid: [
    {
      name: "a cluster with neither",
      resource: eksCluster({}, { protect: false }),
      messages: [
        'Cluster "prod": protect is not set, nor is deletionProtection: A change of the name, the role or the subnets can make the engine replace the cluster with everything in it. Set protect: true in the resource options; where clusters come and go, disable this rule for the stack.',
      ],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown",
      resource: eksCluster({ deletionProtection: UNKNOWN }, { protect: false }),
      messages: [
        'Cluster "prod": deletionProtection is decided only during the deployment, so the rule cannot be proved in preview. EKS clusters have the resource option protect or deletionProtection.',
      ],
    },
  ],
});
