import type { SourceEntry } from "../source";

/** Sources about EKS and the AWS types around it. */
export const awsSources = {
  "eks-versions": {
    title: "EKS: Kubernetes versions",
    url: "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
    file: "awsdocs/amazon-eks-user-guide latest/ug/versioning/kubernetes-versions.adoc",
    read: "2025-12-01",
    confidence: "high",
  },
  "eksctl-ami": {
    title: "eksctl: SSM parameters of the Windows AMIs",
    url: "https://github.com/eksctl-io/eksctl/blob/main/pkg/ami/ssm_resolver.go",
    file: "eksctl-io/eksctl pkg/ami/ssm_resolver.go",
    read: "2026-08-21",
    confidence: "high",
  },
  "eks-windows-support": {
    title: "EKS: Windows nodes",
    url: "https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html",
    file: "awsdocs/amazon-eks-user-guide latest/ug/clusters/windows-support.adoc",
    read: "2024-12-18",
    confidence: "high",
  },
  "eks-bpg-windows-networking": {
    title: "EKS best practices: Windows networking",
    url: "https://docs.aws.amazon.com/eks/latest/best-practices/windows-networking.html",
    file: "aws/aws-eks-best-practices latest/bpg/windows/networking.adoc",
    read: "2026-05-04",
    confidence: "high",
  },
  "eks-bpg-windows-storage": {
    title: "EKS best practices: Windows storage",
    url: "https://docs.aws.amazon.com/eks/latest/best-practices/windows-storage.html",
    file: "aws/aws-eks-best-practices latest/bpg/windows/storage.adoc",
    read: "2026-05-04",
    confidence: "high",
  },
  "vpc-resource-controller": {
    title: "Amazon VPC resource controller",
    url: "https://github.com/aws/amazon-vpc-resource-controller-k8s/tree/master/docs/windows",
    file: "aws/amazon-vpc-resource-controller-k8s docs/windows",
    read: "2026-04-23",
    confidence: "high",
  },
  "ebs-csi": {
    title: "Amazon EBS CSI driver",
    url: "https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md",
    file: "kubernetes-sigs/aws-ebs-csi-driver docs/parameters.md, charts/aws-ebs-csi-driver/values.yaml",
    read: "2026-08-22",
    confidence: "high",
  },
} as const satisfies Record<string, SourceEntry>;
