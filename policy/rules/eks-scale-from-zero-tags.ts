import type { Resource } from "../resource";
import { stackRule } from "../rule";
import { isWindowsGroup } from "../scopes/eks-groups";
import { eksNodeGroups, resourcesOf } from "../scopes/resources";
import type { Stack } from "../stack";

const autoscalingTags = resourcesOf("aws:autoscaling/tag:Tag");
const autoScalingGroups = resourcesOf("aws:autoscaling/group:Group");
const OS_TAG = "k8s.io/cluster-autoscaler/node-template/label/kubernetes.io/os";
const ENABLED_TAG = "k8s.io/cluster-autoscaler/enabled";
const REASON =
  "With no node to look at, the cluster autoscaler takes the group for Linux and never scales it for Windows pods";

/** The autoscaler knows what an empty group would bring. */
export const eksScaleFromZeroTags = stackRule({
  name: "eks-scale-from-zero-tags",
  level: "advisory",
  description: "An EKS Windows node group that scales from zero tells the cluster autoscaler its OS.",
  sources: [
    "https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md",
    "https://github.com/kubernetes/autoscaler/issues/3133",
  ],
  scope: resourcesOf(...eksNodeGroups.types, ...autoScalingGroups.types),
  *check(group, stack) {
    if (autoScalingGroups.types.includes(group.type)) {
      if (!isScaledByAutoscaler(group) || group.props.number("minSize") !== 0) return;
      if (tagsOf(group).has(OS_TAG) || isTagged(group, stack)) return;
      yield {
        field: "minSize",
        problem: `is 0, and the group's tags do not say ${OS_TAG}`,
        reason: REASON,
        fix: `Add the tag ${OS_TAG} with the value windows or linux, propagateAtLaunch false`,
      };
      return;
    }
    if (!isWindowsGroup(group) || group.props.number("scalingConfig", "minSize") !== 0) return;
    if (isTagged(group, stack, "windows")) return;
    yield {
      field: "scalingConfig.minSize",
      problem: `is 0, and no autoscaling Tag of the program sets ${OS_TAG} on the group`,
      reason: REASON,
      fix: `Add an aws.autoscaling.Tag with the key ${OS_TAG} and the value windows, propagateAtLaunch false`,
    };
  },
});

/** Whether the cluster autoscaler finds the group by its tags; EKS tags the groups of managed ones. */
function isScaledByAutoscaler(group: Resource): boolean {
  return tagsOf(group).get(ENABLED_TAG) === "true";
}

function tagsOf({ props }: Resource): ReadonlyMap<string, string | undefined> {
  return new Map(props.list("tags").map((tag) => [tag.string("key") ?? "", tag.string("value")]));
}

/** Whether a Tag resource of the program says the group's OS. */
function isTagged(group: Resource, stack: Stack, os?: string): boolean {
  return stack
    .subjects(autoscalingTags)
    .filter((tag) => stack.behind(tag, "autoscalingGroupName").some(({ urn }) => urn === group.urn))
    .some(({ props }) => {
      const value = props.string("tag", "value");
      return props.string("tag", "key") === OS_TAG && (os === undefined || value === os);
    });
}
