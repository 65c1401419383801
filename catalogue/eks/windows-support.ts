import type { Sourced } from "../source";

/** A feature of EKS that Windows nodes or pods do not have. */
export interface EksLinuxOnlyRow extends Sourced {
  readonly feature: string;
  /** One sentence. */
  readonly note: string;
}

/**
 * Features of EKS without Windows.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html
 */
export const eksLinuxOnlyFeatures = [
  { feature: "Auto Mode", note: "It makes Linux nodes only.", source: ["eks-windows-support"] },
  { feature: "Fargate", note: "It runs Linux pods only.", source: ["eks-windows-support"] },
  { feature: "Hybrid Nodes", note: "They are Linux machines.", source: ["eks-windows-support"] },
  { feature: "IPv6 clusters", note: "Windows nodes need ipFamily ipv4.", source: ["eks-windows-support"] },
  {
    feature: "custom networking",
    note: "Windows pods take addresses of the node's subnet.",
    source: ["eks-windows-support"],
  },
  {
    feature: "security groups for pods",
    note: "Windows pods share those of the node.",
    source: ["eks-windows-support"],
  },
  {
    feature: "NetworkPolicy of the VPC CNI",
    note: "It passes over Windows pods; Calico can enforce policies there.",
    source: ["eks-bpg-windows-networking"],
  },
  { feature: "EFS", note: "Its CSI driver speaks NFS.", source: ["eks-windows-support"] },
  {
    feature: "local clusters on Outposts",
    note: "They take no Windows nodes.",
    source: ["eks-windows-support"],
  },
  { feature: "Bottlerocket", note: "It is a Linux distribution.", source: ["eks-windows-support"] },
  {
    feature: "Inferentia and Trainium",
    note: "There are no Windows drivers.",
    source: ["eks-windows-support"],
  },
  {
    feature: "CloudWatch Application Signals",
    note: "The observability add-on covers Windows without them.",
    source: ["eks-cloudwatch-observability"],
  },
  {
    feature: "Pod Identity",
    note: "Documented as Linux only in December 2024; prefer IAM roles for service accounts on Windows pods.",
    source: ["eks-windows-support"],
  },
] as const satisfies readonly EksLinuxOnlyRow[];

/** What a cluster and its Windows nodes must have before Windows pods work. */
export const eksWindowsNeeds = {
  clusterRolePolicies: {
    value: [
      "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
      "arn:aws:iam::aws:policy/AmazonEKSVPCResourceController",
    ],
    note: "Without AmazonEKSVPCResourceController Windows pods never get an address; EKS does not check it.",
    source: ["eks-windows-support"],
  },
  ipamSetting: {
    value: {
      configMap: "amazon-vpc-cni",
      key: "enable-windows-ipam",
      addonKey: "enableWindowsIpam",
      on: "true",
    },
    note: "The setting has one owner: the add-on with OVERWRITE sets the ConfigMap back.",
    source: ["eks-windows-support", "vpc-cni-windows-ipam"],
  },
  accessEntryType: {
    value: "EC2_WINDOWS",
    note: "Managed groups get it by themselves, except with a custom AMI, where EKS makes EC2_LINUX and nodes stay NotReady.",
    source: ["eks-windows-support", "terraform-aws-eks-2994"],
  },
  nodeSelector: {
    value: { "kubernetes.io/os": "windows" },
    note: "The admission webhook reads spec.nodeSelector only; without it the pod gets no address.",
    source: ["vpc-resource-controller-webhook"],
  },
} as const satisfies Record<string, Sourced & { readonly value: unknown; readonly note: string }>;

/** An EKS add-on, as far as hybrid clusters are concerned. */
export interface EksAddonRow extends Sourced {
  readonly addonName: string;
  /** Lowest version that does on Windows nodes what it should; absent = any, or it does not concern Windows. */
  readonly windowsFloor?: string;
  /** Lowest version for Windows Server 2025 nodes, where that is higher. */
  readonly windows2025Floor?: string;
  /** One sentence. */
  readonly note: string;
}

/** EKS add-ons by name. */
export const eksAddons = {
  "vpc-cni": {
    addonName: "vpc-cni",
    note: 'Its configuration value enableWindowsIpam is the string "true", at the top level.',
    source: ["vpc-cni-windows-ipam"],
  },
  coredns: {
    addonName: "coredns",
    note: "Runs on Linux nodes only: there must be one.",
    source: ["eks-windows-support"],
  },
  "kube-proxy": {
    addonName: "kube-proxy",
    note: "The DaemonSet is for Linux; on Windows nodes kube-proxy is part of the AMI.",
    source: ["eks-windows-support"],
  },
  "aws-ebs-csi-driver": {
    addonName: "aws-ebs-csi-driver",
    windows2025Floor: "1.56.0",
    note: "The Windows node plugin is on by default; the StorageClass must name ntfs.",
    source: ["ebs-csi"],
  },
  "amazon-cloudwatch-observability": {
    addonName: "amazon-cloudwatch-observability",
    windowsFloor: "1.5.0",
    note: "Windows nodes with containerd only; Pod Identity for its agent from 3.1.0.",
    source: ["eks-cloudwatch-observability"],
  },
} as const satisfies Record<string, EksAddonRow>;
