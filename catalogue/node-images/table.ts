import type { IsoDate, Sourced } from "../source";

/** A line of node images of a platform: each replaces the one before. */
export interface NodeImageFamily extends Sourced {
  /** For messages. */
  readonly title: string;
  /** The newest image that is known, as the platform names its version; newer ones may be out. */
  readonly newest: string;
  /** The day that stands in the name of the newest. */
  readonly day: IsoDate;
}

/**
 * Lines of node images with the newest that is known of each.
 *
 * @see https://github.com/Azure/AKS/tree/master/vhd-notes
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-versions-windows.html
 * @see https://github.com/awslabs/amazon-eks-ami/releases
 */
export const nodeImageFamilies = {
  "AKSWindows-2019": {
    title: "AKS images of Windows Server 2019",
    newest: "17763.8389.260210",
    day: "2026-02-10",
    source: ["aks-vhd-notes"],
  },
  "AKSWindows-2022": {
    title: "AKS images of Windows Server 2022",
    newest: "20348.5386.260715",
    day: "2026-07-15",
    source: ["aks-vhd-notes"],
  },
  "AKSWindows-2025": {
    title: "AKS images of Windows Server 2025",
    newest: "26100.33158.260715",
    day: "2026-07-15",
    source: ["aks-vhd-notes"],
  },
  "AKSWindows-23H2": {
    title: "AKS images of Windows Server 23H2",
    newest: "25398.2330.260513",
    day: "2026-05-13",
    source: ["aks-vhd-notes"],
  },
  "AKSUbuntu-2204": {
    title: "AKS images of Ubuntu 22.04",
    newest: "202607.09.0",
    day: "2026-07-09",
    source: ["aks-vhd-notes"],
  },
  "AKSUbuntu-2404": {
    title: "AKS images of Ubuntu 24.04",
    newest: "202607.09.0",
    day: "2026-07-09",
    source: ["aks-vhd-notes"],
  },
  "AKSAzureLinux-V3": {
    title: "AKS images of Azure Linux 3",
    newest: "202607.09.0",
    day: "2026-07-09",
    source: ["aks-vhd-notes"],
  },
  "EKS-Windows": {
    title: "EKS images of Windows Server",
    newest: "2026.04.18",
    day: "2026-04-18",
    source: ["eks-windows-ami-versions"],
  },
  "EKS-AL2023": {
    title: "EKS images of Amazon Linux 2023",
    newest: "20260818",
    day: "2026-08-18",
    source: ["eks-ami-releases"],
  },
} as const satisfies Record<string, NodeImageFamily>;

/** Name of a line of images in {@link nodeImageFamilies}. */
export type NodeImageFamilyName = keyof typeof nodeImageFamilies;

/** How long images are good for. */
export const nodeImageAges = {
  /**
   * Days after which a newer image should be in use: Windows images come out monthly, Linux images weekly (AKS), and the
   * patches of Windows come with the image only.
   */
  cadenceDays: 31,
  /** Days after which AKS does not support a node image any more. */
  aksSupportedDays: 90,
  /** Days for which a Windows AMI of EKS can be used for new nodes: four months, the shortest that they can be. */
  eksWindowsPublicDays: 120,
  source: ["aks-node-images", "aks-support-policies", "eks-windows-ami"],
} as const satisfies Sourced & Record<string, unknown>;
