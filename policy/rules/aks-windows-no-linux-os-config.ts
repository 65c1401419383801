import { resourceRule } from "../rule";
import { ifPresent } from "../rule-kit";
import { aksPools, isWindowsPool } from "../scopes/aks-pools";

/** Windows pools carry no configuration of a Linux node. */
export const aksWindowsNoLinuxOsConfig = resourceRule({
  name: "aks-windows-no-linux-os-config",
  level: "mandatory",
  description: "AKS Windows pools set neither linuxOSConfig nor messageOfTheDay.",
  sources: ["https://learn.microsoft.com/azure/aks/custom-node-configuration"],
  scope: aksPools,
  *check(pool) {
    if (!isWindowsPool(pool)) return;
    for (const property of ["linuxOSConfig", "messageOfTheDay"]) {
      yield* ifPresent(pool.view, [property], {
        reason: "It configures Linux nodes, and AKS refuses it for Windows pools",
        fix: "Take it out; kubeletConfig is what Windows pools can set",
      });
    }
  },
});
