import { resourceRule } from "../rule";
import { aksPools, isWindowsPool } from "../scopes/aks-pools";

/** The OS disk of a Windows pool has room for Windows images. */
export const aksWindowsOsDiskFloor = resourceRule({
  name: "aks-windows-os-disk-floor",
  level: "advisory",
  description: "The OS disk of an AKS Windows pool has room for Windows images.",
  sources: [
    "https://learn.microsoft.com/azure/aks/concepts-storage",
    "https://github.com/kubernetes/kubernetes/issues/116020",
  ],
  parameters: {
    minGiB: {
      type: "integer",
      default: 128,
      minimum: 30,
      description: "Smallest OS disk of a Windows pool in GiB.",
    },
  },
  scope: aksPools,
  *check(pool, { parameters: { minGiB } }) {
    if (!isWindowsPool(pool)) return;
    const size = pool.view.number("osDiskSizeGB");
    // 0 and no value both mean the default of the VM size, which is 128 GiB or more.
    if (size === undefined || size === 0 || size >= minGiB) return;
    yield {
      field: pool.view.pathTo("osDiskSizeGB"),
      problem: `is ${size}`,
      reason:
        "One Windows image takes 5 to 12 GiB, a full disk evicts pods, and the size of a pool's disk cannot be changed",
      fix: `Set it to ${minGiB} or more, or leave it out`,
    };
  },
});
