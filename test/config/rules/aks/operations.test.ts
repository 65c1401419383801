import { base } from "../../base";
import { ruleTest, withGroup } from "../rule-test";

ruleTest("channels and maintenance windows", [
  {
    title: "takes windows for what happens",
    values: {
      ...base,
      cluster: { kubernetesVersion: "1.36", upgradeChannel: "patch" },
      maintenance: {
        kubernetes: { day: "Saturday", startTime: "22:00" },
        nodeImages: { day: "Sunday", startTime: "02:00" },
      },
    },
  },
  {
    title: "refuses a window for upgrades that never come",
    values: { ...base, maintenance: { kubernetes: { day: "Saturday", startTime: "22:00" } } },
    lines: [
      "maintenance.kubernetes: has no effect while cluster.upgradeChannel is none; remove it, or choose a channel (https://learn.microsoft.com/azure/aks/planned-maintenance)",
    ],
  },
  {
    title: "refuses a window for node images that never come, and channels that disagree",
    values: {
      ...base,
      cluster: { kubernetesVersion: "1.36", nodeOsUpgradeChannel: "None", upgradeChannel: "node-image" },
      maintenance: { nodeImages: { day: "Saturday", startTime: "22:00" } },
    },
    lines: [
      'cluster.nodeOsUpgradeChannel: must be NodeImage while cluster.upgradeChannel is node-image, got "None"; set it to NodeImage, or choose another cluster.upgradeChannel (https://learn.microsoft.com/azure/aks/auto-upgrade-cluster)',
      "maintenance.nodeImages: has no effect while cluster.nodeOsUpgradeChannel is None; remove it, or set the channel to NodeImage (https://learn.microsoft.com/azure/aks/planned-maintenance)",
    ],
  },
  {
    title: "refuses the channel that does not exist for Windows",
    values: withGroup(base, "cluster", { nodeOsUpgradeChannel: "SecurityPatch" }),
    lines: [
      'cluster.nodeOsUpgradeChannel: must be NodeImage or None (SecurityPatch does not exist for Windows nodes, and Unmanaged leaves them unpatched), got "SecurityPatch"; use NodeImage to get new node images every month (https://learn.microsoft.com/azure/aks/auto-upgrade-node-os-image)',
    ],
  },
  {
    title: "refuses an hour that no day has",
    values: { ...base, maintenance: { nodeImages: { day: "Saturday", startTime: "24:00" } } },
    lines: [
      'maintenance.nodeImages.startTime: must be a time from 00:00 to 23:59, got "24:00"; use for example "22:00" (https://learn.microsoft.com/azure/aks/planned-maintenance)',
    ],
  },
  {
    title: "refuses a window of three hours",
    values: {
      ...base,
      maintenance: { nodeImages: { day: "Saturday", startTime: "22:00", durationHours: 3 } },
    },
    lines: [
      "maintenance.nodeImages.durationHours: must be a whole number of hours from 4 to 24, got 3; use a value from 4 to 24",
    ],
  },
  {
    title: "takes another channel for Kubernetes while nodes get no images",
    values: {
      ...base,
      cluster: { kubernetesVersion: "1.36", upgradeChannel: "patch", nodeOsUpgradeChannel: "None" },
    },
  },
  {
    title: "takes the channel for node images with the channel for nodes that belongs to it",
    values: { ...base, cluster: { kubernetesVersion: "1.36", upgradeChannel: "node-image" } },
  },
  {
    title: "takes a window for node images while there are any",
    values: { ...base, maintenance: { nodeImages: { day: "Sunday", startTime: "22:00" } } },
  },
]);
