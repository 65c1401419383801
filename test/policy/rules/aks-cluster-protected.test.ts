import { aksClusterProtected } from "../../../policy/rules/aks-cluster-protected";
import { aksCluster, aksPool } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(aksClusterProtected, {
  valid: [
    { name: "a protected cluster", resource: aksCluster() },
    { name: "a pool without protection", resource: aksPool({}) },
  ],
  invalid: [
    {
      name: "a cluster without protection",
      resource: aksCluster({}, { protect: false }),
      messages: [
        'ManagedCluster "prod": protect is not set: A change of windowsProfile, linuxProfile, the network settings or the location makes azure-native replace the cluster with everything in it. Set protect: true in the resource options; where clusters come and go, disable this rule for the stack.',
      ],
    },
  ],
});
