/**
 * What this cloud knows about AKS. The tables are the stand-in's own, read from Azure's documentation: it is the
 * independent side that the product's catalogue is tested against, so nothing is shared with it.
 */

/** A Kubernetes minor version as AKS offers it. Dates are the first day on which the support is over. */
export interface KubernetesMinor {
  readonly minor: string;
  /** Oldest first. Which patches exist at a moment differs by region; these are samples. */
  readonly patches: readonly string[];
  readonly supportedUntil: string;
  readonly longTermSupportUntil: string;
}

/** @see https://learn.microsoft.com/azure/aks/supported-kubernetes-versions (copy of 2026-08-21) */
export const kubernetesMinors: readonly KubernetesMinor[] = [
  {
    minor: "1.32",
    patches: ["1.32.8", "1.32.9"],
    supportedUntil: "2026-04-01",
    longTermSupportUntil: "2027-04-01",
  },
  {
    minor: "1.33",
    patches: ["1.33.5", "1.33.6"],
    supportedUntil: "2026-08-01",
    longTermSupportUntil: "2027-08-01",
  },
  {
    minor: "1.34",
    patches: ["1.34.3", "1.34.4"],
    supportedUntil: "2026-12-01",
    longTermSupportUntil: "2027-12-01",
  },
  {
    minor: "1.35",
    patches: ["1.35.7", "1.35.8"],
    supportedUntil: "2027-04-01",
    longTermSupportUntil: "2028-04-01",
  },
  {
    minor: "1.36",
    patches: ["1.36.2", "1.36.3"],
    supportedUntil: "2027-07-01",
    longTermSupportUntil: "2028-07-01",
  },
  {
    minor: "1.37",
    patches: ["1.37.0", "1.37.1"],
    supportedUntil: "2027-11-01",
    longTermSupportUntil: "2028-11-01",
  },
];

/** The version that a cluster gets when it asks for none. */
export const defaultMinor = "1.35";

/** A node's operating system as AKS offers it. */
export interface OsSku {
  readonly os: "Linux" | "Windows";
  /** First and last Kubernetes minor that the SKU works with. */
  readonly firstMinor?: string;
  readonly lastMinor?: string;
  /** `required`: the pool must say `enableFIPS: true`. */
  readonly fips?: "required";
  /** Present when no new pool may have it any more: since when. */
  readonly retired?: string;
  readonly node: { readonly osImage: string; readonly kernelVersion: string; readonly containerd: string };
  /** Oldest first; the last one is what new nodes get. */
  readonly images: readonly string[];
}

/**
 * Builds are Microsoft's; the image names that end in 2026 dates are samples in the real form.
 *
 * @see https://learn.microsoft.com/azure/aks/windows-best-practices
 * @see https://github.com/Azure/AKS/blob/master/CHANGELOG.md (2026-05-29, 2026-06-19, 2026-07-17)
 */
export const osSkus: Readonly<Record<string, OsSku>> = {
  Ubuntu: ubuntu("2404", "Ubuntu 24.04.3 LTS", "6.8.0-1041-azure"),
  Ubuntu2204: ubuntu("2204", "Ubuntu 22.04.5 LTS", "5.15.0-1098-azure"),
  AzureLinux: azureLinux(),
  AzureLinux3: azureLinux(),
  Windows2019: {
    os: "Windows",
    lastMinor: "1.32",
    retired: "2026-03-01",
    node: {
      osImage: "Windows Server 2019 Datacenter",
      kernelVersion: "10.0.17763.8027",
      containerd: "1.7.20+azure",
    },
    images: ["AKSWindows-2019-containerd-17763.8027.251112"],
  },
  Windows2022: {
    os: "Windows",
    firstMinor: "1.25",
    lastMinor: "1.36",
    node: {
      osImage: "Windows Server 2022 Datacenter",
      kernelVersion: "10.0.20348.3207",
      containerd: "2.0.4+azure",
    },
    images: [
      "AKSWindows-2022-containerd-gen2-20348.3091.250117",
      "AKSWindows-2022-containerd-gen2-20348.3207.250214",
    ],
  },
  Windows2025: {
    os: "Windows",
    firstMinor: "1.32",
    fips: "required",
    node: {
      osImage: "Windows Server 2025 Datacenter",
      kernelVersion: "10.0.26100.33158",
      containerd: "2.0.4+azure",
    },
    images: ["AKSWindows-2025-gen2-26100.6905.251027", "AKSWindows-2025-gen2-26100.33158.260715"],
  },
  WindowsAnnual: {
    os: "Windows",
    retired: "2026-05-15",
    node: {
      osImage: "Windows Server Datacenter",
      kernelVersion: "10.0.25398.1913",
      containerd: "1.7.20+azure",
    },
    images: ["AKSWindows-23H2-gen2-25398.1913.251112"],
  },
};

function ubuntu(release: string, osImage: string, kernelVersion: string): OsSku {
  return {
    os: "Linux",
    node: { osImage, kernelVersion, containerd: "2.1.6-1" },
    images: [
      `AKSUbuntu-${release}gen2containerd-202510.19.0`,
      `AKSUbuntu-${release}gen2containerd-202511.07.0`,
    ],
  };
}

function azureLinux(): OsSku {
  return {
    os: "Linux",
    node: { osImage: "Microsoft Azure Linux 3.0", kernelVersion: "6.6.104.2-4.azl3", containerd: "2.0.0" },
    images: ["AKSAzureLinux-V3gen2-202510.19.0", "AKSAzureLinux-V3gen2-202511.07.0"],
  };
}

/**
 * The SKU that a pool gets when it asks for none. Azure's pages disagree about when Windows 2025 becomes the
 * default (1.36 or 1.37); this follows the change log, the newer of the two.
 *
 * @see https://github.com/Azure/AKS/blob/master/CHANGELOG.md (2026-07-17)
 */
export function defaultOsSku(os: "Linux" | "Windows", minor: string): string {
  if (os === "Linux") return "Ubuntu";
  return minorNumber(minor) >= 37 ? "Windows2025" : "Windows2022";
}

/** `36` for `1.36` or `1.36.2`. */
export function minorNumber(version: string): number {
  return Number(version.split(".")[1]);
}

/** `1.36` for `1.36.2`. */
export function minorOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}
