import { aksWindowsSkuExplicit } from "../../../policy/rules/aks-windows-sku-explicit";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const words =
  "is not set: The default depends on the Kubernetes minor and Microsoft's own pages disagree about where it changes, so the same program can make nodes that its images do not run on. Set it to Windows2022 or Windows2025.";

ruleTest(aksWindowsSkuExplicit, {
  valid: [
    { name: "a Windows pool with osSKU", resource: aksWindowsPool() },
    { name: "a Linux pool without", resource: aksPool({ osType: "Linux" }) },
    { name: "a pool with neither osType nor osSKU, which is Linux", resource: aksPool({}) },
    { name: "a cluster with a Linux pool", resource: aksCluster() },
  ],
  invalid: [
    {
      name: "a Windows pool without",
      resource: aksWindowsPool({ osSKU: undefined }),
      messages: [`AgentPool "win22a": osSKU ${words}`],
    },
    {
      name: "an inline Windows pool beside a good one",
      resource: aksCluster({
        agentPoolProfiles: [{ osType: "Windows", osSKU: "Windows2022" }, { osType: "Windows" }],
      }),
      messages: [`ManagedCluster "prod": agentPoolProfiles[1].osSKU ${words}`],
    },
    {
      name: "one before 2019 was retired",
      resource: aksWindowsPool({ osSKU: null }),
      asOf: "2026-02-28",
      messages: [
        `AgentPool "win22a": osSKU ${words.replace("Windows2022", "Windows2019, Windows2022").replace(" or Windows2025", ", Windows2025 or WindowsAnnual")}`,
      ],
    },
  ],
  unproved: [
    {
      name: "a SKU that is unknown",
      resource: aksWindowsPool({ osSKU: UNKNOWN }),
      messages: [
        'AgentPool "win22a": osSKU is decided only during the deployment, so the rule cannot be proved in preview. Every AKS Windows pool sets osSKU.',
      ],
    },
  ],
});
