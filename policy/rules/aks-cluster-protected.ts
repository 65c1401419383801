import { resourceRule } from "../rule";
import { aksClusters } from "../scopes/resources";

/** A cluster is protected against deletion and replacement. */
export const aksClusterProtected = resourceRule({
  name: "aks-cluster-protected",
  level: "advisory",
  description: "AKS clusters have the resource option protect.",
  sources: [
    "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    "https://github.com/pulumi/pulumi/issues/12482",
  ],
  scope: aksClusters,
  *check({ options }) {
    if (options.protect) return;
    yield {
      field: "protect",
      problem: "is not set",
      reason:
        "A change of windowsProfile, linuxProfile, the network settings or the location makes azure-native replace the cluster with everything in it",
      fix: "Set protect: true in the resource options; where clusters come and go, disable this rule for the stack",
    };
  },
});
