import { aksOneInlineLinuxSystemPool } from "../../../policy/rules/aks-one-inline-linux-system-pool";
import { aksCluster, aksWindowsPool, secret, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const system = { name: "system", mode: "System", osType: "Linux" };
const tooMany =
  "azure-native sends all inline pools whenever the cluster changes, so an edit of one pool touches the cluster and every other pool in it. Keep one Linux system pool there and declare every other pool as an AgentPool resource.";
const noSystemPool =
  'AKS refuses a cluster without a system pool with MustDefineAtLeastOneSystemPool. Set it to "System".';
const description =
  "An AKS cluster declares exactly one pool in agentPoolProfiles, a Linux pool of mode System; every other pool is an AgentPool resource.";

ruleTest(aksOneInlineLinuxSystemPool, {
  valid: [
    { name: "one Linux system pool", resource: aksCluster({ agentPoolProfiles: [system] }) },
    {
      name: "a pool without osType, which is Linux",
      resource: aksCluster({ agentPoolProfiles: [{ mode: "System" }] }),
    },
    {
      name: "a pool of which only the count is unknown",
      resource: aksCluster({ agentPoolProfiles: [{ ...system, count: UNKNOWN }] }),
    },
    { name: "an AgentPool, which is no cluster", resource: aksWindowsPool({ mode: "System" }) },
  ],
  invalid: [
    {
      name: "no agentPoolProfiles",
      resource: aksCluster({ agentPoolProfiles: undefined }),
      messages: [
        'ManagedCluster "prod": agentPoolProfiles is empty: AKS refuses a cluster without a system pool with MustDefineAtLeastOneSystemPool. Add one Linux pool with mode "System".',
      ],
    },
    {
      name: "an empty list",
      resource: aksCluster({ agentPoolProfiles: [] }),
      messages: [
        'ManagedCluster "prod": agentPoolProfiles is empty: AKS refuses a cluster without a system pool with MustDefineAtLeastOneSystemPool. Add one Linux pool with mode "System".',
      ],
    },
    {
      name: "a good pool beside a Windows pool",
      resource: aksCluster({
        agentPoolProfiles: [system, { name: "win22a", mode: "User", osType: "Windows" }],
      }),
      messages: [`ManagedCluster "prod": agentPoolProfiles has 2 pools: ${tooMany}`],
    },
    {
      name: "a Windows pool in the first place",
      resource: aksCluster({ agentPoolProfiles: [{ ...system, osType: "Windows" }] }),
      messages: [
        'ManagedCluster "prod": agentPoolProfiles[0].osType is "Windows": AKS has no Windows system pools, so the first pool of a cluster must run Linux. Set it to "Linux" and declare the Windows pool as an AgentPool resource.',
      ],
    },
    {
      name: "a user pool",
      resource: aksCluster({ agentPoolProfiles: [{ ...system, mode: "User" }] }),
      messages: [`ManagedCluster "prod": agentPoolProfiles[0].mode is "User": ${noSystemPool}`],
    },
    {
      name: "a pool without mode",
      resource: aksCluster({ agentPoolProfiles: [{ name: "system" }] }),
      messages: [`ManagedCluster "prod": agentPoolProfiles[0].mode is not set: ${noSystemPool}`],
    },
    {
      name: "a secret mode without showing it",
      resource: aksCluster({ agentPoolProfiles: [{ mode: secret("hunter2"), osType: "Linux" }] }),
      messages: [
        `ManagedCluster "prod" breaks this rule, but what is wrong cannot be shown: agentPoolProfiles[0].mode is secret. ${description}`,
      ],
    },
  ],
  unproved: [
    {
      name: "pools that are unknown",
      resource: aksCluster({ agentPoolProfiles: UNKNOWN }),
      messages: [
        `ManagedCluster "prod": agentPoolProfiles is decided only during the deployment, so the rule cannot be proved in preview. ${description}`,
      ],
    },
    {
      name: "an unknown mode, while it still counts the pools",
      resource: aksCluster({ agentPoolProfiles: [{ mode: UNKNOWN }, system] }),
      messages: [
        `ManagedCluster "prod": agentPoolProfiles has 2 pools: ${tooMany}`,
        `ManagedCluster "prod": agentPoolProfiles[0].mode is decided only during the deployment, so the rule cannot be proved in preview. ${description}`,
      ],
    },
    {
      name: "pools that are no list",
      resource: aksCluster({ agentPoolProfiles: system }),
      messages: [
        `ManagedCluster "prod": agentPoolProfiles is an object where a list belongs, so the rule cannot be proved. ${description}`,
      ],
    },
  ],
});
