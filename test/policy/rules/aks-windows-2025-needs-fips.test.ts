import { aksWindows2025NeedsFips } from "../../../policy/rules/aks-windows-2025-needs-fips";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest =
  "AKS has Windows2025 node images with FIPS only and refuses the pool otherwise. Set it to true when the pool is created; it cannot be changed afterwards.";

ruleTest(aksWindows2025NeedsFips, {
  valid: [
    { name: "2025 with FIPS", resource: aksWindowsPool({ osSKU: "Windows2025", enableFIPS: true }) },
    { name: "2022 without", resource: aksWindowsPool() },
    { name: "a Linux pool without", resource: aksPool({ osSKU: "Ubuntu" }) },
    { name: "2022 with an unknown", resource: aksWindowsPool({ enableFIPS: UNKNOWN }) },
  ],
  invalid: [
    {
      name: "2025 without",
      resource: aksWindowsPool({ osSKU: "Windows2025" }),
      messages: [`AgentPool "win22a": enableFIPS is not set: ${rest}`],
    },
    {
      name: "2025 with false",
      resource: aksWindowsPool({ osSKU: "Windows2025", enableFIPS: false }),
      messages: [`AgentPool "win22a": enableFIPS is false: ${rest}`],
    },
    {
      name: "an inline 2025 pool",
      resource: aksCluster({ agentPoolProfiles: [{ name: "system" }, { osSKU: "Windows2025" }] }),
      messages: [`ManagedCluster "prod": agentPoolProfiles[1].enableFIPS is not set: ${rest}`],
    },
  ],
  unproved: [
    {
      name: "2025 with an unknown",
      resource: aksWindowsPool({ osSKU: "Windows2025", enableFIPS: UNKNOWN }),
      messages: [
        'AgentPool "win22a": enableFIPS is decided only during the deployment, so the rule cannot be proved in preview. AKS pools with osSKU Windows2025 set enableFIPS to true.',
      ],
    },
  ],
});
