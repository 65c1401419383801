import { existingBase, kubeadmBootstrap, rke2Bootstrap, withWindowsPool } from "../../existing-base";
import { ruleTest, withGroup } from "../rule-test";

const [linux] = existingBase.nodePools;
const linuxOnly = { ...existingBase, nodePools: [linux] };
const rke2 = withGroup(existingBase, "cluster", { distribution: "rke2" });
const calico = {
  podCidr: "10.244.0.0/16",
  apiServer: { host: "10.0.0.4" },
  kubeProxyImage: "registry.example.com/kube-proxy:v1.36.3-calico-hostprocess",
};
const network = (change: object) => withGroup(existingBase, "network", change);
const storage = (block: object) => ({ ...existingBase, storage: { block } });
const joins = (change: object) => ({ ...existingBase, windowsBootstrap: { ...kubeadmBootstrap, ...change } });

ruleTest("the version of an existing cluster", [
  { title: "is one that the Kubernetes project supports", values: existingBase },
  {
    title: "is not one whose support has ended",
    values: withGroup(existingBase, "cluster", { kubernetesVersion: "1.34" }),
    lines: [
      'cluster.kubernetesVersion: cannot be used: Kubernetes 1.34 has had no support of the Kubernetes project since 2026-10-31, got "1.34"; upgrade the cluster first (https://learn.microsoft.com/azure/aks/supported-kubernetes-versions)',
    ],
  },
]);

ruleTest("the kubeconfig of an existing cluster", [
  { title: "is a file", values: existingBase },
  { title: "or a text", values: { ...existingBase, kubeconfig: { content: "apiVersion: v1" } } },
  {
    title: "and not both",
    values: withGroup(existingBase, "kubeconfig", { content: "canary" }),
    lines: [
      "kubeconfig: must have either path or content; remove one of them (https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/)",
    ],
  },
  {
    title: "nor nothing",
    values: { ...existingBase, kubeconfig: {} },
    lines: [
      "kubeconfig: must have either path or content; set kubeconfig.path (https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/)",
    ],
  },
  {
    title: "and is never shown, wherever it stands",
    values: { ...existingBase, kubeconfig: "canary" },
    lines: ["kubeconfig: must be a group of settings; correct it"],
  },
  {
    title: "nor as a list",
    values: { ...existingBase, kubeconfig: { content: ["canary"] } },
    lines: ["kubeconfig.content: must be text; correct it"],
  },
]);

ruleTest("the network of an existing cluster", [
  { title: "is Calico", values: existingBase },
  { title: "or Flannel", values: network({ cni: "flannel", mode: "host-gw" }) },
  {
    title: "or anything where there are no Windows nodes",
    values: { ...linuxOnly, network: { cni: "cilium" } },
  },
  {
    title: "is not Cilium beside Windows nodes",
    values: network({ cni: "cilium" }),
    lines: [
      'network.cni: cannot be used with Windows nodes: Cilium has no Windows nodes, got "cilium"; use calico or flannel or antrea or ovn-kubernetes, or remove the Windows pools (https://docs.cilium.io/en/stable/operations/system_requirements/)',
    ],
  },
  {
    title: "is not a plugin of a cloud",
    values: network({ cni: "aws-vpc" }),
    lines: [
      'network.cni: cannot be used with Windows nodes: Windows nodes of kubeadm work with calico, flannel, antrea, ovn-kubernetes only, got "aws-vpc"; use calico or flannel or antrea or ovn-kubernetes, or remove the Windows pools (https://kubernetes.io/docs/concepts/windows/intro/)',
    ],
  },
  {
    title: "is Calico or Flannel on RKE2",
    values: { ...rke2, network: { cni: "antrea" } },
    lines: [
      'network.cni: cannot be used with Windows nodes: Windows nodes of RKE2 work with calico, flannel only, got "antrea"; use calico or flannel, or remove the Windows pools (https://docs.rke2.io/install/requirements#windows)',
    ],
  },
  {
    title: "has a mode of its plugin",
    values: network({ mode: "host-gw" }),
    lines: [
      'network.mode: is a mode of flannel, and network.cni is calico, got "host-gw"; remove it, or correct network.cni',
    ],
  },
  { title: "is installed by Mullion on kubeadm", values: network({ installCalico: calico }) },
  {
    title: "is not installed on RKE2, which does it",
    values: { ...rke2, network: { cni: "calico", installCalico: calico } },
    lines: [
      "network.installCalico: must not be set: RKE2 installs its network itself; remove it (https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/operator)",
    ],
  },
  {
    title: "is not two plugins",
    values: network({ cni: "flannel", installCalico: calico }),
    lines: [
      "network.installCalico: does not fit network.cni flannel; remove one of them (https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/operator)",
    ],
  },
  { title: "has DNS among the Services", values: network({ dnsServiceIp: "10.96.0.10" }) },
  {
    title: "has no DNS elsewhere",
    values: network({ dnsServiceIp: "10.0.0.10" }),
    lines: [
      'network.dnsServiceIp: must be within network.serviceCidr 10.96.0.0/12, got "10.0.0.10"; correct one of them (https://kubernetes.io/docs/concepts/services-networking/cluster-ip-allocation/)',
    ],
  },
  {
    title: "has pods apart from Services",
    values: network({ installCalico: { ...calico, podCidr: "10.96.0.0/14" } }),
    lines: [
      'network.installCalico.podCidr: must not overlap network.serviceCidr 10.96.0.0/12, got "10.96.0.0/14"; choose another range (https://docs.tigera.io/calico/latest/getting-started/kubernetes/windows-calico/operator)',
    ],
  },
  {
    title: "has no Windows nodes on Docker Desktop",
    values: withGroup(existingBase, "cluster", { distribution: "docker-desktop" }),
    lines: [
      'network.cni: cannot be used with Windows nodes: Docker Desktop has Linux nodes only, got "calico"; remove the Windows pools (https://docs.docker.com/desktop/features/kubernetes/)',
    ],
  },
]);

ruleTest("the storage of an existing cluster", [
  { title: "is disks of a driver with Windows", values: storage({ provisioner: "csi.vsphere.vmware.com" }) },
  {
    title: "is no plugin inside Kubernetes",
    values: storage({ provisioner: "kubernetes.io/vsphere-volume" }),
    lines: [
      'storage.block.provisioner: must be a CSI driver: volume plugins inside Kubernetes are gone, got "kubernetes.io/vsphere-volume"; use disk.csi.azure.com, ebs.csi.aws.com, csi.vsphere.vmware.com (https://kubernetes.io/docs/concepts/storage/windows-storage/)',
    ],
  },
  {
    title: "is no driver without Windows",
    values: storage({ provisioner: "driver.longhorn.io" }),
    lines: [
      'storage.block.provisioner: must have disks for Windows pods, and Longhorn has none, got "driver.longhorn.io"; use disk.csi.azure.com, ebs.csi.aws.com, csi.vsphere.vmware.com (https://longhorn.io/docs/)',
    ],
  },
  {
    title: "is no share where disks are meant",
    values: storage({ provisioner: "smb.csi.k8s.io" }),
    lines: [
      'storage.block.provisioner: must have disks for Windows pods, and SMB has none, got "smb.csi.k8s.io"; use disk.csi.azure.com, ebs.csi.aws.com, csi.vsphere.vmware.com (https://github.com/kubernetes-csi/csi-driver-smb/blob/master/docs/driver-parameters.md)',
    ],
  },
  {
    title: "is no driver that nobody knows",
    values: storage({ provisioner: "disks.example.com" }),
    lines: [
      'storage.block.provisioner: is a driver that the catalogue does not know, so nobody can say whether Windows pods can use it, got "disks.example.com"; use disk.csi.azure.com, ebs.csi.aws.com, csi.vsphere.vmware.com, or make a StorageClass of your own (https://kubernetes.io/docs/concepts/storage/windows-storage/)',
    ],
  },
  {
    title: "has no file system of its own",
    values: storage({ provisioner: "ebs.csi.aws.com", parameters: { type: "gp3", fsType: "ext4" } }),
    lines: [
      'storage.block.parameters.fsType: must not be set: the class is for Windows, and its file system is always ntfs, got "ext4"; remove it (https://kubernetes.io/docs/concepts/storage/windows-storage/)',
    ],
  },
  {
    title: "has no mount options of Linux",
    values: storage({ provisioner: "ebs.csi.aws.com", parameters: { dir_mode: "0777" } }),
    lines: [
      'storage.block.parameters.dir_mode: is an option of Linux mounts, which Windows nodes do not know, got "0777"; remove it (https://kubernetes.io/docs/concepts/storage/windows-storage/)',
    ],
  },
]);

ruleTest("how Windows machines join", [
  { title: "is kubeadm with software that fits", values: joins({}) },
  { title: "or RKE2", values: { ...rke2, windowsBootstrap: rke2Bootstrap } },
  {
    title: "is not RKE2 for a kubeadm cluster",
    values: { ...existingBase, windowsBootstrap: rke2Bootstrap },
    lines: [
      'windowsBootstrap.method: does not fit cluster.distribution kubeadm, got "rke2"; use kubeadm (https://kubernetes.io/docs/concepts/windows/intro/)',
    ],
  },
  {
    title: "needs a pool",
    values: { ...linuxOnly, windowsBootstrap: kubeadmBootstrap },
    lines: [
      "windowsBootstrap: needs a Windows pool that the machines belong to; add one to nodePools, or remove windowsBootstrap",
    ],
  },
  {
    title: "is not newer than the cluster",
    values: joins({ kubernetesVersion: "1.37.0" }),
    lines: [
      'windowsBootstrap.kubernetesVersion: cannot be used: Nodes at 1.37 and a control plane at 1.36 do not fit: nodes may not be newer than the control plane, got "1.37.0"; upgrade the cluster first (https://kubernetes.io/releases/version-skew-policy/)',
      'windowsBootstrap.containerdVersion: cannot be used: The catalogue does not know which containerd versions fit Kubernetes 1.37, got "2.3.4"; use a release of the 2.3 line, which has long-term support; Windows needs 1.6.18 at least (https://containerd.io/releases/)',
    ],
  },
  {
    title: "is not containerd that Kubernetes has left behind",
    values: joins({ containerdVersion: "1.7.28" }),
    lines: [
      'windowsBootstrap.containerdVersion: cannot be used: containerd 1.7.28 is not supported with Kubernetes 1.36; use 2.2.0 or later of its line, 2.3.0 or later of its line, got "1.7.28"; use a release of the 2.3 line, which has long-term support; Windows needs 1.6.18 at least (https://containerd.io/releases/)',
    ],
  },
  {
    title: "is not containerd past its end",
    values: joins({ containerdVersion: "2.2.1" }),
    lines: [
      'windowsBootstrap.containerdVersion: cannot be used: containerd 2.2 has been out of support since 2026-11-06, got "2.2.1"; use a release of the 2.3 line, which has long-term support; Windows needs 1.6.18 at least (https://containerd.io/releases/)',
    ],
  },
  {
    title: "may have a pause image in a registry of one's own",
    values: joins({ pauseImage: "registry.example.com/pause:3.10.2" }),
  },
  {
    title: "has no old pause image",
    values: joins({ pauseImage: "mcr.microsoft.com/oss/kubernetes/pause:3.6" }),
    lines: [
      'windowsBootstrap.pauseImage: cannot be used: "mcr.microsoft.com/oss/kubernetes/pause:3.6" is older than 3.10.2: it is not maintained any more, got "mcr.microsoft.com/oss/kubernetes/pause:3.6"; leave it out (https://github.com/kubernetes/kubernetes/pull/136960)',
    ],
  },
  {
    title: "has checksums of 64 digits",
    values: joins({ checksums: { ...kubeadmBootstrap.checksums, kubelet: "abc" } }),
    lines: [
      'windowsBootstrap.checksums.kubelet: must be a SHA-256 checksum: 64 lower-case hexadecimal digits, got "abc"; copy it from the release (https://kubernetes.io/releases/download/)',
    ],
  },
]);

ruleTest("settings of clouds on an existing cluster", [
  { title: "are not there", values: { ...existingBase, samples: true } },
  {
    title: "are refused with the reason",
    values: { ...existingBase, region: "eu-west-1", tags: {} },
    lines: ["region: is no choice here: the cluster is where it is; remove it"],
  },
  {
    title: "in pools, too",
    values: withWindowsPool({ count: 3, slot: "a" }),
    lines: [
      "nodePools[1].count: is no choice here: whoever owns the machines decides; set minNodes, how many must be there",
    ],
  },
  {
    title: "as are two pools of one name",
    values: { ...existingBase, nodePools: [linux, linux] },
    lines: [
      'nodePools[1].name: must be unique, but nodePools[0] has the same name, got "linux"; rename one of them',
    ],
  },
]);
