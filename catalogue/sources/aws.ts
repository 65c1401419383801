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
} as const satisfies Record<string, SourceEntry>;
