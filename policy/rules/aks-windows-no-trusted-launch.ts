import { resourceRule } from "../rule";
import { ifTrue } from "../rule-kit";
import { aksPools, isWindowsPool } from "../scopes/aks-pools";

/** Windows pools do not ask for Trusted Launch. */
export const aksWindowsNoTrustedLaunch = resourceRule({
  name: "aks-windows-no-trusted-launch",
  level: "mandatory",
  description: "AKS Windows pools do not enable secure boot or vTPM.",
  sources: ["https://learn.microsoft.com/azure/aks/use-trusted-launch"],
  scope: aksPools,
  *check(pool) {
    if (!isWindowsPool(pool)) return;
    for (const property of ["enableSecureBoot", "enableVTPM"]) {
      yield* ifTrue(pool.view, ["securityProfile", property], {
        reason: "AKS has Trusted Launch for Linux nodes only and refuses it for Windows pools",
        fix: "Leave it out of Windows pools",
      });
    }
  },
});
