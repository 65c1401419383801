import { stackRule } from "../rule";
import { isWindowsGroup } from "../scopes/eks-groups";
import { eksNodeGroups, resourcesOf } from "../scopes/resources";

const autoscalingTags = resourcesOf("aws:autoscaling/tag:Tag");
const OS_TAG = "k8s.io/cluster-autoscaler/node-template/label/kubernetes.io/os";

/** The autoscaler knows what an empty group would bring. */
export const eksScaleFromZeroTags = stackRule({
  name: "eks-scale-from-zero-tags",
  level: "advisory",
  description: "An EKS Windows node group that scales from zero tells the cluster autoscaler its OS.",
  sources: [
    "https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md",
    "https://github.com/kubernetes/autoscaler/issues/3133",
  ],
  scope: eksNodeGroups,
  *check(group, stack) {
    if (!isWindowsGroup(group) || group.props.number("scalingConfig", "minSize") !== 0) return;
    const tagged = stack
      .subjects(autoscalingTags)
      .filter((tag) => stack.behind(tag, "autoscalingGroupName").some(({ urn }) => urn === group.urn))
      .some(
        ({ props }) => props.string("tag", "key") === OS_TAG && props.string("tag", "value") === "windows",
      );
    if (tagged) return;
    yield {
      field: "scalingConfig.minSize",
      problem: `is 0, and no autoscaling Tag of the program sets ${OS_TAG} on the group`,
      reason:
        "With no node to look at, the cluster autoscaler takes the group for Linux and never scales it for Windows pods",
      fix: `Add an aws.autoscaling.Tag with the key ${OS_TAG} and the value windows, propagateAtLaunch false`,
    };
  },
});
