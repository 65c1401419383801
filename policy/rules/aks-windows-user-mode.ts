import { resourceRule } from "../rule";
import { aksPools, isWindowsPool } from "../scopes/aks-pools";

/** Windows pools are user pools. */
export const aksWindowsUserMode = resourceRule({
  name: "aks-windows-user-mode",
  level: "mandatory",
  description: "AKS Windows pools have the mode User.",
  sources: ["https://learn.microsoft.com/azure/aks/use-system-pools"],
  scope: aksPools,
  *check(pool) {
    if (!isWindowsPool(pool) || pool.view.string("mode") !== "System") return;
    yield {
      field: pool.view.pathTo("mode"),
      problem: 'is "System"',
      reason: "AKS runs its own pods on Linux and refuses system pools with Windows",
      fix: 'Set it to "User"',
    };
  },
});
