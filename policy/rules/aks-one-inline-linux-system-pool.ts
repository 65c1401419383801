import { resourceRule } from "../rule";
import { aksClusters } from "../scopes/resources";

/** A cluster carries exactly one inline pool, and that is a Linux system pool. */
export const aksOneInlineLinuxSystemPool = resourceRule({
  name: "aks-one-inline-linux-system-pool",
  level: "mandatory",
  description:
    "An AKS cluster declares exactly one pool in agentPoolProfiles, a Linux pool of mode System; every other pool is an AgentPool resource.",
  sources: [
    "https://www.pulumi.com/registry/packages/azure-native/api-docs/containerservice/managedcluster/",
    "https://learn.microsoft.com/azure/aks/use-system-pools",
    "https://github.com/pulumi/pulumi-azure-native/issues/4264",
  ],
  scope: aksClusters,
  *check({ props }) {
    const pools = props.list("agentPoolProfiles");
    const first = pools[0];
    if (first === undefined) {
      yield {
        field: "agentPoolProfiles",
        problem: "is empty",
        reason: "AKS refuses a cluster without a system pool with MustDefineAtLeastOneSystemPool",
        fix: 'Add one Linux pool with mode "System"',
      };
      return;
    }
    if (pools.length > 1) {
      yield {
        field: "agentPoolProfiles",
        problem: `has ${pools.length} pools`,
        reason:
          "azure-native sends all inline pools whenever the cluster changes, so an edit of one pool touches the cluster and every other pool in it",
        fix: "Keep one Linux system pool there and declare every other pool as an AgentPool resource",
      };
    }
    const osType = first.string("osType");
    if (osType !== undefined && osType !== "Linux") {
      yield {
        field: first.pathTo("osType"),
        problem: `is "${osType}"`,
        reason: "AKS has no Windows system pools, so the first pool of a cluster must run Linux",
        fix: 'Set it to "Linux" and declare the Windows pool as an AgentPool resource',
      };
    }
    const mode = first.string("mode");
    if (mode !== "System") {
      yield {
        field: first.pathTo("mode"),
        problem: mode === undefined ? "is not set" : `is "${mode}"`,
        reason: "AKS refuses a cluster without a system pool with MustDefineAtLeastOneSystemPool",
        fix: 'Set it to "System"',
      };
    }
  },
});
