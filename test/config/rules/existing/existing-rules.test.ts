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
    lines: [],
  },
]);

ruleTest("the kubeconfig of an existing cluster", [
  { title: "is a file", values: existingBase },
  { title: "or a text", values: { ...existingBase, kubeconfig: { content: "apiVersion: v1" } } },
  { title: "and not both", values: withGroup(existingBase, "kubeconfig", { content: "canary" }), lines: [] },
  { title: "nor nothing", values: { ...existingBase, kubeconfig: {} }, lines: [] },
  { title: "and is never shown, wherever it stands", values: { ...existingBase, kubeconfig: "canary" }, lines: [] },
  { title: "nor as a list", values: { ...existingBase, kubeconfig: { content: ["canary"] } }, lines: [] },
]);

ruleTest("the network of an existing cluster", [
  { title: "is Calico", values: existingBase },
  { title: "or Flannel", values: network({ cni: "flannel", mode: "host-gw" }) },
  { title: "or anything where there are no Windows nodes", values: { ...linuxOnly, network: { cni: "cilium" } } },
  { title: "is not Cilium beside Windows nodes", values: network({ cni: "cilium" }), lines: [] },
  { title: "is not a plugin of a cloud", values: network({ cni: "aws-vpc" }), lines: [] },
  { title: "is Calico or Flannel on RKE2", values: { ...rke2, network: { cni: "antrea" } }, lines: [] },
  { title: "has a mode of its plugin", values: network({ mode: "host-gw" }), lines: [] },
  { title: "is installed by Mullion on kubeadm", values: network({ installCalico: calico }) },
  { title: "is not installed on RKE2, which does it", values: { ...rke2, network: { cni: "calico", installCalico: calico } }, lines: [] },
  { title: "is not two plugins", values: network({ cni: "flannel", installCalico: calico }), lines: [] },
  { title: "has DNS among the Services", values: network({ dnsServiceIp: "10.96.0.10" }) },
  { title: "has no DNS elsewhere", values: network({ dnsServiceIp: "10.0.0.10" }), lines: [] },
  {
    title: "has pods apart from Services",
    values: network({ installCalico: { ...calico, podCidr: "10.96.0.0/14" } }),
    lines: [],
  },
  {
    title: "has no Windows nodes on Docker Desktop",
    values: withGroup(existingBase, "cluster", { distribution: "docker-desktop" }),
    lines: [],
  },
]);

ruleTest("the storage of an existing cluster", [
  { title: "is disks of a driver with Windows", values: storage({ provisioner: "csi.vsphere.vmware.com" }) },
  { title: "is no plugin inside Kubernetes", values: storage({ provisioner: "kubernetes.io/vsphere-volume" }), lines: [] },
  { title: "is no driver without Windows", values: storage({ provisioner: "driver.longhorn.io" }), lines: [] },
  { title: "is no share where disks are meant", values: storage({ provisioner: "smb.csi.k8s.io" }), lines: [] },
  { title: "is no driver that nobody knows", values: storage({ provisioner: "disks.example.com" }), lines: [] },
  {
    title: "has no file system of its own",
    values: storage({ provisioner: "ebs.csi.aws.com", parameters: { type: "gp3", fsType: "ext4" } }),
    lines: [],
  },
  {
    title: "has no mount options of Linux",
    values: storage({ provisioner: "ebs.csi.aws.com", parameters: { dir_mode: "0777" } }),
    lines: [],
  },
]);

ruleTest("how Windows machines join", [
  { title: "is kubeadm with software that fits", values: joins({}) },
  { title: "or RKE2", values: { ...rke2, windowsBootstrap: rke2Bootstrap } },
  { title: "is not RKE2 for a kubeadm cluster", values: { ...existingBase, windowsBootstrap: rke2Bootstrap }, lines: [] },
  { title: "needs a pool", values: { ...linuxOnly, windowsBootstrap: kubeadmBootstrap }, lines: [] },
  { title: "is not newer than the cluster", values: joins({ kubernetesVersion: "1.37.0" }), lines: [] },
  { title: "is not containerd that Kubernetes has left behind", values: joins({ containerdVersion: "1.7.28" }), lines: [] },
  { title: "is not containerd past its end", values: joins({ containerdVersion: "2.2.1" }), lines: [] },
  { title: "may have a pause image in a registry of one's own", values: joins({ pauseImage: "registry.example.com/pause:3.10.2" }) },
  {
    title: "has no old pause image",
    values: joins({ pauseImage: "mcr.microsoft.com/oss/kubernetes/pause:3.6" }),
    lines: [],
  },
  { title: "has checksums of 64 digits", values: joins({ checksums: { ...kubeadmBootstrap.checksums, kubelet: "abc" } }), lines: [] },
]);

ruleTest("settings of clouds on an existing cluster", [
  { title: "are not there", values: { ...existingBase, samples: true } },
  { title: "are refused with the reason", values: { ...existingBase, region: "eu-west-1", tags: {} }, lines: [] },
  { title: "in pools, too", values: withWindowsPool({ count: 3, slot: "a" }), lines: [] },
  { title: "as are two pools of one name", values: { ...existingBase, nodePools: [linux, linux] }, lines: [] },
]);
