import { eksCustomAmiOsKnown } from "../../../policy/rules/eks-custom-ami-os-known";
import {
  eksCluster,
  eksNodeGroup,
  eksWindowsGroup,
  linuxSpec,
  pod,
  UNKNOWN,
  windowsSpec,
} from "../support/resources";
import { ruleTest } from "../support/rule-test";

const custom = eksNodeGroup({ amiType: "CUSTOM" });
const messages = [
  'NodeGroup "test": amiType is "CUSTOM", so that the program does not say whether its nodes run Windows: Rules about Windows groups, and about where pods can be placed, cannot tell for this group, and pass over it. Choose an amiType that names the operating system, or check the group\'s AMI, node role and taints by hand.',
];

ruleTest(eksCustomAmiOsKnown, {
  valid: [
    {
      name: "a CUSTOM group where nobody runs Windows",
      resource: custom,
      stack: [eksCluster(), pod(linuxSpec())],
    },
    {
      name: "Amazon Linux beside Windows",
      resource: eksNodeGroup(),
      stack: [eksCluster(), eksWindowsGroup()],
    },
    {
      name: "no amiType, which is Amazon Linux",
      resource: eksNodeGroup({ amiType: undefined }),
      stack: [pod(windowsSpec())],
    },
  ],
  invalid: [
    {
      name: "CUSTOM beside a Windows group",
      resource: custom,
      stack: [eksCluster(), eksWindowsGroup()],
      messages,
    },
    {
      name: "CUSTOM beside a Windows pod, in a cluster of somebody else",
      resource: custom,
      stack: [pod(windowsSpec())],
      messages,
    },
  ],
  unproved: [
    {
      name: "an unknown amiType",
      resource: eksNodeGroup({ amiType: UNKNOWN }),
      stack: [eksCluster(), eksWindowsGroup()],
      messages: [
        'NodeGroup "test": amiType is decided only during the deployment, so the rule cannot be proved in preview. In a program with Windows groups or pods, no EKS node group has the amiType CUSTOM.',
      ],
    },
  ],
});
