import { aksWindowsNoLinuxOsConfig } from "../../../policy/rules/aks-windows-no-linux-os-config";
import { aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest =
  "is set: It configures Linux nodes, and AKS refuses it for Windows pools. Take it out; kubeletConfig is what Windows pools can set.";

ruleTest(aksWindowsNoLinuxOsConfig, {
  valid: [
    {
      name: "a Windows pool with a kubelet configuration",
      resource: aksWindowsPool({ kubeletConfig: { imageGcHighThreshold: 80 } }),
    },
    {
      name: "a Linux pool with both",
      resource: aksPool({ linuxOSConfig: { swapFileSizeMB: 10 }, messageOfTheDay: "aGk=" }),
    },
  ],
  invalid: [
    {
      name: "both",
      resource: aksWindowsPool({ linuxOSConfig: {}, messageOfTheDay: "aGk=" }),
      messages: [`AgentPool "win22a": linuxOSConfig ${rest}`, `AgentPool "win22a": messageOfTheDay ${rest}`],
    },
  ],
  unproved: [
    {
      name: "a configuration that is unknown",
      resource: aksWindowsPool({ linuxOSConfig: UNKNOWN }),
      messages: [
        'AgentPool "win22a": linuxOSConfig is decided only during the deployment, so the rule cannot be proved in preview. AKS Windows pools set neither linuxOSConfig nor messageOfTheDay.',
      ],
    },
  ],
});
