/**
 * The partition of AWS that a region belongs to: the second part of all ARNs.
 *
 * @param region - for example `eu-west-1`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionOf(region: string): "aws" | "aws-cn" | "aws-us-gov" {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/**
 * ARN of a policy that AWS maintains.
 *
 * @param region - region of the stack, for its partition
 * @param policy - name of the policy, with its path where it has one: `service-role/AmazonEBSCSIDriverPolicy`
 */
export function managedPolicyArn(region: string, policy: string): string {
  return `arn:${partitionOf(region)}:iam::aws:policy/${policy}`;
}
