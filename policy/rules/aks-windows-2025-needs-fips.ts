import { aksRequiresFips } from "../../catalogue/aks";
import { resourceRule } from "../rule";
import { aksPools } from "../scopes/aks-pools";

/** A pool of Windows Server 2025 enables FIPS. */
export const aksWindows2025NeedsFips = resourceRule({
  name: "aks-windows-2025-needs-fips",
  level: "mandatory",
  description: "AKS pools with osSKU Windows2025 set enableFIPS to true.",
  sources: [
    "https://learn.microsoft.com/azure/aks/enable-fips-nodes",
    "https://learn.microsoft.com/azure/aks/create-node-pools",
  ],
  scope: aksPools,
  *check({ view }) {
    const osSku = view.string("osSKU");
    if (osSku === undefined || !aksRequiresFips(osSku)) return;
    const enabled = view.boolean("enableFIPS");
    if (enabled === true) return;
    yield {
      field: view.pathTo("enableFIPS"),
      problem: enabled === undefined ? "is not set" : "is false",
      reason: `AKS has ${osSku} node images with FIPS only and refuses the pool otherwise`,
      fix: "Set it to true when the pool is created; it cannot be changed afterwards",
    };
  },
});
