import { aksPoolNameValid } from "../../../policy/rules/aks-pool-name-valid";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest =
  "AKS refuses it with InvalidParameter. Choose a name of 1 to 12 lower-case letters and digits, starting with a letter.";

ruleTest(aksPoolNameValid, {
  valid: [
    { name: "twelve characters", resource: aksPool({ agentPoolName: "abcdefghijk1" }) },
    { name: "no name, which Pulumi makes up", resource: aksPool({ agentPoolName: undefined }) },
    {
      name: "a Windows pool, which another rule is about",
      resource: aksWindowsPool({ agentPoolName: "windows-pool" }),
    },
  ],
  invalid: [
    {
      name: "thirteen characters",
      resource: aksPool({ agentPoolName: "abcdefghijk12" }),
      messages: [`AgentPool "abcdefghijk12": agentPoolName is "abcdefghijk12" (13 characters): ${rest}`],
    },
    {
      name: "a hyphen in an inline pool",
      resource: aksCluster({ agentPoolProfiles: [{ name: "system" }, { name: "app-pool" }] }),
      messages: [`ManagedCluster "prod": agentPoolProfiles[1].name is "app-pool" (8 characters): ${rest}`],
    },
  ],
  unproved: [
    {
      name: "a name that is unknown",
      resource: aksPool({ agentPoolName: UNKNOWN }),
      messages: [
        'AgentPool "test": agentPoolName is decided only during the deployment, so the rule cannot be proved in preview. The name of an AKS Linux pool is 1 to 12 lower-case letters and digits, starting with a letter.',
      ],
    },
  ],
});
