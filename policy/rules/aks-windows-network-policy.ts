import { stackRule } from "../rule";
import { poolNames, windowsPoolsOf } from "../scopes/aks-pools";
import { aksClusters } from "../scopes/resources";

/** Last day on which Azure Network Policy Manager was supported for Windows nodes. */
const AZURE_ENDED = "2026-09-30";

/** A cluster with Windows pools uses a network policy engine that has Windows nodes. */
export const aksWindowsNetworkPolicy = stackRule({
  name: "aks-windows-network-policy",
  level: "mandatory",
  description: "An AKS cluster with Windows pools has networkPolicy calico or none.",
  sources: [
    "https://learn.microsoft.com/azure/aks/use-network-policies",
    "https://github.com/Azure/AKS/issues/3129",
  ],
  scope: aksClusters,
  *check(cluster, stack, { asOf }) {
    const policy = cluster.props.string("networkProfile", "networkPolicy");
    const ended = policy === "azure" && asOf > AZURE_ENDED;
    if (policy !== "cilium" && !ended) return;
    const pools = windowsPoolsOf(cluster, stack);
    if (pools.length === 0) return;
    yield {
      field: "networkProfile.networkPolicy",
      problem: `is "${policy}", though the cluster has Windows pools (${poolNames(pools)})`,
      reason: ended
        ? `Azure ended Network Policy Manager for Windows nodes on ${AZURE_ENDED}, so network policies do not hold for Windows pods`
        : "Cilium runs on Linux nodes only, so network policies do not hold for Windows pods",
      fix: 'Set it to "calico", or to "none" if nothing relies on network policies',
    };
  },
});
