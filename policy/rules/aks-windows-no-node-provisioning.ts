import { stackRule } from "../rule";
import { poolNames, windowsPoolsOf } from "../scopes/aks-pools";
import { aksClusters } from "../scopes/resources";

/** A cluster with Windows pools does not provision nodes by itself. */
export const aksWindowsNoNodeProvisioning = stackRule({
  name: "aks-windows-no-node-provisioning",
  level: "mandatory",
  description: "An AKS cluster with Windows pools does not use node auto-provisioning.",
  sources: ["https://learn.microsoft.com/azure/aks/node-auto-provisioning"],
  scope: aksClusters,
  *check(cluster, stack) {
    if (cluster.props.string("nodeProvisioningProfile", "mode") !== "Auto") return;
    const pools = windowsPoolsOf(cluster, stack);
    if (pools.length === 0) return;
    yield {
      field: "nodeProvisioningProfile.mode",
      problem: `is "Auto", though the cluster has Windows pools (${poolNames(pools)})`,
      reason: "Node auto-provisioning does not support Windows node pools",
      fix: 'Set it to "Manual" and let the cluster autoscaler scale the pools (enableAutoScaling)',
    };
  },
});
