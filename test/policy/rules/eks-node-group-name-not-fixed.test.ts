import { eksNodeGroupNameNotFixed } from "../../../policy/rules/eks-node-group-name-not-fixed";
import { eksNodeGroup, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const fixed = (name: string) =>
  `NodeGroup "${name}": nodeGroupName is "${name}": A change of amiType, instanceTypes, diskSize or subnets makes the successor before the old group is gone, and EKS refuses the same name with ResourceInUseException. Leave it out or use nodeGroupNamePrefix; where the name must stay, set deleteBeforeReplace.`;

ruleTest(eksNodeGroupNameNotFixed, {
  valid: [
    { name: "no name", resource: eksNodeGroup({}) },
    {
      name: "a name that Pulumi made up",
      resource: eksNodeGroup({ nodeGroupName: "linux-0a1b2c3" }, { name: "linux" }),
    },
    {
      name: "a fixed name with deleteBeforeReplace",
      resource: eksNodeGroup({ nodeGroupName: "linux" }, { deleteBeforeReplace: true }),
    },
    { name: "a prefix", resource: eksNodeGroup({ nodeGroupNamePrefix: "linux-" }) },
  ],
  invalid: [
    { name: "a fixed name", resource: eksNodeGroup({ nodeGroupName: "linux" }), messages: [fixed("linux")] },
    {
      name: "a fixed name that begins with Pulumi's",
      resource: eksNodeGroup({ nodeGroupName: "linux-pool" }, { name: "linux" }),
      messages: [fixed("linux-pool")],
    },
  ],
  unproved: [
    {
      name: "a name that is unknown",
      resource: eksNodeGroup({ nodeGroupName: UNKNOWN }),
      messages: [
        'NodeGroup "test": nodeGroupName is decided only during the deployment, so the rule cannot be proved in preview. EKS node groups have no fixed nodeGroupName.',
      ],
    },
  ],
});
