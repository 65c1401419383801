import { aksRbacEnabled } from "../../../policy/rules/aks-rbac-enabled";
import { aksCluster, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(aksRbacEnabled, {
  valid: [
    { name: "RBAC on", resource: aksCluster({ enableRBAC: true }) },
    { name: "no value, which is on", resource: aksCluster() },
  ],
  invalid: [
    {
      name: "RBAC off",
      resource: aksCluster({ enableRBAC: false }),
      messages: [
        'ManagedCluster "prod": enableRBAC is false: Every user and every pod may then do everything, and it can never be switched on in this cluster. Leave it out or set it to true before the cluster is created.',
      ],
    },
  ],
  unproved: [
    {
      name: "a value that is unknown",
      resource: aksCluster({ enableRBAC: UNKNOWN }),
      messages: [
        'ManagedCluster "prod": enableRBAC is decided only during the deployment, so the rule cannot be proved in preview. AKS clusters do not switch off enableRBAC.',
      ],
    },
  ],
});
