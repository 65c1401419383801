import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { poolNames, windowsPoolsOf } from "../scopes/aks-pools";
import { aksClusters } from "../scopes/resources";

/** A cluster that gets Windows pools declares its windowsProfile when it is created. */
export const aksWindowsProfileDeclared = stackRule({
  name: "aks-windows-profile-declared",
  level: "mandatory",
  description:
    "An AKS cluster with Windows pools declares windowsProfile with adminUsername and adminPassword.",
  sources: [
    "https://learn.microsoft.com/azure/aks/create-node-pools",
    "https://github.com/Azure/AKS/issues/1005",
    "https://github.com/Azure/AKS/issues/2839",
  ],
  scope: aksClusters,
  *check(cluster, stack) {
    const pools = windowsPoolsOf(cluster, stack);
    if (pools.length === 0) return;
    const missing = ["adminUsername", "adminPassword"].filter(
      (property) =>
        !cluster.props.isSecret("windowsProfile", property) &&
        !cluster.props.has("windowsProfile", property) &&
        !isLeftToAzure(property, cluster),
    );
    for (const property of missing) {
      yield {
        field: cluster.props.pathTo("windowsProfile", property),
        problem: `is not set, though the cluster has Windows pools (${poolNames(pools)})`,
        reason:
          "AKS documents that a cluster created without a Windows profile never takes Windows pools (WindowsProfileMissing), and adding one later makes azure-native plan a replacement of the cluster",
        fix: "Set it before the cluster is created, the password as a secret",
      };
    }
  },
});

/** An imported cluster has a password that nobody can read out of Azure: its program ignores it. */
function isLeftToAzure(property: string, { options, props }: Resource): boolean {
  return (
    property === "adminPassword" &&
    options.ignoreChanges.includes("windowsProfile.adminPassword") &&
    props.has("windowsProfile", "adminUsername")
  );
}
