import { aksUpgradeSettingsInRange } from "../../../policy/rules/aks-upgrade-settings-in-range";
import { aksCluster, aksPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const settings = (upgradeSettings: Record<string, unknown>) => aksPool({ upgradeSettings });
const drain = (value: number) =>
  `AgentPool "pool1": upgradeSettings.drainTimeoutInMinutes is ${value}: AKS accepts 1 to 1440 minutes. Set it to a number from 1 to 1440.`;
const soak = (value: number) =>
  `AgentPool "pool1": upgradeSettings.nodeSoakDurationInMinutes is ${value}: AKS accepts 0 to 30 minutes. Set it to a number from 0 to 30.`;

ruleTest(aksUpgradeSettingsInRange, {
  valid: [
    {
      name: "the lowest values",
      resource: settings({ drainTimeoutInMinutes: 1, nodeSoakDurationInMinutes: 0 }),
    },
    {
      name: "the highest values",
      resource: settings({ drainTimeoutInMinutes: 1440, nodeSoakDurationInMinutes: 30 }),
    },
    { name: "no settings", resource: aksPool({}) },
  ],
  invalid: [
    {
      name: "one above each",
      resource: settings({ drainTimeoutInMinutes: 1441, nodeSoakDurationInMinutes: 31 }),
      messages: [drain(1441), soak(31)],
    },
    { name: "no time to drain", resource: settings({ drainTimeoutInMinutes: 0 }), messages: [drain(0)] },
    { name: "a negative soak", resource: settings({ nodeSoakDurationInMinutes: -1 }), messages: [soak(-1)] },
    {
      name: "an inline pool",
      resource: aksCluster({ agentPoolProfiles: [{ upgradeSettings: { drainTimeoutInMinutes: 0 } }] }),
      messages: [drain(0).replace('AgentPool "pool1": ', 'ManagedCluster "prod": agentPoolProfiles[0].')],
    },
  ],
  unproved: [
    {
      name: "a time that is unknown, and still the other",
      resource: settings({ drainTimeoutInMinutes: 0, nodeSoakDurationInMinutes: UNKNOWN }),
      messages: [
        drain(0),
        'AgentPool "pool1": upgradeSettings.nodeSoakDurationInMinutes is decided only during the deployment, so the rule cannot be proved in preview. drainTimeoutInMinutes and nodeSoakDurationInMinutes of an AKS pool are within the limits of the API.',
      ],
    },
  ],
});
