import { eksOneRolePerOs } from "../../../policy/rules/eks-one-role-per-os";
import { eksCluster, eksNodeGroup, eksWindowsGroup, type TestResource, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const roleA: TestResource = { type: "aws:iam/role:Role", name: "a", properties: {} };
const roleB: TestResource = { type: "aws:iam/role:Role", name: "b", properties: {} };
const from = (role: TestResource | undefined) => (role === undefined ? {} : { from: { nodeRoleArn: role } });
const linux = (nodeRoleArn: string, role?: TestResource) =>
  eksNodeGroup({ nodeRoleArn }, { name: "linux", ...from(role) });
const windows = (nodeRoleArn: string, role?: TestResource) =>
  eksWindowsGroup({ nodeRoleArn }, { name: "windows", ...from(role) });
const shared =
  'Cluster "prod": nodeRoleArn of node group "win" is also that of the Linux node group "linux": A role has one access entry of one type, and a Windows node whose entry is EC2_LINUX has no right to run kube-proxy: its pods resolve no name. Give the Windows node groups a role of their own.';

ruleTest(eksOneRolePerOs, {
  valid: [
    { name: "two roles", resource: eksCluster(), stack: [linux("arn:1"), windows("arn:2")] },
    {
      name: "one role for two Windows groups",
      resource: eksCluster(),
      stack: [windows("arn:2"), eksWindowsGroup({ nodeRoleArn: "arn:2" }, { name: "more" })],
    },
    {
      name: "two roles of the program that are unknown yet",
      resource: eksCluster(),
      stack: [linux(UNKNOWN, roleA), windows(UNKNOWN, roleB), roleA, roleB],
    },
    {
      name: "one role for Windows and a group of which nobody can tell",
      resource: eksCluster(),
      stack: [windows("arn:1"), eksNodeGroup({ amiType: "CUSTOM", nodeRoleArn: "arn:1" }, { name: "own" })],
    },
    {
      name: "the same role in another cluster",
      resource: eksCluster(),
      stack: [
        windows("arn:1"),
        eksNodeGroup({ clusterName: "stage", nodeRoleArn: "arn:1" }, { name: "linux" }),
      ],
    },
  ],
  invalid: [
    {
      name: "the same ARN",
      resource: eksCluster(),
      stack: [linux("arn:1"), windows("arn:1")],
      messages: [shared],
    },
    {
      name: "the same role of the program, unknown yet",
      resource: eksCluster(),
      stack: [linux(UNKNOWN, roleA), windows(UNKNOWN, roleA), roleA],
      messages: [shared],
    },
  ],
  unproved: [
    {
      name: "a role that is unknown and from elsewhere",
      resource: eksCluster(),
      stack: [linux(UNKNOWN), windows("arn:1")],
      messages: [
        'Cluster "prod": nodeRoleArn of NodeGroup "linux" is decided only during the deployment, so the rule cannot be proved in preview. Linux and Windows node groups of an EKS cluster have different node roles.',
      ],
    },
  ],
});
