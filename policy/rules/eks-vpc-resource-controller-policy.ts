import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { groupNames, windowsGroupsOf } from "../scopes/eks-groups";
import { eksClusters, resourcesOf } from "../scopes/resources";
import type { Stack } from "../stack";

const POLICY = "AmazonEKSVPCResourceController";
const attachments = resourcesOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
const roles = resourcesOf("aws:iam/role:Role");

/** The cluster's role may manage the network of Windows nodes. */
export const eksVpcResourceControllerPolicy = stackRule({
  name: "eks-vpc-resource-controller-policy",
  level: "mandatory",
  description: `The role of an EKS cluster with Windows node groups has the policy ${POLICY}.`,
  sources: ["https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html"],
  scope: eksClusters,
  *check(cluster, stack) {
    const role = stack.behind(cluster, "roleArn").find(({ type }) => roles.types.includes(type));
    // A role from outside of the program has policies that the program does not show.
    if (role === undefined || hasPolicy(role, stack)) return;
    const groups = windowsGroupsOf(cluster, stack);
    if (groups.length === 0) return;
    yield {
      field: "roleArn",
      problem: `is a role without ${POLICY}, though the cluster has Windows node groups (${groupNames(groups)})`,
      reason:
        "EKS accepts the cluster, but nothing attaches addresses to Windows nodes, and their pods never start",
      fix: `Attach arn:aws:iam::aws:policy/${POLICY} to the role`,
    };
  },
});

function hasPolicy(role: Resource, stack: Stack): boolean {
  if (role.props.strings("managedPolicyArns").some((arn) => arn.endsWith(`/${POLICY}`))) return true;
  return stack
    .subjects(attachments)
    .filter((attachment) => isAttachedTo(attachment, role, stack))
    .some(({ props }) => (props.string("policyArn") ?? "").endsWith(`/${POLICY}`));
}

function isAttachedTo(attachment: Resource, role: Resource, stack: Stack): boolean {
  if (stack.behind(attachment, "role").some(({ urn }) => urn === role.urn)) return true;
  const name = attachment.props.label("role");
  return name !== undefined && name === role.props.label("name");
}
