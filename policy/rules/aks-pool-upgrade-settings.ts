import { resourceRule } from "../rule";
import { aksPools, isWindowsPool } from "../scopes/aks-pools";

const settings = [
  {
    property: "maxSurge",
    reason: "The default is documented as 10% in one place and as 1 in another",
    fix: 'Set it, for example to "33%"',
  },
  {
    property: "drainTimeoutInMinutes",
    reason: "The default of 30 minutes is short where images take 5 to 15 minutes to pull",
    fix: "Set it to 30 or more",
  },
  {
    property: "nodeSoakDurationInMinutes",
    reason: "The default is 0, so the next node is taken before pods on the new one have shown that they run",
    fix: "Set it to a few minutes",
  },
] as const;

/** A Windows pool says how it is upgraded. */
export const aksPoolUpgradeSettings = resourceRule({
  name: "aks-pool-upgrade-settings",
  level: "advisory",
  description: "An AKS Windows pool sets maxSurge, drainTimeoutInMinutes and nodeSoakDurationInMinutes.",
  sources: [
    "https://learn.microsoft.com/azure/aks/upgrade-aks-cluster",
    "https://github.com/Azure/AKS/issues/2114",
  ],
  scope: aksPools,
  *check(pool) {
    // Spot nodes are never surged and not drained in turn.
    if (!isWindowsPool(pool) || pool.view.string("scaleSetPriority") === "Spot") return;
    for (const { property, reason, fix } of settings) {
      if (pool.view.has("upgradeSettings", property)) continue;
      yield { field: pool.view.pathTo("upgradeSettings", property), problem: "is not set", reason, fix };
    }
  },
});
