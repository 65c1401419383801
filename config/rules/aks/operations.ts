import type { AksConfig } from "../../schema/aks";
import type { Problem } from "../../problem";
import type { Rule } from "../rule";

const channelUrl = "https://learn.microsoft.com/azure/aks/auto-upgrade-cluster";
const windowsUrl = "https://learn.microsoft.com/azure/aks/planned-maintenance";

/** Maintenance windows have something to wait for, and channels agree. */
export const operations: Rule<AksConfig> = ({ cluster, maintenance }) => {
  const problems: Problem[] = [];
  if (cluster.upgradeChannel === "node-image" && cluster.nodeOsUpgradeChannel !== "NodeImage") {
    problems.push({
      path: "cluster.nodeOsUpgradeChannel",
      value: cluster.nodeOsUpgradeChannel,
      reason: "must be NodeImage while cluster.upgradeChannel is node-image",
      fix: "set it to NodeImage, or choose another cluster.upgradeChannel",
      url: channelUrl,
    });
  }
  if (maintenance.kubernetes !== undefined && cluster.upgradeChannel === "none") {
    problems.push({
      path: "maintenance.kubernetes",
      reason: "has no effect while cluster.upgradeChannel is none",
      fix: "remove it, or choose a channel",
      url: windowsUrl,
    });
  }
  if (maintenance.nodeImages !== undefined && cluster.nodeOsUpgradeChannel === "None") {
    problems.push({
      path: "maintenance.nodeImages",
      reason: "has no effect while cluster.nodeOsUpgradeChannel is None",
      fix: "remove it, or set the channel to NodeImage",
      url: windowsUrl,
    });
  }
  return problems;
};
