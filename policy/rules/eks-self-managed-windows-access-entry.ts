import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { resourcesOf } from "../scopes/resources";
import type { Stack } from "../stack";

const accessEntries = resourcesOf("aws:eks/accessEntry:AccessEntry");
const launchTemplates = resourcesOf("aws:ec2/launchTemplate:LaunchTemplate");
/** Calls of the script by which a Windows node joins a cluster. */
const WINDOWS_BOOTSTRAP = /Start-EKSBootstrap/i;

/** Windows nodes that join by themselves are let in as Windows nodes. */
export const eksSelfManagedWindowsAccessEntry = stackRule({
  name: "eks-self-managed-windows-access-entry",
  level: "mandatory",
  description:
    "A program whose launch templates bootstrap Windows nodes declares an EKS access entry of type EC2_WINDOWS.",
  sources: [
    "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html",
    "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2994",
  ],
  scope: launchTemplates,
  *check(template, stack) {
    if (!bootstrapsWindows(template) || hasWindowsEntry(stack)) return;
    yield {
      field: "userData",
      problem: "bootstraps Windows nodes, but the program has no AccessEntry of type EC2_WINDOWS",
      reason:
        "Nodes of a self-managed group, or of a managed one with an image of its own, get the entry EC2_LINUX or none, and stay NotReady",
      fix: 'Add an aws.eks.AccessEntry with type "EC2_WINDOWS" for the role of these nodes',
    };
  },
});

function bootstrapsWindows({ props }: Resource): boolean {
  const userData = props.string("userData") ?? "";
  return (
    WINDOWS_BOOTSTRAP.test(userData) ||
    WINDOWS_BOOTSTRAP.test(Buffer.from(userData, "base64").toString("utf8"))
  );
}

function hasWindowsEntry(stack: Stack): boolean {
  return stack.subjects(accessEntries).some(({ props }) => props.string("type") === "EC2_WINDOWS");
}
