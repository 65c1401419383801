import { aksWindowsNoTrustedLaunch } from "../../../policy/rules/aks-windows-no-trusted-launch";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest =
  "is true: AKS has Trusted Launch for Linux nodes only and refuses it for Windows pools. Leave it out of Windows pools.";

ruleTest(aksWindowsNoTrustedLaunch, {
  valid: [
    { name: "a Windows pool without", resource: aksWindowsPool() },
    {
      name: "a Windows pool with both off",
      resource: aksWindowsPool({ securityProfile: { enableSecureBoot: false, enableVTPM: false } }),
    },
    {
      name: "a Linux pool with both",
      resource: aksPool({ securityProfile: { enableSecureBoot: true, enableVTPM: true } }),
    },
  ],
  invalid: [
    {
      name: "both",
      resource: aksWindowsPool({ securityProfile: { enableSecureBoot: true, enableVTPM: true } }),
      messages: [
        `AgentPool "win22a": securityProfile.enableSecureBoot ${rest}`,
        `AgentPool "win22a": securityProfile.enableVTPM ${rest}`,
      ],
    },
    {
      name: "one in an inline pool",
      resource: aksCluster({
        agentPoolProfiles: [{ osType: "Windows", securityProfile: { enableVTPM: true } }],
      }),
      messages: [`ManagedCluster "prod": agentPoolProfiles[0].securityProfile.enableVTPM ${rest}`],
    },
  ],
  unproved: [
    {
      name: "a profile that is unknown",
      resource: aksWindowsPool({ securityProfile: UNKNOWN }),
      messages: [
        'AgentPool "win22a": securityProfile is decided only during the deployment, so the rule cannot be proved in preview. AKS Windows pools do not enable secure boot or vTPM.',
      ],
    },
    {
      name: "one that is unknown, after it found the other",
      resource: aksWindowsPool({ securityProfile: { enableSecureBoot: true, enableVTPM: UNKNOWN } }),
      messages: [
        `AgentPool "win22a": securityProfile.enableSecureBoot ${rest}`,
        'AgentPool "win22a": securityProfile.enableVTPM is decided only during the deployment, so the rule cannot be proved in preview. AKS Windows pools do not enable secure boot or vTPM.',
      ],
    },
  ],
});
