import { aksWindowsSkuSupport, aksWindowsSkuList } from "../../catalogue/aks";
import { parseMinor } from "../../catalogue/kubernetes-minors";
import { stackRule } from "../rule";
import { aksPools, isWindowsPool, versionOf } from "../scopes/aks-pools";
import { clause, inWords } from "../text";

/** AKS has node images of the pool's Windows SKU for its Kubernetes minor, on the day asked about. */
export const aksWindowsSkuSupported = stackRule({
  name: "aks-windows-sku-supported",
  level: "mandatory",
  description: "AKS supports the osSKU of every Windows pool at the pool's Kubernetes minor.",
  sources: [
    "https://learn.microsoft.com/azure/aks/upgrade-windows-os",
    "https://learn.microsoft.com/azure/aks/windows-faq",
    "https://github.com/Azure/AKS/blob/master/CHANGELOG.md",
  ],
  scope: aksPools,
  *check(pool, stack, { asOf }) {
    if (!isWindowsPool(pool)) return;
    const osSku = pool.view.string("osSKU");
    const version = versionOf(pool, stack);
    const minor = version === undefined ? undefined : parseMinor(version.version);
    if (osSku === undefined || version === undefined || minor === undefined) return;
    const { verdict, reason } = aksWindowsSkuSupport(osSku, minor, asOf);
    if (verdict !== "deny") return;
    const fitting = aksWindowsSkuList
      .filter((row) => aksWindowsSkuSupport(row.osSku, minor, asOf).verdict === "ok")
      .map((row) => row.osSku);
    yield {
      field: pool.view.pathTo("osSKU"),
      problem: `is "${osSku}" at Kubernetes ${minor} (${version.path})`,
      reason: clause(reason),
      fix:
        fitting.length === 0
          ? `Choose another Kubernetes minor: on ${asOf} AKS has no Windows node images for ${minor}`
          : `Make a new pool with osSKU ${inWords(fitting, "or")}, move the workloads and delete this one`,
    };
  },
});
