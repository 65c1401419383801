import { resourceRule } from "../rule";
import { eksClusters } from "../scopes/resources";

/** A cluster is protected against deletion and replacement. */
export const eksClusterProtected = resourceRule({
  name: "eks-cluster-protected",
  level: "advisory",
  description: "EKS clusters have the resource option protect or deletionProtection.",
  sources: [
    "https://www.pulumi.com/docs/iac/concepts/options/protect/",
    "https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html",
  ],
  scope: eksClusters,
  *check({ options, props }) {
    if (options.protect || props.boolean("deletionProtection") === true) return;
    yield {
      field: "protect",
      problem: "is not set, nor is deletionProtection",
      reason:
        "A change of the name, the role or the subnets can make the engine replace the cluster with everything in it",
      fix: "Set protect: true in the resource options; where clusters come and go, disable this rule for the stack",
    };
  },
});
