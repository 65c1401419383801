import { withLinuxPool, withWindowsPool } from "../../eks-base";
import { ruleTest } from "../rule-test";

const amisUrl = "https://github.com/eksctl-io/eksctl/blob/main/pkg/ami/ssm_resolver.go";
const driverUrl = "https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md";
const nodeGroupUrl = "https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html";

const withDriver = (ebsCsiDriver: string) => ({
  ...withWindowsPool({ release: "2025" }),
  addonVersions: { ebsCsiDriver },
});

ruleTest("Windows releases on EKS", [
  { title: "take 2025 at 1.36", values: withWindowsPool({ release: "2025" }) },
  {
    title: "refuse 2025 on a pool at 1.34, whatever the cluster has",
    values: withWindowsPool({ release: "2025", kubernetesVersion: "1.34" }),
    lines: [
      `nodePools[1].release: cannot be used: EKS has WINDOWS_CORE_2025_x86_64 AMIs from Kubernetes 1.35 on, not for 1.34, got "2025"; choose another release or another Kubernetes version (${amisUrl})`,
    ],
  },
]);

ruleTest("versions of the storage driver on EKS", [
  { title: "may be a newer patch than the floor", values: withDriver("v1.56.1-eksbuild.1") },
  { title: "may be a newer major with smaller parts", values: withDriver("v2.0.0-eksbuild.1") },
  {
    title: "may not be an older major with larger parts",
    values: withDriver("v0.99.9-eksbuild.1"),
    lines: [
      `addonVersions.ebsCsiDriver: must be at least v1.56.0 for nodes of Windows Server 2025, got "v0.99.9-eksbuild.1"; choose a newer version, or leave it out (${driverUrl})`,
    ],
  },
]);

ruleTest("processors of a pool on EKS", [
  { title: "may be of one kind", values: withLinuxPool({ instanceTypes: ["m6g.large", "m7g.large"] }) },
  {
    title: "may not be mixed",
    values: {
      ...withLinuxPool({ instanceTypes: ["m6i.large", "m7g.large"] }),
      systemPool: { instanceTypes: ["m7g.large", "m6i.large"], count: 2 },
    },
    lines: [
      `systemPool.instanceTypes: must be all x86 or all ARM: a node group has one AMI, got ["m7g.large","m6i.large"]; make two pools (${nodeGroupUrl})`,
      `nodePools[0].instanceTypes: must be all x86 or all ARM: a node group has one AMI, got ["m6i.large","m7g.large"]; make two pools (${nodeGroupUrl})`,
    ],
  },
]);
