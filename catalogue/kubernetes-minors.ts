import type { IsoDate, Sourced } from "./source";

/** A Kubernetes minor version without patch, for example `1.36`. */
export type KubernetesMinor = `1.${number}`;

/** Where a cluster runs: upstream support, AKS or EKS. */
export type Platform = "upstream" | "aks" | "eks";

/** Support of one Kubernetes minor on one platform. */
export interface MinorSupport extends Sourced {
  readonly minor: KubernetesMinor;
  /** First day on which the platform offers the minor. */
  readonly available: IsoDate;
  /** Last day of standard support. */
  readonly standardEnd: IsoDate;
  /** Last day of paid long-term support (AKS LTS, EKS extended support); absent upstream. */
  readonly extendedEnd?: IsoDate;
  /** The vendor publishes months only; the first or last day of the month stands here. */
  readonly precision: "day" | "month";
}

/**
 * Kubernetes minors on AKS, oldest first.
 *
 * AKS publishes months: `available` is the first day of the month, an end is its last day.
 *
 * @see https://learn.microsoft.com/azure/aks/supported-kubernetes-versions
 */
const aksMinors: readonly MinorSupport[] = [
  aks("1.31", "2024-11-01", "2025-11-01", "2026-11-30"),
  aks("1.32", "2025-04-01", "2026-03-31", "2027-03-31"),
  aks("1.33", "2025-06-01", "2026-07-31", "2027-07-31"),
  aks("1.34", "2025-11-01", "2026-11-30", "2027-11-30"),
  aks("1.35", "2026-03-01", "2027-03-31", "2028-03-31"),
  aks("1.36", "2026-06-01", "2027-06-30", "2028-06-30"),
  aks("1.37", "2026-10-01", "2027-10-31", "2028-10-31"),
];

/**
 * Kubernetes minors on EKS, oldest first.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
const eksMinors: readonly MinorSupport[] = [
  eks("1.31", "2024-09-26", "2025-11-26", "2026-11-26"),
  eks("1.32", "2025-01-23", "2026-03-23", "2027-03-23"),
  eks("1.33", "2025-05-29", "2026-07-29", "2027-07-29"),
  eks("1.34", "2025-10-02", "2026-12-02", "2027-12-02"),
  eks("1.35", "2026-01-28", "2027-03-27", "2028-03-27"),
  eks("1.36", "2026-06-02", "2027-08-02", "2028-08-02"),
];

const upstreamMinors: readonly MinorSupport[] = [
  upstream("1.34", "2025-08-27", "2026-10-27"),
  upstream("1.35", "2025-12-17", "2027-02-28"),
  upstream("1.36", "2026-04-22", "2027-06-28"),
  upstream("1.37", "2026-08-26", "2027-10-28"),
];

/** Support of Kubernetes minors by platform, oldest first. */
export const kubernetesMinors = {
  upstream: upstreamMinors,
  aks: aksMinors,
  eks: eksMinors,
} as const satisfies Record<Platform, readonly MinorSupport[]>;

/** Where a minor stands on a platform on a day. */
export type MinorPhase = "standard" | "extended" | "ended" | "planned" | "unknown";

/**
 * The support phase of a minor on a platform.
 *
 * @param platform - where the cluster runs
 * @param minor - the minor
 * @param asOf - the day asked about; the last day of a phase still counts as that phase
 * @returns `unknown` for minors that the table does not have
 */
export function minorPhase(platform: Platform, minor: KubernetesMinor, asOf: IsoDate): MinorPhase {
  const row = kubernetesMinors[platform].find((candidate) => candidate.minor === minor);
  if (row === undefined) return "unknown";
  if (asOf < row.available) return "planned";
  if (asOf <= row.standardEnd) return "standard";
  return row.extendedEnd !== undefined && asOf <= row.extendedEnd ? "extended" : "ended";
}

/**
 * Reads the minor out of a Kubernetes version.
 *
 * @param version - `1.36`, `1.36.2`, `v1.36.2` or with a suffix such as `1.36.2-eks-1-36-3`
 * @returns the minor, or `undefined` when the text is no Kubernetes 1.x version
 */
export function parseMinor(version: string): KubernetesMinor | undefined {
  const match = /^v?1\.(0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)(?:[-+][0-9A-Za-z.+-]+)?)?$/.exec(version);
  return match?.[1] === undefined ? undefined : `1.${Number(match[1])}`;
}

/**
 * Orders two minors by number, so that `1.9` comes before `1.10`.
 *
 * @returns the distance in minors: negative when `a` is the older one
 */
export function compareMinors(a: KubernetesMinor, b: KubernetesMinor): number {
  return minorNumber(a) - minorNumber(b);
}

function minorNumber(minor: KubernetesMinor): number {
  return Number(minor.slice("1.".length));
}

function aks(
  minor: KubernetesMinor,
  available: IsoDate,
  standardEnd: IsoDate,
  extendedEnd: IsoDate,
): MinorSupport {
  return { minor, available, standardEnd, extendedEnd, precision: "month", source: ["aks-versions"] };
}

function eks(
  minor: KubernetesMinor,
  available: IsoDate,
  standardEnd: IsoDate,
  extendedEnd: IsoDate,
): MinorSupport {
  return { minor, available, standardEnd, extendedEnd, precision: "day", source: ["eks-versions"] };
}

function upstream(minor: KubernetesMinor, available: IsoDate, standardEnd: IsoDate): MinorSupport {
  return { minor, available, standardEnd, precision: "day", source: ["k8s-releases"] };
}
