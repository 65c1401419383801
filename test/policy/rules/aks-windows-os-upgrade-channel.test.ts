import { aksWindowsOsUpgradeChannel } from "../../../policy/rules/aks-windows-os-upgrade-channel";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const channel = (nodeOSUpgradeChannel: string) =>
  aksCluster({ autoUpgradeProfile: { nodeOSUpgradeChannel } });

ruleTest(aksWindowsOsUpgradeChannel, {
  valid: [
    { name: "NodeImage", resource: channel("NodeImage"), stack: [aksWindowsPool()] },
    { name: "None", resource: channel("None"), stack: [aksWindowsPool()] },
    { name: "no channel", resource: aksCluster(), stack: [aksWindowsPool()] },
    { name: "SecurityPatch without Windows pools", resource: channel("SecurityPatch"), stack: [aksPool({})] },
  ],
  invalid: ["SecurityPatch", "Unmanaged"].map((name) => ({
    name,
    resource: channel(name),
    stack: [aksWindowsPool()],
    messages: [
      `ManagedCluster "prod": autoUpgradeProfile.nodeOSUpgradeChannel is "${name}", though the cluster has Windows pools ("win22a"): That channel patches Linux nodes only, so Windows nodes stay as old as their node image. Set it to "NodeImage".`,
    ],
  })),
  unproved: [
    {
      name: "a channel that is unknown",
      resource: channel(UNKNOWN),
      stack: [aksWindowsPool()],
      messages: [
        'ManagedCluster "prod": autoUpgradeProfile.nodeOSUpgradeChannel is decided only during the deployment, so the rule cannot be proved in preview. An AKS cluster with Windows pools has the nodeOSUpgradeChannel "NodeImage" or "None".',
      ],
    },
  ],
});
