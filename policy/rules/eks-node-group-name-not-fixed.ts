import { resourceRule } from "../rule";
import { eksNodeGroups } from "../scopes/resources";

/** Random ending of a name that Pulumi made up. */
const GENERATED_ENDING = /^-[0-9a-f]{7}$/;

/** A group can be replaced: the name is free for the successor. */
export const eksNodeGroupNameNotFixed = resourceRule({
  name: "eks-node-group-name-not-fixed",
  level: "advisory",
  description: "EKS node groups have no fixed nodeGroupName.",
  sources: [
    "https://github.com/hashicorp/terraform-provider-aws/issues/44586",
    "https://github.com/pulumi/pulumi-eks/issues/294",
  ],
  scope: eksNodeGroups,
  *check({ props, name, options }) {
    const fixed = props.string("nodeGroupName");
    if (fixed === undefined || options.deleteBeforeReplace) return;
    if (fixed.startsWith(name) && GENERATED_ENDING.test(fixed.slice(name.length))) return;
    yield {
      field: "nodeGroupName",
      problem: `is "${fixed}"`,
      reason:
        "A change of amiType, instanceTypes, diskSize or subnets makes the successor before the old group is gone, and EKS refuses the same name with ResourceInUseException",
      fix: "Leave it out or use nodeGroupNamePrefix; where the name must stay, set deleteBeforeReplace",
    };
  },
});
