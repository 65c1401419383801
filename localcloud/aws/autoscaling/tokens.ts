/** Type tokens of the Auto Scaling resources that this cloud has. */
export const autoscaling = {
  group: "aws:autoscaling/group:Group",
  tag: "aws:autoscaling/tag:Tag",
} as const;
