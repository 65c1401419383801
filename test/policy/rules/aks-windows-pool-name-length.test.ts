import { aksWindowsPoolNameLength } from "../../../policy/rules/aks-windows-pool-name-length";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const reason =
  "AKS refuses it with WindowsAgentPoolNameTooLong or InvalidParameter, because its Windows nodes are called aks + pool name + 6 characters and a Windows host name has at most 15. Choose a name of 1 to 6 lower-case letters and digits, starting with a letter.";

ruleTest(aksWindowsPoolNameLength, {
  valid: [
    { name: "six characters", resource: aksWindowsPool({ agentPoolName: "win22a" }) },
    { name: "one letter", resource: aksWindowsPool({ agentPoolName: "w" }) },
    {
      name: "a Linux pool with twelve characters",
      resource: aksPool({ agentPoolName: "linuxpool123", osType: "Linux" }),
    },
    { name: "a pool without osType, which is Linux", resource: aksPool({ agentPoolName: "longername" }) },
    {
      name: "a Linux pool whose name is unknown",
      resource: aksPool({ agentPoolName: UNKNOWN, osType: "Linux" }),
    },
    { name: "a cluster with a Linux pool", resource: aksCluster() },
  ],
  invalid: [
    {
      name: "seven characters",
      resource: aksWindowsPool({ agentPoolName: "windows" }),
      messages: [`AgentPool "windows": agentPoolName is "windows" (7 characters): ${reason}`],
    },
    {
      name: "a Windows pool that says so by its SKU only",
      resource: aksPool({ agentPoolName: "winpool1", osSKU: "Windows2022" }),
      messages: [`AgentPool "winpool1": agentPoolName is "winpool1" (8 characters): ${reason}`],
    },
    {
      name: "capital letters",
      resource: aksWindowsPool({ agentPoolName: "Win22" }),
      messages: [`AgentPool "Win22": agentPoolName is "Win22" (5 characters): ${reason}`],
    },
    {
      name: "a digit at the front",
      resource: aksWindowsPool({ agentPoolName: "2022w" }),
      messages: [`AgentPool "2022w": agentPoolName is "2022w" (5 characters): ${reason}`],
    },
    {
      name: "an empty name",
      resource: aksWindowsPool({ agentPoolName: "" }),
      messages: [`AgentPool "": agentPoolName is "" (0 characters): ${reason}`],
    },
    {
      name: "no name",
      resource: aksWindowsPool({ agentPoolName: undefined }, { name: "windows" }),
      messages: [
        'AgentPool "windows": agentPoolName is not set: Pulumi would make up a name with a random suffix, which AKS refuses as too long for a Windows pool. Choose a name of 1 to 6 lower-case letters and digits, starting with a letter.',
      ],
    },
    {
      name: "a bad inline pool beside a good one, through an older API version",
      resource: aksCluster(
        {
          agentPoolProfiles: [
            { name: "system", mode: "System", osType: "Linux" },
            { name: "win22a", osType: "Windows" },
            { name: "windows", osType: "Windows" },
          ],
        },
        { type: "azure-native:containerservice/v20240901:ManagedCluster" },
      ),
      messages: [`ManagedCluster "prod": agentPoolProfiles[2].name is "windows" (7 characters): ${reason}`],
    },
  ],
  unproved: [
    {
      name: "a name that is unknown",
      resource: aksWindowsPool({ agentPoolName: UNKNOWN }, { name: "windows" }),
      messages: [
        'AgentPool "windows": agentPoolName is decided only during the deployment, so the rule cannot be proved in preview. The name of an AKS Windows pool is 1 to 6 lower-case letters and digits, starting with a letter.',
      ],
    },
    {
      name: "an osType that is unknown",
      resource: aksPool({ agentPoolName: "winpool1", osType: UNKNOWN }),
      messages: [
        'AgentPool "winpool1": osType is decided only during the deployment, so the rule cannot be proved in preview. The name of an AKS Windows pool is 1 to 6 lower-case letters and digits, starting with a letter.',
      ],
    },
    {
      name: "an unknown pool, while it still judges the one beside it",
      resource: aksCluster({ agentPoolProfiles: [UNKNOWN, { name: "windows", osType: "Windows" }] }),
      messages: [
        'ManagedCluster "prod": agentPoolProfiles[0] is decided only during the deployment, so the rule cannot be proved in preview. The name of an AKS Windows pool is 1 to 6 lower-case letters and digits, starting with a letter.',
        `ManagedCluster "prod": agentPoolProfiles[1].name is "windows" (7 characters): ${reason}`,
      ],
    },
  ],
});
