import { eksWindowsAmiSupport } from "../../catalogue/eks";
import { parseMinor } from "../../catalogue/kubernetes-minors";
import { stackRule } from "../rule";
import { eksClusterOf, isWindowsGroup } from "../scopes/eks-groups";
import { eksNodeGroups } from "../scopes/resources";
import { clause } from "../text";

/** EKS has AMIs of the group's Windows release for its Kubernetes minor. */
export const eksWindowsAmiSupported = stackRule({
  name: "eks-windows-ami-supported",
  level: "mandatory",
  description: "EKS has AMIs of the amiType of every Windows node group at the group's Kubernetes minor.",
  sources: [
    "https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html",
    "https://github.com/eksctl-io/eksctl/blob/main/pkg/ami/ssm_resolver.go",
  ],
  scope: eksNodeGroups,
  *check(group, stack) {
    if (!isWindowsGroup(group)) return;
    const amiType = group.props.string("amiType") ?? "";
    const own = group.props.string("version");
    const version = own ?? eksClusterOf(group, stack)?.props.string("version");
    const minor = version === undefined ? undefined : parseMinor(version);
    if (minor === undefined) return;
    const { verdict, reason } = eksWindowsAmiSupport(amiType, minor);
    if (verdict !== "deny") return;
    yield {
      field: "amiType",
      problem: `is "${amiType}" at Kubernetes ${minor} (${own === undefined ? "version of its cluster" : "version"})`,
      reason: clause(reason),
      fix: "Choose an amiType that exists for this minor; a group's amiType cannot be changed, so that makes a new group",
    };
  },
});
