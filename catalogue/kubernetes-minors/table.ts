import type { IsoDate, Sourced } from "../source";
import type { KubernetesMinor } from "./minor";

/** Who supports a minor: the Kubernetes project, AKS or EKS. */
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
  /** `month`: only months are published, and the first or last day of the month stands here. */
  readonly precision: "day" | "month";
}

const aksPublished = { precision: "month", source: ["aks-versions"] } as const;
const eksPublished = { precision: "day", source: ["eks-versions"] } as const;
/** The month of the release is in AKS's table; upstream supports a minor for 14 months from there. */
const upstreamCounted = {
  precision: "month",
  confidence: "medium",
  source: ["aks-versions", "k8s-patch-releases"],
} as const;

/**
 * Support of Kubernetes minors by platform, oldest first.
 *
 * AKS publishes months and reads an end as the last day of its month, unless it names a day.
 *
 * @see https://learn.microsoft.com/azure/aks/supported-kubernetes-versions
 * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 * @see https://kubernetes.io/releases/patch-releases/
 */
export const kubernetesMinors: Readonly<Record<Platform, readonly MinorSupport[]>> = {
  upstream: [
    { minor: "1.34", available: "2025-08-01", standardEnd: "2026-10-31", ...upstreamCounted },
    { minor: "1.35", available: "2025-12-01", standardEnd: "2027-02-28", ...upstreamCounted },
    { minor: "1.36", available: "2026-04-01", standardEnd: "2027-06-30", ...upstreamCounted },
    {
      minor: "1.37",
      available: "2026-08-26",
      standardEnd: "2027-10-28",
      precision: "day",
      confidence: "medium",
      source: ["k8s-1.37-schedule", "k8s-patch-releases"],
    },
  ],
  aks: [
    {
      minor: "1.30",
      available: "2024-07-01",
      standardEnd: "2025-08-22",
      extendedEnd: "2026-07-31",
      ...aksPublished,
    },
    {
      minor: "1.31",
      available: "2024-11-01",
      standardEnd: "2025-11-01",
      extendedEnd: "2026-11-30",
      ...aksPublished,
    },
    {
      minor: "1.32",
      available: "2025-04-01",
      standardEnd: "2026-03-31",
      extendedEnd: "2027-03-31",
      ...aksPublished,
    },
    {
      minor: "1.33",
      available: "2025-06-01",
      standardEnd: "2026-07-31",
      extendedEnd: "2027-07-31",
      ...aksPublished,
    },
    {
      minor: "1.34",
      available: "2025-11-01",
      standardEnd: "2026-11-30",
      extendedEnd: "2027-11-30",
      ...aksPublished,
    },
    {
      minor: "1.35",
      available: "2026-03-01",
      standardEnd: "2027-03-31",
      extendedEnd: "2028-03-31",
      ...aksPublished,
    },
    {
      minor: "1.36",
      available: "2026-06-01",
      standardEnd: "2027-06-30",
      extendedEnd: "2028-06-30",
      ...aksPublished,
    },
    // Read before October 2026: a plan, and regions follow one after the other.
    {
      minor: "1.37",
      available: "2026-10-01",
      standardEnd: "2027-10-31",
      extendedEnd: "2028-10-31",
      ...aksPublished,
      confidence: "low",
    },
  ],
  eks: [
    {
      minor: "1.31",
      available: "2024-09-26",
      standardEnd: "2025-11-26",
      extendedEnd: "2026-11-26",
      ...eksPublished,
    },
    {
      minor: "1.32",
      available: "2025-01-23",
      standardEnd: "2026-03-23",
      extendedEnd: "2027-03-23",
      ...eksPublished,
    },
    {
      minor: "1.33",
      available: "2025-05-29",
      standardEnd: "2026-07-29",
      extendedEnd: "2027-07-29",
      ...eksPublished,
    },
    {
      minor: "1.34",
      available: "2025-10-02",
      standardEnd: "2026-12-02",
      extendedEnd: "2027-12-02",
      ...eksPublished,
    },
    {
      minor: "1.35",
      available: "2026-01-28",
      standardEnd: "2027-03-27",
      extendedEnd: "2028-03-27",
      precision: "day",
      confidence: "medium",
      source: ["eks-endoflife", "eks-versions"],
      conflicts: [
        {
          source: "eks-versions",
          says: "EKS released 1.35 on the 27th or the 28th of January 2026, depending on the page.",
          resolution: "The later day; the ends of support are the same.",
        },
      ],
    },
    // The end of extended support is counted: 12 months after the standard end, as for every minor before.
    {
      minor: "1.36",
      available: "2026-06-02",
      standardEnd: "2027-08-02",
      extendedEnd: "2028-08-02",
      precision: "day",
      confidence: "medium",
      source: ["eks-1.36-post", "eks-versions"],
    },
  ],
};
