import { base, withLinuxPool, withWindowsPool } from "../../base";
import { ruleTest, withGroup } from "../rule-test";

ruleTest("upgrades of pools", [
  {
    title: "takes an upgrade that takes nodes away instead of adding some",
    values: withLinuxPool({ upgrade: { maxSurge: "0", maxUnavailable: "1" } }),
  },
  {
    title: "refuses an upgrade that can do neither",
    values: withLinuxPool({ upgrade: { maxSurge: "0%" } }),
    lines: [
      'nodePools[0].upgrade.maxSurge: must not be 0 while upgrade.maxUnavailable is 0: no node could ever be replaced, got "0%"; raise one of them (https://learn.microsoft.com/azure/aks/upgrade-cluster#customize-node-surge-upgrade)',
    ],
  },
  {
    title: "does not mind on spot pools, where Azure takes neither",
    values: withLinuxPool({ upgrade: { maxSurge: "0" }, spot: {} }),
  },
  {
    title: "refuses a system pool without surge",
    values: withGroup(base, "systemPool", { upgrade: { maxSurge: "0" } }),
    lines: [
      'systemPool.upgrade.maxSurge: must not be 0: system pools upgrade by surge only, got "0"; use at least 1 (https://learn.microsoft.com/azure/aks/upgrade-cluster#customize-node-surge-upgrade)',
    ],
  },
  {
    title: "refuses a system pool with missing nodes",
    values: withGroup(base, "systemPool", { upgrade: { maxUnavailable: "1" } }),
    lines: [
      'systemPool.upgrade.maxUnavailable: must be 0: system pools upgrade by surge only, got "1"; remove it (https://learn.microsoft.com/azure/aks/upgrade-cluster#customize-node-surge-upgrade)',
    ],
  },
  {
    title: "takes a day to drain",
    values: withWindowsPool({ upgrade: { drainTimeoutInMinutes: 1440 } }),
  },
  {
    title: "refuses a minute more",
    values: withWindowsPool({ upgrade: { drainTimeoutInMinutes: 1441 } }),
    lines: [
      "nodePools[1].upgrade.drainTimeoutInMinutes: must be a whole number of minutes from 1 to 1440, got 1441; use a value from 1 to 1440",
    ],
  },
  {
    title: "refuses half a minute",
    values: withWindowsPool({ upgrade: { drainTimeoutInMinutes: 0.5 } }),
    lines: [
      "nodePools[1].upgrade.drainTimeoutInMinutes: must be a whole number of minutes from 1 to 1440, got 0.5; use a value from 1 to 1440",
      "nodePools[1].upgrade.drainTimeoutInMinutes: must be a whole number of minutes from 1 to 1440, got 0.5; use a value from 1 to 1440",
    ],
  },
  {
    title: "refuses a soak of more than half an hour",
    values: withWindowsPool({ upgrade: { nodeSoakDurationInMinutes: 31 } }),
    lines: [
      "nodePools[1].upgrade.nodeSoakDurationInMinutes: must be a whole number of minutes from 0 to 30, got 31; use a value from 0 to 30",
    ],
  },
  {
    title: "refuses a surge above 100 percent",
    values: withLinuxPool({ upgrade: { maxSurge: "101%" } }),
    lines: [
      'nodePools[0].upgrade.maxSurge: must be a number of nodes or a percentage, got "101%"; use for example "33%" (https://learn.microsoft.com/azure/aks/upgrade-cluster#customize-node-surge-upgrade)',
    ],
  },
]);
