import { eksScaleFromZeroTags } from "../../../policy/rules/eks-scale-from-zero-tags";
import { eksNodeGroup, eksWindowsGroup, type TestResource, UNKNOWN } from "../support/resources";
import { ruleTest } from "../support/rule-test";

const group = eksWindowsGroup({ scalingConfig: { minSize: 0, maxSize: 3, desiredSize: 0 } });
const KEY = "k8s.io/cluster-autoscaler/node-template/label/kubernetes.io/os";
const tag = (value: string, key = KEY): TestResource => ({
  type: "aws:autoscaling/tag:Tag",
  name: "tag",
  properties: { tag: { key, value } },
  from: { autoscalingGroupName: group },
});
const missing = `NodeGroup "win": scalingConfig.minSize is 0, and no autoscaling Tag of the program sets ${KEY} on the group: With no node to look at, the cluster autoscaler takes the group for Linux and never scales it for Windows pods. Add an aws.autoscaling.Tag with the key ${KEY} and the value windows, propagateAtLaunch false.`;

const ownTag = (key: string, value: string) => ({ key, value, propagateAtLaunch: false });
const own = (minSize: unknown, ...tags: readonly object[]): TestResource => ({
  type: "aws:autoscaling/group:Group",
  name: "own",
  properties: { minSize, maxSize: 3, tags },
});
const scaled = ownTag("k8s.io/cluster-autoscaler/enabled", "true");
const ownMissing = `Group "own": minSize is 0, and the group's tags do not say ${KEY}: With no node to look at, the cluster autoscaler takes the group for Linux and never scales it for Windows pods. Add the tag ${KEY} with the value windows or linux, propagateAtLaunch false.`;

ruleTest(eksScaleFromZeroTags, {
  valid: [
    { name: "a tagged group", resource: group, stack: [tag("windows")] },
    { name: "a group that keeps a node", resource: eksWindowsGroup({ scalingConfig: { minSize: 1 } }) },
    { name: "a Linux group", resource: eksNodeGroup({ scalingConfig: { minSize: 0 } }) },
    { name: "a group without scaling", resource: eksWindowsGroup() },
    { name: "a self-managed group with its tag", resource: own(0, scaled, ownTag(KEY, "windows")) },
    { name: "a self-managed group that keeps a machine", resource: own(1, scaled) },
    { name: "a group that no autoscaler scales", resource: own(0) },
    {
      name: "a group that the autoscaler is told to leave alone",
      resource: own(0, ownTag("k8s.io/cluster-autoscaler/enabled", "false")),
    },
    {
      name: "a self-managed group with a Tag of its own",
      resource: own(0, scaled),
      stack: [{ ...tag("windows"), from: { autoscalingGroupName: own(0, scaled) } }],
    },
  ],
  invalid: [
    { name: "no tag", resource: group, messages: [missing] },
    { name: "a self-managed group without it", resource: own(0, scaled), messages: [ownMissing] },
    { name: "the wrong OS in the tag", resource: group, stack: [tag("linux")], messages: [missing] },
    {
      name: "another tag",
      resource: group,
      stack: [tag("windows", "k8s.io/cluster-autoscaler/enabled")],
      messages: [missing],
    },
    {
      name: "the tag of another group",
      resource: group,
      stack: [{ ...tag("windows"), from: {} }],
      messages: [missing],
    },
  ],
  unproved: [
    {
      name: "a size that is unknown",
      resource: eksWindowsGroup({ scalingConfig: UNKNOWN }),
      messages: [
        'NodeGroup "win": scalingConfig is decided only during the deployment, so the rule cannot be proved in preview. An EKS Windows node group that scales from zero tells the cluster autoscaler its OS.',
      ],
    },
  ],
});
