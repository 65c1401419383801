import { aksAgentPoolProfilesNotIgnored } from "../../../policy/rules/aks-agent-pool-profiles-not-ignored";
import { aksCluster, aksPool } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const ignoring = (...ignoreChanges: string[]) => aksCluster({}, { ignoreChanges });

ruleTest(aksAgentPoolProfilesNotIgnored, {
  valid: [
    { name: "nothing ignored", resource: aksCluster() },
    { name: "one field of the pool ignored", resource: ignoring("agentPoolProfiles[0].count") },
    { name: "one field of every pool ignored", resource: ignoring("agentPoolProfiles[*].count") },
    { name: "another property", resource: ignoring("windowsProfile.adminPassword") },
    { name: "a pool", resource: aksPool({}, { ignoreChanges: ["agentPoolProfiles"] }) },
  ],
  invalid: ["agentPoolProfiles", "agentPoolProfiles[*]"].map((path) => ({
    name: path,
    resource: ignoring("tags", path),
    messages: [
      `ManagedCluster "prod": ignoreChanges names "${path}": After a refresh the state lists every pool of the cluster, and the next update sends them all: AKS refuses it with "A new agent pool was introduced". Keep one inline system pool and ignore single fields of it, for example agentPoolProfiles[0].count.`,
    ],
  })),
});
