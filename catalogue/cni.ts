import type { Sourced } from "./source";
import type { WindowsRelease } from "./windows-releases";

/** What one network plugin can do for Windows nodes. */
export interface CniRow extends Sourced {
  readonly cni: string;
  readonly title: string;
  readonly windows: boolean;
  /** Windows releases that its documentation lists; empty where Windows is not supported. */
  readonly releases: readonly WindowsRelease[];
  /** Whether Kubernetes NetworkPolicy works on Windows pods: by itself, with Calico on top, or not. */
  readonly networkPolicy: "own" | "calico" | "none";
  /** What has to be set, or is missing; one sentence each. */
  readonly notes: readonly string[];
}

/** Network plugins by name. */
export const cnis = {
  "azure-overlay": {
    cni: "azure-overlay",
    title: "Azure CNI Overlay",
    windows: true,
    releases: ["2022", "2025"],
    networkPolicy: "calico",
    notes: [
      "A /24 of the pod CIDR for every node.",
      "Windows nodes need build 20348.1668 or later for outbound SNAT.",
    ],
    source: ["aks-cni-overlay"],
  },
  "azure-pod-subnet": {
    cni: "azure-pod-subnet",
    title: "Azure CNI with a pod subnet",
    windows: true,
    releases: ["2022", "2025"],
    networkPolicy: "calico",
    notes: [],
    source: ["aks-cni-pod-subnet"],
  },
  "azure-node-subnet": {
    cni: "azure-node-subnet",
    title: "Azure CNI in the node subnet",
    windows: true,
    releases: ["2019", "2022", "2025"],
    networkPolicy: "calico",
    notes: ["Every pod takes an address of the node subnet."],
    source: ["aks-cni-node-subnet"],
  },
  "azure-cilium": {
    cni: "azure-cilium",
    title: "Azure CNI powered by Cilium",
    windows: false,
    releases: [],
    networkPolicy: "none",
    notes: ["A cluster with the Cilium data plane takes no Windows pools."],
    source: ["aks-cilium"],
  },
  kubenet: {
    cni: "kubenet",
    title: "kubenet",
    windows: false,
    releases: [],
    networkPolicy: "none",
    notes: ["AKS retires kubenet on 2028-03-31."],
    validUntil: "2028-03-31",
    source: ["aks-windows-best-practices"],
  },
  "aws-vpc": {
    cni: "aws-vpc",
    title: "Amazon VPC CNI",
    windows: true,
    releases: ["2019", "2022", "2025"],
    networkPolicy: "calico",
    notes: [
      'enable-windows-ipam must be "true".',
      "One network interface per Windows node; no IPv6, custom networking or security groups for pods.",
    ],
    source: ["eks-bpg-windows-networking", "vpc-resource-controller"],
  },
  calico: {
    cni: "calico",
    title: "Calico (VXLAN or BGP without encapsulation)",
    windows: true,
    releases: ["2019", "2022"],
    networkPolicy: "own",
    notes: [
      "Needs windowsDataplane: HNS, serviceCIDRs and strictAffinity.",
      "VXLAN uses UDP port 4789.",
      "Windows Server 2025 is not on its list (projectcalico/calico#11691).",
    ],
    source: ["calico-windows", "calico-windows-operator"],
  },
  flannel: {
    cni: "flannel",
    title: "Flannel (host-gw or VXLAN)",
    windows: true,
    releases: ["2019", "2022", "2025"],
    networkPolicy: "none",
    notes: ["VXLAN needs VNI 4096 or more and port 4789.", "host-gw needs nodes in one layer 2 network."],
    source: ["flannel-backends"],
  },
  antrea: {
    cni: "antrea",
    title: "Antrea",
    windows: true,
    releases: ["2019", "2022", "2025"],
    networkPolicy: "own",
    notes: ["Needs containerd 1.6.18 or later and AntreaProxy; no kube-proxy on Windows."],
    source: ["antrea-windows"],
  },
  "ovn-kubernetes": {
    cni: "ovn-kubernetes",
    title: "OVN-Kubernetes with hybrid overlay",
    windows: true,
    releases: ["2019", "2022", "2025"],
    networkPolicy: "none",
    notes: [
      "Set hybridOverlay when the cluster is installed.",
      "Another VXLAN port than 4789 only with 2022 and 2025.",
    ],
    source: ["openshift-wmco"],
  },
  cilium: {
    cni: "cilium",
    title: "Cilium",
    windows: false,
    releases: [],
    networkPolicy: "none",
    notes: ["Its agent runs on Linux only."],
    source: ["cilium-requirements"],
  },
} as const satisfies Record<string, CniRow>;

/** Name of a network plugin in {@link cnis}. */
export type CniName = keyof typeof cnis;
