import { stackRule } from "../rule";
import { poolNames, windowsPoolsOf } from "../scopes/aks-pools";
import { aksClusters } from "../scopes/resources";

/** A cluster with Windows pools uses Azure CNI. */
export const aksWindowsNetworkPlugin = stackRule({
  name: "aks-windows-network-plugin",
  level: "mandatory",
  description: 'An AKS cluster with Windows pools has networkProfile.networkPlugin "azure".',
  sources: [
    "https://learn.microsoft.com/azure/aks/windows-best-practices",
    "https://github.com/Azure/AKS/issues/2839",
  ],
  scope: aksClusters,
  *check(cluster, stack) {
    const pools = windowsPoolsOf(cluster, stack);
    if (pools.length === 0) return;
    const plugin = cluster.props.string("networkProfile", "networkPlugin");
    if (plugin === "azure") return;
    yield {
      field: "networkProfile.networkPlugin",
      problem: `is ${plugin === undefined ? "not set" : `"${plugin}"`}, though the cluster has Windows pools (${poolNames(pools)})`,
      reason:
        plugin === undefined
          ? "The server's default is documented differently in different places, and AKS refuses Windows pools on anything but Azure CNI with AzureCNIOnlyForWindows"
          : "AKS refuses Windows pools on anything but Azure CNI with AzureCNIOnlyForWindows",
      fix: 'Set it to "azure", with networkPluginMode "overlay" unless pods need addresses of the virtual network',
    };
  },
});
