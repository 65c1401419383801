import { eksBase, withLinuxPool } from "../../eks-base";
import { ruleTest, withGroup } from "../rule-test";

const versionsUrl = "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html";
const skewUrl = "https://kubernetes.io/releases/version-skew-policy/";
const amiUrl = "https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-versions-windows.html";
const [linux] = eksBase.nodePools;

/** Without Windows, which has limits of its own. */
const onlyLinux = (kubernetesVersion: string) => ({
  ...eksBase,
  cluster: { kubernetesVersion },
  nodePools: [linux],
});

ruleTest("minors on EKS", [
  { title: "may be newer than the catalogue", values: onlyLinux("1.40") },
  {
    title: "may be in extended support where that is paid for",
    values: withGroup(eksBase, "cluster", { kubernetesVersion: "1.33", extendedSupport: true }),
  },
  {
    title: "may not have ended",
    values: onlyLinux("1.29"),
    lines: [
      `cluster.kubernetesVersion: is no longer supported by EKS on 2026-11-23, got "1.29"; use a newer minor (${versionsUrl})`,
    ],
  },
  {
    title: "may not be older than everything that the catalogue knows",
    values: onlyLinux("1.10"),
    lines: [
      `cluster.kubernetesVersion: is no longer supported by EKS on 2026-11-23, got "1.10"; use a newer minor (${versionsUrl})`,
    ],
  },
]);

ruleTest("minors of pools on EKS", [
  { title: "may be the cluster's", values: withLinuxPool({ kubernetesVersion: "1.36" }) },
  {
    title: "may not be newer than the cluster's",
    values: withLinuxPool({ kubernetesVersion: "1.37" }),
    lines: [
      `nodePools[0].kubernetesVersion: cannot be used: Nodes at 1.37 and a control plane at 1.36 do not fit: nodes may not be newer than the control plane, got "1.37"; upgrade the cluster first (${skewUrl})`,
    ],
  },
  {
    title: "may not be four behind",
    values: withLinuxPool({ kubernetesVersion: "1.32" }),
    lines: [
      `nodePools[0].kubernetesVersion: cannot be used: Nodes at 1.32 and a control plane at 1.36 do not fit: nodes may be at most 3 minors older, got "1.32"; upgrade the pool before the cluster (${skewUrl})`,
    ],
  },
]);

ruleTest("AMI releases on EKS", [
  {
    title: "may be of the pool's own minor",
    values: withLinuxPool({ kubernetesVersion: "1.35", releaseVersion: "1.35.4-20261013" }),
  },
  {
    title: "may be of the cluster's minor in the system pool",
    values: withGroup(eksBase, "systemPool", { releaseVersion: "1.36.1-20261013" }),
  },
  {
    title: "may not be of another minor in the system pool",
    values: withGroup(eksBase, "systemPool", { releaseVersion: "1.35.4-20261013" }),
    lines: [
      `systemPool.releaseVersion: must be a release of Kubernetes 1.36, which the nodes have, got "1.35.4-20261013"; choose a release of that minor, or leave it out for the newest (${amiUrl})`,
    ],
  },
]);
