import type { SourceEntry } from "../source";

/** Sources about what has to be renewed from time to time: node images and certificates. */
export const rotationSources = {
  "aks-vhd-notes": {
    title: "AKS: notes of every node image",
    url: "https://github.com/Azure/AKS/tree/master/vhd-notes",
    file: "Azure/AKS vhd-notes",
    read: "2026-08-07",
    confidence: "high",
  },
  "aks-node-images": {
    title: "AKS: node images",
    url: "https://learn.microsoft.com/azure/aks/node-images",
    file: "MicrosoftDocs/azure-aks-docs articles/aks/node-images.md",
    read: "2026-08-21",
    confidence: "high",
  },
  "aks-support-policies": {
    title: "AKS: support policies",
    url: "https://learn.microsoft.com/azure/aks/support-policies",
    file: "MicrosoftDocs/azure-aks-docs articles/aks/support-policies.md",
    read: "2026-08-21",
    confidence: "high",
  },
  "eks-windows-ami": {
    title: "EKS: optimized Windows AMIs",
    url: "https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html",
    file: "awsdocs/amazon-eks-user-guide latest/ug/nodes/eks-optimized-windows-ami.adoc",
    read: "2024-12-18",
    confidence: "high",
  },
  "eks-windows-ami-versions": {
    title: "EKS: versions of the Windows AMIs (the copy of the China regions)",
    url: "https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-versions-windows.html",
    file: "docs.amazonaws.cn eks/latest/userguide/eks-ami-versions-windows.md",
    read: "2026-04-18",
    confidence: "medium",
  },
  "eks-ami-releases": {
    title: "EKS: releases of the Amazon Linux AMIs",
    url: "https://github.com/awslabs/amazon-eks-ami/releases",
    file: "awslabs/amazon-eks-ami, release v20260818",
    read: "2026-08-18",
    confidence: "high",
  },
  "kubeadm-certs": {
    title: "kubeadm: management of certificates",
    url: "https://kubernetes.io/docs/tasks/administer-cluster/kubeadm/kubeadm-certs/",
    read: "2026-11-23",
    confidence: "high",
  },
  "rke2-certificates": {
    title: "RKE2: management of certificates",
    url: "https://docs.rke2.io/security/certificates",
    file: "rancher/rke2-docs docs/security/certificates.md",
    read: "2026-08-20",
    confidence: "high",
  },
  "k8s-certificates": {
    title: "Kubernetes: certificates and what they are for",
    url: "https://kubernetes.io/docs/setup/best-practices/certificates/",
    read: "2026-11-23",
    confidence: "high",
  },
} as const satisfies Record<string, SourceEntry>;
