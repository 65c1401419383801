import { aksPoolUpgradeSettings } from "../../../policy/rules/aks-pool-upgrade-settings";
import { aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const all = { maxSurge: "33%", drainTimeoutInMinutes: 60, nodeSoakDurationInMinutes: 0 };
const surge =
  'AgentPool "win22a": upgradeSettings.maxSurge is not set: The default is documented as 10% in one place and as 1 in another. Set it, for example to "33%".';
const drain =
  'AgentPool "win22a": upgradeSettings.drainTimeoutInMinutes is not set: The default of 30 minutes is short where images take 5 to 15 minutes to pull. Set it to 30 or more.';
const soak =
  'AgentPool "win22a": upgradeSettings.nodeSoakDurationInMinutes is not set: The default is 0, so the next node is taken before pods on the new one have shown that they run. Set it to a few minutes.';

ruleTest(aksPoolUpgradeSettings, {
  valid: [
    { name: "all three", resource: aksWindowsPool({ upgradeSettings: all }) },
    { name: "a Linux pool without", resource: aksPool({}) },
    { name: "a Spot pool without", resource: aksWindowsPool({ scaleSetPriority: "Spot" }) },
  ],
  invalid: [
    { name: "none", resource: aksWindowsPool(), messages: [surge, drain, soak] },
    {
      name: "one missing",
      resource: aksWindowsPool({ upgradeSettings: { ...all, drainTimeoutInMinutes: undefined } }),
      messages: [drain],
    },
    {
      name: "one null",
      resource: aksWindowsPool({ upgradeSettings: { ...all, nodeSoakDurationInMinutes: null } }),
      messages: [soak],
    },
  ],
  unproved: [
    {
      name: "settings that are unknown",
      resource: aksWindowsPool({ upgradeSettings: UNKNOWN }),
      messages: [
        'AgentPool "win22a": upgradeSettings is decided only during the deployment, so the rule cannot be proved in preview. An AKS Windows pool sets maxSurge, drainTimeoutInMinutes and nodeSoakDurationInMinutes.',
      ],
    },
  ],
});
