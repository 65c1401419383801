import { stackRule } from "../rule";
import { poolNames, windowsPoolsOf } from "../scopes/aks-pools";
import { aksClusters } from "../scopes/resources";

/** Windows nodes get their patches by new node images. */
export const aksWindowsOsUpgradeChannel = stackRule({
  name: "aks-windows-os-upgrade-channel",
  level: "advisory",
  description: 'An AKS cluster with Windows pools has the nodeOSUpgradeChannel "NodeImage" or "None".',
  sources: ["https://learn.microsoft.com/azure/aks/auto-upgrade-node-os-image"],
  scope: aksClusters,
  *check(cluster, stack) {
    const channel = cluster.props.string("autoUpgradeProfile", "nodeOSUpgradeChannel");
    if (channel !== "SecurityPatch" && channel !== "Unmanaged") return;
    const pools = windowsPoolsOf(cluster, stack);
    if (pools.length === 0) return;
    yield {
      field: "autoUpgradeProfile.nodeOSUpgradeChannel",
      problem: `is "${channel}", though the cluster has Windows pools (${poolNames(pools)})`,
      reason: "That channel patches Linux nodes only, so Windows nodes stay as old as their node image",
      fix: 'Set it to "NodeImage"',
    };
  },
});
