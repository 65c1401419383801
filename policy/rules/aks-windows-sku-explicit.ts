import { aksWindowsSkuList } from "../../catalogue/aks";
import { resourceRule } from "../rule";
import { aksPools, isWindowsPool } from "../scopes/aks-pools";
import { inWords } from "../text";

/** A Windows pool says which Windows Server release it runs. */
export const aksWindowsSkuExplicit = resourceRule({
  name: "aks-windows-sku-explicit",
  level: "mandatory",
  description: "Every AKS Windows pool sets osSKU.",
  sources: [
    "https://learn.microsoft.com/azure/aks/upgrade-os-version",
    "https://github.com/Azure/AKS/blob/master/CHANGELOG.md",
  ],
  scope: aksPools,
  *check(pool, { asOf }) {
    if (!isWindowsPool(pool) || pool.view.has("osSKU")) return;
    const current = aksWindowsSkuList.filter(({ retired }) => retired === undefined || retired > asOf);
    yield {
      field: pool.view.pathTo("osSKU"),
      problem: "is not set",
      reason:
        "The default depends on the Kubernetes minor and Microsoft's own pages disagree about where it changes, so the same program can make nodes that its images do not run on",
      fix: `Set it to ${inWords(
        current.map(({ osSku }) => osSku),
        "or",
      )}`,
    };
  },
});
