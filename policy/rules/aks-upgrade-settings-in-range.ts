import { aksUpgradeLimits } from "../../catalogue/aks";
import { resourceRule } from "../rule";
import { aksPools } from "../scopes/aks-pools";

const limits = [
  { property: "drainTimeoutInMinutes", ...aksUpgradeLimits.drainTimeoutMinutes },
  { property: "nodeSoakDurationInMinutes", ...aksUpgradeLimits.nodeSoakMinutes },
] as const;

/** Times of a pool's upgrade are within what AKS accepts. */
export const aksUpgradeSettingsInRange = resourceRule({
  name: "aks-upgrade-settings-in-range",
  level: "mandatory",
  description:
    "drainTimeoutInMinutes and nodeSoakDurationInMinutes of an AKS pool are within the limits of the API.",
  sources: ["https://learn.microsoft.com/azure/aks/upgrade-aks-cluster"],
  scope: aksPools,
  *check({ view }) {
    for (const { property, min, max } of limits) {
      const value = view.number("upgradeSettings", property);
      if (value === undefined || (value >= min && value <= max)) continue;
      yield {
        field: view.pathTo("upgradeSettings", property),
        problem: `is ${value}`,
        reason: `AKS accepts ${min} to ${max} minutes`,
        fix: `Set it to a number from ${min} to ${max}`,
      };
    }
  },
});
