import { withLinuxPool, withWindowsPool } from "../../eks-base";
import { ruleTest } from "../rule-test";

const url = "https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3346";
const taint = (key: string, effect = "NoSchedule", value = "x") => ({ key, value, effect });

ruleTest("owners of labels and taints on EKS", [
  {
    title: "own what merely sounds like theirs",
    values: withLinuxPool({ labels: { "mykubernetes.io/x": "y" } }),
  },
  { title: "own no key without a prefix", values: withLinuxPool({ labels: { "kubernetes.io": "y" } }) },
  {
    title: "own what is below their domain",
    values: withLinuxPool({ labels: { "a.kubernetes.io/x": "y", "eks.amazonaws.com/x": "y" } }),
    lines: [
      `nodePools[0].labels.a.kubernetes.io/x: belongs to Kubernetes, got "y"; use a key of your own (${url})`,
      `nodePools[0].labels.eks.amazonaws.com/x: belongs to EKS, got "y"; use a key of your own (${url})`,
    ],
  },
  {
    title: "own taints too",
    values: withLinuxPool({ taints: [taint("node.kubernetes.io/x"), taint("eks.amazonaws.com/x")] }),
    lines: [
      `nodePools[0].taints[0].key: belongs to Kubernetes, got "node.kubernetes.io/x"; use a key of your own (${url})`,
      `nodePools[0].taints[1].key: belongs to EKS, got "eks.amazonaws.com/x"; use a key of your own (${url})`,
    ],
  },
]);

ruleTest("taints of pools on EKS", [
  { title: "may be os on Linux", values: withLinuxPool({ taints: [taint("os")] }) },
  { title: "may be one's own on Windows", values: withWindowsPool({ taints: [taint("team")] }) },
  {
    title: "may have a key once for each effect",
    values: withLinuxPool({ taints: [taint("team"), taint("team", "NoExecute"), taint("web", "NoExecute")] }),
  },
  {
    title: "may not have a key twice for an effect",
    values: withLinuxPool({ taints: [taint("team", "NoSchedule", "a"), taint("team", "NoSchedule", "b")] }),
    lines: [
      'nodePools[0].taints[1].key: must be unique for the effect NoSchedule, but taints[0] has the same, got "team"; remove one of them',
    ],
  },
]);
