import { eksVpcResourceControllerPolicy } from "../../../policy/rules/eks-vpc-resource-controller-policy";
import { eksCluster, eksNodeGroup, eksWindowsGroup, type TestResource, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const POLICY = "AmazonEKSVPCResourceController";
const arn = (policy: string) => `arn:aws:iam::aws:policy/${policy}`;
const role: TestResource = { type: "aws:iam/role:Role", name: "role", properties: { name: "cluster" } };
const listing: TestResource = { ...role, properties: { name: "cluster", managedPolicyArns: [arn(POLICY)] } };
const clusterOf = (its: TestResource) => eksCluster({}, { from: { roleArn: its } });
const cluster = clusterOf(role);
const attachment = (policy: string, rest: Partial<TestResource> = {}): TestResource => ({
  type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  name: "attachment",
  properties: { ...(rest.from === undefined ? { role: "cluster" } : {}), policyArn: arn(policy) },
  ...rest,
});
const missing =
  'Cluster "prod": roleArn is a role without AmazonEKSVPCResourceController, though the cluster has Windows node groups ("win"): EKS accepts the cluster, but nothing attaches addresses to Windows nodes, and their pods never start. Attach arn:aws:iam::aws:policy/AmazonEKSVPCResourceController to the role.';

ruleTest(eksVpcResourceControllerPolicy, {
  valid: [
    {
      name: "an attachment by the role's output",
      resource: cluster,
      stack: [role, attachment(POLICY, { from: { role } }), eksWindowsGroup()],
    },
    {
      name: "an attachment by the role's name",
      resource: cluster,
      stack: [role, attachment(POLICY), eksWindowsGroup()],
    },
    { name: "the role's own list", resource: clusterOf(listing), stack: [listing, eksWindowsGroup()] },
    {
      name: "a role from outside of the program",
      resource: eksCluster({ roleArn: "arn:aws:iam::1:role/x" }),
      stack: [eksWindowsGroup()],
    },
    { name: "no Windows groups", resource: cluster, stack: [role, eksNodeGroup()] },
  ],
  invalid: [
    { name: "no attachment", resource: cluster, stack: [role, eksWindowsGroup()], messages: [missing] },
    {
      name: "another policy",
      resource: cluster,
      stack: [role, attachment("AmazonEKSClusterPolicy"), eksWindowsGroup()],
      messages: [missing],
    },
    {
      name: "an attachment to another role",
      resource: cluster,
      stack: [
        role,
        attachment(POLICY, { properties: { role: "node", policyArn: arn(POLICY) } }),
        eksWindowsGroup(),
      ],
      messages: [missing],
    },
  ],
  unproved: [
    {
      name: "a policy that is unknown",
      resource: cluster,
      stack: [
        role,
        { ...attachment(POLICY), properties: { role: "cluster", policyArn: UNKNOWN } },
        eksWindowsGroup(),
      ],
      messages: [
        'Cluster "prod": policyArn of RolePolicyAttachment "attachment" is decided only during the deployment, so the rule cannot be proved in preview. The role of an EKS cluster with Windows node groups has the policy AmazonEKSVPCResourceController.',
      ],
    },
  ],
});
