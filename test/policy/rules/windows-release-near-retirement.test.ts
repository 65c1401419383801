import { windowsReleaseNearRetirement } from "../../../policy/rules/windows-release-near-retirement";
import { aksCluster, aksPool, aksWindowsPool, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const rest =
  "after which the pool can neither scale nor heal. Make a pool with the next release, rebuild the images for it and move the workloads.";

ruleTest(windowsReleaseNearRetirement, {
  valid: [
    { name: "2022 with time left", resource: aksWindowsPool() },
    { name: "181 days before", resource: aksWindowsPool(), asOf: "2028-01-01" },
    { name: "2025, without a date", resource: aksWindowsPool({ osSKU: "Windows2025" }), asOf: "2030-01-01" },
    { name: "a Linux pool", resource: aksPool({ osSKU: "Ubuntu" }) },
  ],
  invalid: [
    {
      name: "180 days before",
      resource: aksWindowsPool(),
      asOf: "2028-01-02",
      messages: [
        `AgentPool "win22a": osSKU is "Windows2022": AKS retires it on 2028-06-30 and deletes its node images on 2029-06-30, ${rest}`,
      ],
    },
    {
      name: "a longer notice",
      resource: aksWindowsPool(),
      parameters: { days: 730 },
      messages: [
        `AgentPool "win22a": osSKU is "Windows2022": AKS retires it on 2028-06-30 and deletes its node images on 2029-06-30, ${rest}`,
      ],
    },
    {
      name: "2019 afterwards, inline",
      resource: aksCluster({ agentPoolProfiles: [{ osSKU: "Windows2019" }] }),
      messages: [
        `ManagedCluster "prod": agentPoolProfiles[0].osSKU is "Windows2019": AKS retired it on 2026-03-01 and deletes its node images on 2027-04-01, ${rest}`,
      ],
    },
  ],
  unproved: [
    {
      name: "an unknown SKU",
      resource: aksWindowsPool({ osSKU: UNKNOWN }),
      messages: [
        'AgentPool "win22a": osSKU is decided only during the deployment, so the rule cannot be proved in preview. The Windows release of an AKS pool is not retired within the next days.',
      ],
    },
  ],
});
