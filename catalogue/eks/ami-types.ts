import type { KubernetesMinor } from "../kubernetes-minors";
import { compareMinors } from "../kubernetes-minors";
import type { Sourced } from "../source";
import type { Verdict } from "../verdict";
import type { WindowsRelease } from "../windows-releases";

/** Windows Server edition of an AMI. */
export type EksWindowsEdition = "CORE" | "FULL";

/** `amiType` values of managed node groups that give Windows nodes. */
export type EksWindowsAmiType = `WINDOWS_${EksWindowsEdition}_${"2019" | "2022" | "2025"}_x86_64`;

/** One Windows AMI type. */
export interface EksWindowsAmiRow extends Sourced {
  readonly amiType: EksWindowsAmiType;
  readonly edition: EksWindowsEdition;
  readonly release: WindowsRelease;
  /** First Kubernetes minor with AMIs. */
  readonly firstMinor: KubernetesMinor;
  /** Public SSM parameter with the newest AMI id; `{minor}` stands for the Kubernetes minor. */
  readonly ssmParameter: string;
}

/**
 * Windows AMI types of managed node groups.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html
 */
export const eksWindowsAmis = {
  WINDOWS_CORE_2019_x86_64: row(
    "CORE",
    "2019",
    "1.14",
    "/aws/service/ami-windows-latest/Windows_Server-2019-English-Core-EKS_Optimized-{minor}/image_id",
  ),
  WINDOWS_FULL_2019_x86_64: row(
    "FULL",
    "2019",
    "1.14",
    "/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-EKS_Optimized-{minor}/image_id",
  ),
  WINDOWS_CORE_2022_x86_64: row(
    "CORE",
    "2022",
    "1.23",
    "/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-EKS_Optimized-{minor}/image_id",
  ),
  WINDOWS_FULL_2022_x86_64: row(
    "FULL",
    "2022",
    "1.23",
    "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-EKS_Optimized-{minor}/image_id",
  ),
  WINDOWS_CORE_2025_x86_64: row(
    "CORE",
    "2025",
    "1.35",
    "/aws/service/ami-windows-latest/Windows_Server-2025-English-Core-EKS_Optimized-{minor}/image_id",
  ),
  WINDOWS_FULL_2025_x86_64: row(
    "FULL",
    "2025",
    "1.35",
    "/aws/service/ami-windows-latest/Windows_Server-2025-English-Full-EKS_Optimized-{minor}/image_id",
  ),
} as const satisfies Record<EksWindowsAmiType, EksWindowsAmiRow>;

/** Whether this is one of the Windows values of `amiType`. */
export function isEksWindowsAmiType(amiType: string): amiType is EksWindowsAmiType {
  return Object.hasOwn(eksWindowsAmis, amiType);
}

/**
 * Whether EKS has AMIs of this type for this Kubernetes minor.
 *
 * @param amiType - value of `amiType`
 * @param minor - Kubernetes minor of the node group
 */
export function eksWindowsAmiSupport(amiType: string, minor: KubernetesMinor): Verdict {
  if (!isEksWindowsAmiType(amiType)) {
    return {
      verdict: "deny",
      reason: `"${amiType}" is not a Windows amiType of EKS (${Object.keys(eksWindowsAmis).join(", ")}).`,
      source: ["eksctl-ami"],
    };
  }
  const { firstMinor, source } = eksWindowsAmis[amiType];
  if (compareMinors(minor, firstMinor) < 0) {
    return {
      verdict: "deny",
      reason: `EKS has ${amiType} AMIs from Kubernetes ${firstMinor}, not for ${minor}.`,
      source,
    };
  }
  return { verdict: "ok", reason: `EKS has ${amiType} AMIs for Kubernetes ${minor}.`, source };
}

function row<E extends EksWindowsEdition, R extends "2019" | "2022" | "2025">(
  edition: E,
  release: R,
  firstMinor: KubernetesMinor,
  ssmParameter: string,
): EksWindowsAmiRow & { readonly edition: E; readonly release: R } {
  return {
    amiType: `WINDOWS_${edition}_${release}_x86_64`,
    edition,
    release,
    firstMinor,
    ssmParameter,
    source: ["eksctl-ami"],
  };
}
