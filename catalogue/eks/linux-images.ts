import { compareMinors } from "../kubernetes-minors";
import type { KubernetesMinor } from "../kubernetes-minors";
import type { Verdict } from "../verdict";

/**
 * Last Kubernetes minor with Amazon Linux 2 images; they ended on 2025-11-26.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html (read 2026-11-23)
 */
const lastAmazonLinux2Minor: KubernetesMinor = "1.32";

/**
 * Whether EKS has node images of a Linux AMI type for a Kubernetes minor. AMI types that are not known here are ok: EKS
 * adds Linux types often.
 *
 * @param amiType - `amiType` of a managed node group
 * @param minor - Kubernetes minor of the group
 */
export function eksLinuxAmiSupport(amiType: string, minor: KubernetesMinor): Verdict {
  const source = ["eks-al2-end"] as const;
  if (!amiType.startsWith("AL2_") || compareMinors(minor, lastAmazonLinux2Minor) <= 0)
    return { verdict: "ok", reason: `EKS has ${amiType} images for Kubernetes ${minor}.`, source };
  const reason = `EKS has no ${amiType} images for Kubernetes ${minor}: Amazon Linux 2 ended on 2025-11-26 with Kubernetes ${lastAmazonLinux2Minor}.`;
  return { verdict: "deny", reason, source };
}
