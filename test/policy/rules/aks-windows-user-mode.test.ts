import { aksWindowsUserMode } from "../../../policy/rules/aks-windows-user-mode";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

ruleTest(aksWindowsUserMode, {
  valid: [
    { name: "a Windows user pool", resource: aksWindowsPool() },
    {
      name: "a Windows pool without mode, which is a user pool",
      resource: aksWindowsPool({ mode: undefined }),
    },
    { name: "a Linux system pool", resource: aksPool({ mode: "System" }) },
  ],
  invalid: [
    {
      name: "a Windows system pool",
      resource: aksWindowsPool({ mode: "System" }),
      messages: [
        'AgentPool "win22a": mode is "System": AKS runs its own pods on Linux and refuses system pools with Windows. Set it to "User".',
      ],
    },
    {
      name: "an inline Windows system pool beside a Linux one",
      resource: aksCluster({
        agentPoolProfiles: [{ mode: "System" }, { mode: "System", osType: "Windows" }],
      }),
      messages: [
        'ManagedCluster "prod": agentPoolProfiles[1].mode is "System": AKS runs its own pods on Linux and refuses system pools with Windows. Set it to "User".',
      ],
    },
  ],
  unproved: [
    {
      name: "a mode that is unknown",
      resource: aksWindowsPool({ mode: UNKNOWN }),
      messages: [
        'AgentPool "win22a": mode is decided only during the deployment, so the rule cannot be proved in preview. AKS Windows pools have the mode User.',
      ],
    },
  ],
});
