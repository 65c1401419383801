import { parseMinor } from "../../catalogue/kubernetes-minors";
import { stackRule } from "../rule";
import { eksClusterOf } from "../scopes/eks-groups";
import { eksNodeGroups } from "../scopes/resources";

/** A group's AMI release is one of its Kubernetes minor. */
export const eksReleaseVersionFits = stackRule({
  name: "eks-release-version-fits",
  level: "mandatory",
  description: "releaseVersion of an EKS node group is of the group's Kubernetes minor.",
  sources: [
    "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html",
    "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/907",
  ],
  scope: eksNodeGroups,
  *check(group, stack) {
    const release = group.props.string("releaseVersion");
    if (release === undefined) return;
    const version = group.props.string("version") ?? eksClusterOf(group, stack)?.props.string("version");
    if (version === undefined) return;
    const [minor, wanted] = [minorOfRelease(release), parseMinor(version)];
    if (minor === wanted) return;
    yield {
      field: "releaseVersion",
      problem: `is "${release}" at Kubernetes ${version}`,
      reason: "EKS refuses an AMI release of another minor with InvalidParameterException",
      fix: `Choose a release of ${version}: 1.x-YYYY.MM.DD for Windows, 1.x.y-YYYYMMDD for Linux`,
    };
  },
});

/** Minor of `1.35-2026.10.13` (Windows) or `1.35.2-20261013` (Linux). */
function minorOfRelease(release: string): string | undefined {
  return parseMinor(/^[^-]*/.exec(release)?.[0] ?? "");
}
