import { resourceRule } from "../rule";
import { isWindowsGroup } from "../scopes/eks-groups";
import { eksNodeGroups } from "../scopes/resources";

/** Size in GiB that EKS takes for Windows groups without diskSize. */
const DEFAULT_GIB = 50;

/** The disk of a Windows node has room for Windows images. */
export const eksWindowsDiskFloor = resourceRule({
  name: "eks-windows-disk-floor",
  level: "advisory",
  description: "The disk of an EKS Windows node group has room for Windows images.",
  sources: [
    "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html",
    "https://github.com/kubernetes/kubernetes/issues/116020",
  ],
  parameters: {
    minGiB: {
      type: "integer",
      default: 100,
      minimum: 30,
      description: "Smallest disk of a Windows node in GiB.",
    },
  },
  scope: eksNodeGroups,
  *check(group, { parameters: { minGiB } }) {
    // The size stands in the launch template where there is one.
    if (!isWindowsGroup(group) || group.props.has("launchTemplate")) return;
    const size = group.props.number("diskSize");
    if ((size ?? DEFAULT_GIB) >= minGiB) return;
    yield {
      field: "diskSize",
      problem: size === undefined ? `is not set, which means ${DEFAULT_GIB}` : `is ${size}`,
      reason:
        "One Windows image takes 5 to 12 GiB, a full disk evicts pods, and a change of the size replaces the group",
      fix: `Set it to ${minGiB} or more`,
    };
  },
});
