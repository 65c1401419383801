import { eksWindowsDiskFloor } from "../../../policy/rules/eks-windows-disk-floor";
import { eksNodeGroup, eksWindowsGroup, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const small = (problem: string, floor: number) =>
  `NodeGroup "win": diskSize ${problem}: One Windows image takes 5 to 12 GiB, a full disk evicts pods, and a change of the size replaces the group. Set it to ${floor} or more.`;

ruleTest(eksWindowsDiskFloor, {
  valid: [
    { name: "100 GiB", resource: eksWindowsGroup({ diskSize: 100 }) },
    {
      name: "a launch template, which has the size",
      resource: eksWindowsGroup({ launchTemplate: { id: "lt-1", version: "1" } }),
    },
    { name: "a small Linux disk", resource: eksNodeGroup({ diskSize: 20 }) },
    { name: "the default with a lower floor", resource: eksWindowsGroup(), parameters: { minGiB: 50 } },
  ],
  invalid: [
    { name: "no size", resource: eksWindowsGroup(), messages: [small("is not set, which means 50", 100)] },
    { name: "99 GiB", resource: eksWindowsGroup({ diskSize: 99 }), messages: [small("is 99", 100)] },
    {
      name: "100 GiB with a higher floor",
      resource: eksWindowsGroup({ diskSize: 100 }),
      parameters: { minGiB: 200 },
      messages: [small("is 100", 200)],
    },
  ],
  unproved: [
    {
      name: "a size that is unknown",
      resource: eksWindowsGroup({ diskSize: UNKNOWN }),
      messages: [
        'NodeGroup "win": diskSize is decided only during the deployment, so the rule cannot be proved in preview. The disk of an EKS Windows node group has room for Windows images.',
      ],
    },
  ],
});
