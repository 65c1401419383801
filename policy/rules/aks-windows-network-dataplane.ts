import { stackRule } from "../rule";
import { poolNames, windowsPoolsOf } from "../scopes/aks-pools";
import { aksClusters } from "../scopes/resources";

/** A cluster with Windows pools does not use the Cilium data plane. */
export const aksWindowsNetworkDataplane = stackRule({
  name: "aks-windows-network-dataplane",
  level: "mandatory",
  description: "An AKS cluster with Windows pools does not use the Cilium data plane.",
  sources: [
    "https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium",
    "https://github.com/Azure/AKS/issues/4540",
  ],
  scope: aksClusters,
  *check(cluster, stack) {
    if (cluster.props.string("networkProfile", "networkDataplane") !== "cilium") return;
    const pools = windowsPoolsOf(cluster, stack);
    if (pools.length === 0) return;
    yield {
      field: "networkProfile.networkDataplane",
      problem: `is "cilium", though the cluster has Windows pools (${poolNames(pools)})`,
      reason:
        "Azure CNI powered by Cilium runs on Linux nodes only and a move back to the Azure data plane is refused",
      fix: 'Set it to "azure" in a new cluster, or run the Windows workloads in another cluster',
    };
  },
});
