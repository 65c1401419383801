import { withWindowsPool } from "../../eks-base";
import { ruleTest } from "../rule-test";

const amiId = "ami-0123456789abcdef0";
const density = "https://docs.aws.amazon.com/eks/latest/best-practices/windows-networking.html";

ruleTest("self-managed Windows pools on EKS", [
  {
    title: "take an AMI and settings of the kubelet",
    values: withWindowsPool({ managed: false, amiId, kubelet: {} }),
  },
  {
    title: "are for what managed ones cannot say",
    values: withWindowsPool({ amiId, kubelet: { maxPods: 10 } }),
    lines: [
      `nodePools[1].amiId: is for pools with managed: false: EKS chooses AMI and kubelet settings of managed groups, got "${amiId}"; remove it, or set managed to false (https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html)`,
      'nodePools[1].kubelet: is for pools with managed: false: EKS chooses AMI and kubelet settings of managed groups, got {"maxPods":10,"kubeReservedMemory":"512Mi","systemReservedMemory":"1536Mi","extraArgs":[]}; remove it, or set managed to false (https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html)',
    ],
  },
  {
    title: "have an AMI in the place of a release",
    values: withWindowsPool({ managed: false, releaseVersion: "1.36-2026.11.12" }),
    lines: [
      'nodePools[1].releaseVersion: is for managed groups: EKS finds the AMI by it, got "1.36-2026.11.12"; set amiId (https://docs.aws.amazon.com/eks/latest/userguide/launch-windows-workers.html)',
    ],
  },
  {
    title: "ask no disruption budget, so there is none to ignore",
    values: withWindowsPool({ managed: false, upgrade: { ignoreDisruptionBudgets: true } }),
    lines: [
      "nodePools[1].upgrade.ignoreDisruptionBudgets: has no meaning with managed: false: an instance refresh asks no PodDisruptionBudget and drains no node, got true; remove it; move pods to a pool in the other slot where they must not be cut off (https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html)",
    ],
  },
  {
    title: "leave the flags that Mullion sets to their own settings",
    values: withWindowsPool({ managed: false, kubelet: { extraArgs: ["--v=4", "--max-pods=50"] } }),
    lines: [
      'nodePools[1].kubelet.extraArgs[1]: is a flag that Mullion sets itself, got "--max-pods=50"; set kubelet.maxPods',
    ],
  },
  {
    title: "take no flag that could end its quotes",
    values: withWindowsPool({ managed: false, kubelet: { extraArgs: ["--v='; rm"] } }),
    lines: [
      'nodePools[1].kubelet.extraArgs[0]: must be a flag of the kubelet with its value, got "--v=\'; rm"; use for example --eviction-hard=memory.available<500Mi (https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/)',
    ],
  },
  {
    title: "hold as many pods as there are addresses",
    values: withWindowsPool({ managed: false, kubelet: { maxPods: 14 } }),
  },
  {
    title: "hold no more pods than there are addresses",
    values: withWindowsPool({ managed: false, kubelet: { maxPods: 15 } }),
    lines: [
      `nodePools[1].kubelet.maxPods: must be at most 14, the addresses that m6i.xlarge has for pods, got 15; set network.windowsPrefixDelegation, or choose a larger instance type (${density})`,
    ],
  },
  {
    title: "hold 16 times as many with ranges of addresses",
    values: {
      ...withWindowsPool({ managed: false, kubelet: { maxPods: 224 } }),
      network: {
        windowsPrefixDelegation: true,
      },
    },
  },
  {
    title: "hold no more than those either",
    values: {
      ...withWindowsPool({ managed: false, kubelet: { maxPods: 225 } }),
      network: {
        windowsPrefixDelegation: true,
      },
    },
    lines: [
      `nodePools[1].kubelet.maxPods: must be at most 224, the addresses that m6i.xlarge has for pods, got 225; choose a larger instance type (${density})`,
    ],
  },
  {
    title: "name no AMI that has not the form of one",
    values: withWindowsPool({ managed: false, amiId: "ami-windows" }),
    lines: [
      'nodePools[1].amiId: must be the id of an AMI, got "ami-windows"; copy it from: aws ssm get-parameter --name /aws/service/ami-windows-latest/…/image_id (https://docs.aws.amazon.com/eks/latest/userguide/retrieve-windows-ami-id.html)',
    ],
  },
]);
