import { existingBase, kubeadmBootstrap, rke2Bootstrap, withWindowsPool } from "../../existing-base";
import { warningTest } from "../warning-test";

const at = (kubernetesVersion: string) => ({
  ...existingBase,
  cluster: { ...existingBase.cluster, kubernetesVersion },
});
const copied = "registry.example.com/pause:3.10.2";

warningTest("cautions on an existing cluster", [
  { title: "has none for a minor, a release and a network plugin that fit", values: existingBase },
  {
    title: "has none for the published pause image",
    values: { ...existingBase, windowsBootstrap: kubeadmBootstrap },
  },
  {
    title: "has none for RKE2, which brings its own pause image",
    values: {
      ...existingBase,
      cluster: { kubernetesVersion: "1.36", distribution: "rke2" },
      windowsBootstrap: rke2Bootstrap,
    },
  },
  {
    title: "warns of a minor that the catalogue does not know",
    values: at("1.33"),
    lines: [
      'cluster.kubernetesVersion: should be looked at: The catalogue knows 1.34, 1.35, 1.36, 1.37 of the Kubernetes project; it can say nothing about Kubernetes 1.33, got "1.33"; plan the upgrade of the cluster (https://learn.microsoft.com/azure/aks/supported-kubernetes-versions)',
    ],
  },
  {
    title: "warns of a release that the network plugin does not list",
    values: withWindowsPool({ release: "2025" }),
    lines: [
      'nodePools[1].release: should be looked at: The documentation of Calico (VXLAN or BGP without encapsulation) lists Windows Server 2019 and 2022, not 2025, got "2025"; try it out before anything depends on it (https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/requirements)',
    ],
  },
  {
    title: "has none for that release with a plugin that lists it",
    values: { ...withWindowsPool({ release: "2025" }), network: { cni: "flannel" } },
  },
  {
    title: "warns of a release that Kubernetes no longer lists",
    values: withWindowsPool({ release: "2019" }),
    lines: [
      'nodePools[1].release: should be looked at: Kubernetes 1.36 no longer lists Windows Server 2019; the last minor that does is 1.34, got "2019"; plan the move to another release (https://kubernetes.io/docs/concepts/windows/intro/)',
    ],
  },
  {
    title: "warns of a pause image that is a copy",
    values: { ...existingBase, windowsBootstrap: { ...kubeadmBootstrap, pauseImage: copied } },
    lines: [
      `windowsBootstrap.pauseImage: should be looked at: "${copied}" is not one of the published pause images (registry.k8s.io/pause, mcr.microsoft.com/oss/v2/kubernetes/pause, mcr.microsoft.com/oss/kubernetes/pause), got "${copied}"; make sure that it is a copy of 3.10.2 (https://kubernetes.io/docs/concepts/windows/intro/)`,
    ],
  },
]);
