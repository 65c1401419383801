import { compareMinors, type KubernetesMinor } from "../kubernetes-minors";
import type { Sourced } from "../source";
import type { Verdict } from "../verdict";
import type { WindowsRelease } from "../windows-releases";

/** Windows Server edition of an AMI. */
export type EksWindowsEdition = "CORE" | "FULL";

/** Windows Server releases with EKS AMIs. */
export type EksWindowsRelease = Extract<WindowsRelease, "2019" | "2022" | "2025">;

/** `amiType` values of managed node groups that give Windows nodes. */
export type EksWindowsAmiType = `WINDOWS_${EksWindowsEdition}_${EksWindowsRelease}_x86_64`;

/** One Windows AMI type. */
export interface EksWindowsAmiRow extends Sourced {
  readonly amiType: EksWindowsAmiType;
  readonly edition: EksWindowsEdition;
  readonly release: EksWindowsRelease;
  /** First Kubernetes minor with AMIs. */
  readonly firstMinor: KubernetesMinor;
  /** Public SSM parameter with the newest AMI id; `{minor}` stands for the Kubernetes minor. */
  readonly ssmParameter: string;
}

/**
 * Windows AMI types of managed node groups. Neither 2019 nor 2022 has a published end.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html
 */
export const eksWindowsAmis = {
  WINDOWS_CORE_2019_x86_64: {
    amiType: "WINDOWS_CORE_2019_x86_64",
    edition: "CORE",
    release: "2019",
    firstMinor: "1.14",
    ssmParameter:
      "/aws/service/ami-windows-latest/Windows_Server-2019-English-Core-EKS_Optimized-{minor}/image_id",
    source: ["eksctl-ami", "eks-windows-ami"],
  },
  WINDOWS_FULL_2019_x86_64: {
    amiType: "WINDOWS_FULL_2019_x86_64",
    edition: "FULL",
    release: "2019",
    firstMinor: "1.14",
    ssmParameter:
      "/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-EKS_Optimized-{minor}/image_id",
    source: ["eksctl-ami", "eks-windows-ami"],
  },
  WINDOWS_CORE_2022_x86_64: {
    amiType: "WINDOWS_CORE_2022_x86_64",
    edition: "CORE",
    release: "2022",
    firstMinor: "1.23",
    ssmParameter:
      "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-{minor}/image_id",
    source: ["eksctl-ami", "eks-windows-ami"],
  },
  WINDOWS_FULL_2022_x86_64: {
    amiType: "WINDOWS_FULL_2022_x86_64",
    edition: "FULL",
    release: "2022",
    firstMinor: "1.23",
    ssmParameter:
      "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-EKS_Optimized-{minor}/image_id",
    source: ["eksctl-ami", "eks-windows-ami"],
  },
  WINDOWS_CORE_2025_x86_64: {
    amiType: "WINDOWS_CORE_2025_x86_64",
    edition: "CORE",
    release: "2025",
    firstMinor: "1.35",
    validFrom: "2026-01-26",
    ssmParameter:
      "/aws/service/ami-windows-latest/Windows_Server-2025-English-Core-EKS_Optimized-{minor}/image_id",
    source: ["eksctl-ami", "eks-windows-ami"],
  },
  WINDOWS_FULL_2025_x86_64: {
    amiType: "WINDOWS_FULL_2025_x86_64",
    edition: "FULL",
    release: "2025",
    firstMinor: "1.35",
    validFrom: "2026-01-26",
    ssmParameter:
      "/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-EKS_Optimized-{minor}/image_id",
    source: ["eksctl-ami", "eks-windows-ami"],
  },
} as const satisfies Record<EksWindowsAmiType, EksWindowsAmiRow>;

/** All Windows AMI types. */
export const eksWindowsAmiList: readonly EksWindowsAmiRow[] = Object.values(eksWindowsAmis);

/**
 * The Windows AMI type of an edition and a release.
 *
 * @param edition - `Core`, or `Full` with a desktop
 * @param release - Windows Server release
 */
export function eksWindowsAmiTypeOf(edition: "Core" | "Full", release: EksWindowsRelease): EksWindowsAmiType {
  return edition === "Core" ? `WINDOWS_CORE_${release}_x86_64` : `WINDOWS_FULL_${release}_x86_64`;
}

/**
 * Whether this is one of the Windows values of `amiType`.
 *
 * @param amiType - value of `amiType`, spelt as EKS spells it
 */
export function isEksWindowsAmiType(amiType: string): amiType is EksWindowsAmiType {
  return Object.hasOwn(eksWindowsAmis, amiType);
}

/**
 * Whether EKS has AMIs of this type for this Kubernetes minor.
 *
 * `warn`: upstream Kubernetes no longer lists Windows Server 2019 for the minor, though EKS still has the AMI.
 *
 * @param amiType - value of `amiType`
 * @param minor - Kubernetes minor of the node group
 */
export function eksWindowsAmiSupport(amiType: string, minor: KubernetesMinor): Verdict {
  if (!isEksWindowsAmiType(amiType)) {
    const known = Object.keys(eksWindowsAmis).join(", ");
    return {
      verdict: "deny",
      reason: `"${amiType}" is not a Windows amiType of EKS (${known}).`,
      source: ["eksctl-ami"],
    };
  }
  const { firstMinor, release, source }: EksWindowsAmiRow = eksWindowsAmis[amiType];
  if (compareMinors(minor, firstMinor) < 0) {
    return {
      verdict: "deny",
      reason: `EKS has ${amiType} AMIs from Kubernetes ${firstMinor} on, not for ${minor}.`,
      source,
    };
  }
  if (release === "2019" && compareMinors(minor, lastUpstreamMinorWith2019) > 0) {
    return {
      verdict: "warn",
      reason: `Kubernetes ${minor} no longer lists Windows Server 2019 (the last minor is ${lastUpstreamMinorWith2019}); EKS still has ${amiType} AMIs.`,
      source: ["k8s-windows-intro", ...source],
    };
  }
  return { verdict: "ok", reason: `EKS has ${amiType} AMIs for Kubernetes ${minor}.`, source };
}

/** Last minor whose documentation lists Windows Server 2019. */
const lastUpstreamMinorWith2019: KubernetesMinor = "1.34";

/**
 * The SSM parameter with the newest AMI id of a type.
 *
 * @param amiType - the AMI type
 * @param minor - Kubernetes minor of the nodes
 */
export function eksWindowsSsmParameter(amiType: EksWindowsAmiType, minor: KubernetesMinor): string {
  return eksWindowsAmis[amiType].ssmParameter.replace("{minor}", minor);
}

/**
 * The Kubernetes minor that a release version of a managed node group's AMI is for.
 *
 * @param releaseVersion - `1.36-2026.11.12` for Windows, `1.36.1-20261112` for Linux
 * @returns the minor, or `undefined` when the text is no release version
 */
export function eksReleaseVersionMinor(releaseVersion: string): KubernetesMinor | undefined {
  const match = /^1\.([1-9]\d*)(?:-\d{4}\.\d{2}\.\d{2}|\.\d+-\d{8})$/.exec(releaseVersion);
  return match === null ? undefined : `1.${Number(match[1])}`;
}
