import type { KubernetesMinor } from "../kubernetes-minors";
import { compareMinors } from "../kubernetes-minors";
import { daysBetween, type IsoDate, type SourceId, type Sourced } from "../source";
import type { Verdict } from "../verdict";
import type { WindowsRelease } from "../windows-releases";

/** The values of `osSKU` that give Windows nodes on AKS. */
export type AksWindowsSku = "Windows2019" | "Windows2022" | "Windows2025" | "WindowsAnnual";

/** What AKS does with one Windows `osSKU`. */
export interface AksWindowsSkuRow extends Sourced {
  readonly osSku: AksWindowsSku;
  readonly release: WindowsRelease;
  /** First Kubernetes minor with node images; absent = as far back as AKS goes. */
  readonly firstMinor?: KubernetesMinor;
  /** Last Kubernetes minor with node images; absent = no end is announced. */
  readonly lastMinor?: KubernetesMinor;
  /** First day on which AKS offers the SKU to everybody. */
  readonly available?: IsoDate;
  /** Day on which AKS retires the SKU: no new pools, no new node images. */
  readonly retired?: IsoDate;
  /** Day on which AKS deletes the node images: pools can neither scale nor heal. */
  readonly imagesDeleted?: IsoDate;
  /** Whether `enableFIPS: true` must be sent. */
  readonly fipsRequired: boolean;
  /** Hyper-V generation of the nodes unless asked otherwise. */
  readonly defaultGeneration: 1 | 2;
}

/**
 * Windows SKUs of AKS node pools.
 *
 * @see https://learn.microsoft.com/azure/aks/upgrade-windows-os
 * @see https://github.com/Azure/AKS/blob/master/CHANGELOG.md (2026-05-29, 2026-06-19, 2026-07-17)
 */
export const aksWindowsSkus = {
  Windows2019: {
    osSku: "Windows2019",
    release: "2019",
    lastMinor: "1.32",
    retired: "2026-03-01",
    imagesDeleted: "2027-04-01",
    fipsRequired: false,
    defaultGeneration: 1,
    source: ["aks-upgrade-windows-os", "aks-windows-faq", "aks-changelog"],
  },
  Windows2022: {
    osSku: "Windows2022",
    release: "2022",
    firstMinor: "1.25",
    lastMinor: "1.36",
    retired: "2028-06-30",
    imagesDeleted: "2029-06-30",
    fipsRequired: false,
    defaultGeneration: 1,
    source: ["aks-upgrade-windows-os", "aks-windows-faq", "aks-changelog"],
  },
  Windows2025: {
    osSku: "Windows2025",
    release: "2025",
    firstMinor: "1.32",
    available: "2026-05-29",
    fipsRequired: true,
    defaultGeneration: 2,
    source: ["aks-upgrade-windows-os", "aks-fips", "aks-create-node-pools", "aks-changelog"],
  },
  WindowsAnnual: {
    osSku: "WindowsAnnual",
    release: "23H2",
    retired: "2026-05-15",
    imagesDeleted: "2027-05-15",
    fipsRequired: false,
    defaultGeneration: 2,
    source: ["aks-windows-annual-retirement", "aks-changelog"],
  },
} as const satisfies Record<AksWindowsSku, AksWindowsSkuRow>;

/** All Windows SKUs of AKS. */
export const aksWindowsSkuList: readonly AksWindowsSkuRow[] = Object.values(aksWindowsSkus);

/**
 * Whether this is one of the Windows values of `osSKU`.
 *
 * @param osSku - value of `osSKU`, spelt as AKS spells it
 */
export function isAksWindowsSku(osSku: string): osSku is AksWindowsSku {
  return Object.hasOwn(aksWindowsSkus, osSku);
}

/** Newest minor that the AKS sources say anything about. */
const newestKnownMinor: KubernetesMinor = "1.37";

/** Days before a retirement from which a SKU is judged `warn`. */
export const retirementNoticeDays = 365;

/**
 * Whether AKS runs a Windows pool of this SKU at this Kubernetes minor.
 *
 * `deny`: no node images for the minor, or the SKU is retired on that day. `warn`: it works, but the retirement is
 * less than {@link retirementNoticeDays} days away, or the catalogue does not know the minor.
 *
 * @param osSku - value of `osSKU`
 * @param minor - Kubernetes minor of the pool
 * @param asOf - the day asked about
 */
export function aksWindowsSkuSupport(osSku: string, minor: KubernetesMinor, asOf: IsoDate): Verdict {
  if (!isAksWindowsSku(osSku)) {
    return {
      verdict: "deny",
      reason: `"${osSku}" is not a Windows osSKU of AKS (${Object.keys(aksWindowsSkus).join(", ")}).`,
      source: ["aks-rest-2026-05-01"],
    };
  }
  const row: AksWindowsSkuRow = aksWindowsSkus[osSku];
  const { source } = row;
  const problem = skuProblem(row, minor, asOf);
  if (problem !== undefined) return { verdict: "deny", reason: problem, source };
  const concern = skuConcern(row, minor, asOf);
  if (concern !== undefined) return { verdict: "warn", reason: concern, source };
  return { verdict: "ok", reason: `AKS supports ${osSku} at Kubernetes ${minor}.`, source };
}

function skuProblem(row: AksWindowsSkuRow, minor: KubernetesMinor, asOf: IsoDate): string | undefined {
  if (row.lastMinor !== undefined && compareMinors(minor, row.lastMinor) > 0) {
    return `AKS has no ${row.osSku} node images for Kubernetes ${minor}; the last minor with them is ${row.lastMinor}.`;
  }
  if (row.firstMinor !== undefined && compareMinors(minor, row.firstMinor) < 0) {
    return `AKS has no ${row.osSku} node images for Kubernetes ${minor}; the first minor with them is ${row.firstMinor}.`;
  }
  if (row.retired !== undefined && row.retired <= asOf) {
    return `AKS retired ${row.osSku} on ${row.retired}${imagesSentence(row)}.`;
  }
  return undefined;
}

function skuConcern(row: AksWindowsSkuRow, minor: KubernetesMinor, asOf: IsoDate): string | undefined {
  if (row.available !== undefined && asOf < row.available) {
    return `${row.osSku} is a preview on AKS until ${row.available}.`;
  }
  if (row.retired !== undefined && daysBetween(asOf, row.retired) <= retirementNoticeDays) {
    return `AKS retires ${row.osSku} on ${row.retired}${imagesSentence(row)}.`;
  }
  if (compareMinors(minor, newestKnownMinor) > 0) {
    return `The catalogue knows AKS up to Kubernetes ${newestKnownMinor}; whether ${minor} has ${row.osSku} node images is not known.`;
  }
  return undefined;
}

function imagesSentence(row: AksWindowsSkuRow): string {
  return row.imagesDeleted === undefined ? "" : ` and deletes its node images on ${row.imagesDeleted}`;
}

/**
 * Whether `enableFIPS: true` must be sent for this `osSKU`.
 *
 * @param osSku - value of `osSKU`
 * @see https://learn.microsoft.com/azure/aks/enable-fips-nodes
 */
export function aksRequiresFips(osSku: string): boolean {
  return isAksWindowsSku(osSku) && aksWindowsSkus[osSku].fipsRequired;
}

/** Sources that say which SKU a Windows pool gets when `osSKU` is left out; they disagree, so Mullion always sends it. */
export const aksDefaultWindowsSku = {
  rule: "Always send osSKU: the sources disagree on the Kubernetes minor from which the default is Windows2025.",
  source: ["aks-changelog", "aks-upgrade-os-version"] satisfies readonly SourceId[],
  conflicts: [
    {
      source: "aks-changelog",
      says: "Windows2025 is the default from Kubernetes 1.37.",
      resolution: "Newest text (2026-07-17); still not relied on.",
    },
    {
      source: "aks-upgrade-os-version",
      says: "Windows2025 is the default from Kubernetes 1.36.",
      resolution: "Not relied on.",
    },
  ],
} as const;
