import { type AksWindowsSkuRow, aksWindowsSkus, isAksWindowsSku } from "../../catalogue/aks";
import { daysBetween } from "../dates";
import { resourceRule } from "../rule";
import { aksPools } from "../scopes/aks-pools";

/** Nobody is surprised by the retirement of a Windows release on AKS. */
export const windowsReleaseNearRetirement = resourceRule({
  name: "windows-release-near-retirement",
  level: "advisory",
  description: "The Windows release of an AKS pool is not retired within the next days.",
  sources: [
    "https://learn.microsoft.com/azure/aks/upgrade-windows-os",
    "https://github.com/Azure/AKS/blob/master/CHANGELOG.md",
  ],
  parameters: {
    days: {
      type: "integer",
      default: 180,
      minimum: 0,
      description: "Days before the retirement from which the rule speaks.",
    },
  },
  scope: aksPools,
  *check({ view }, { asOf, parameters: { days } }) {
    const osSku = view.string("osSKU") ?? "";
    if (!isAksWindowsSku(osSku)) return;
    const row: AksWindowsSkuRow = aksWindowsSkus[osSku];
    if (row.retired === undefined || daysBetween(asOf, row.retired) > days) return;
    const past = row.retired <= asOf;
    yield {
      field: view.pathTo("osSKU"),
      problem: `is "${osSku}"`,
      reason:
        `AKS ${past ? "retired" : "retires"} it on ${row.retired}` +
        (row.imagesDeleted === undefined
          ? ""
          : ` and deletes its node images on ${row.imagesDeleted}, after which the pool can neither scale nor heal`),
      fix: "Make a pool with the next release, rebuild the images for it and move the workloads",
    };
  },
});
