import { eksBase, withLinuxPool, withWindowsPool } from "../../eks-base";
import { ruleTest, withGroup } from "../rule-test";

const role = "arn:aws:iam::111122223333:role/admins";
const entries = "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html";
const network = "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html";

ruleTest("settings of other targets on EKS", [
  { title: "takes none of them", values: eksBase },
  {
    title: "says what AKS calls location is region",
    values: { ...eksBase, location: "westeurope" },
    lines: ["location: is what AKS calls it; set region"],
  },
  {
    title: "says that Windows nodes have no password here",
    values: { ...eksBase, windows: { licenseType: "None" } },
    lines: [
      "windows: exists on AKS only: administrators reach Windows nodes by Session Manager, and the licence is in the price; remove it",
    ],
  },
  {
    title: "says what AKS calls vmSize is instanceTypes",
    values: withLinuxPool({ vmSize: "Standard_D4s_v5" }),
    lines: ["nodePools[0].vmSize: is what AKS calls it; set instanceTypes, a list"],
  },
]);

ruleTest("access on EKS", [
  { title: "takes one admin", values: { ...eksBase, identity: { admins: [role] } } },
  {
    title: "refuses a principal twice",
    values: { ...eksBase, identity: { admins: [role], viewers: [role] } },
    lines: [
      `identity.viewers[0]: must be named once, and is identity.admins[0] already, got "${role}"; remove one of them (${entries})`,
    ],
  },
  {
    title: "refuses address ranges for a private API server",
    values: withGroup(eksBase, "cluster", { private: true, authorizedIpRanges: ["203.0.113.0/24"] }),
    lines: [
      'cluster.authorizedIpRanges: have no meaning for a private API server, got ["203.0.113.0/24"]; remove them, or set cluster.private to false (https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html)',
    ],
  },
]);

ruleTest("networks on EKS", [
  { title: "takes a /24", values: { ...eksBase, network: { vpcCidr: "10.1.0.0/24" } } },
  {
    title: "refuses a /25",
    values: { ...eksBase, network: { vpcCidr: "10.1.0.0/25" } },
    lines: [
      'network.vpcCidr: must be from a /16, the largest VPC, to a /24, the smallest with room for all subnets, got "10.1.0.0/25"; choose another size (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html)',
    ],
  },
  {
    title: "refuses one zone",
    values: { ...eksBase, network: { zones: ["a"] } },
    lines: [
      `network.zones: must be two or three different zones, got ["a"]; use for example [a, b] (${network})`,
    ],
  },
  {
    title: "refuses Services inside the VPC",
    values: { ...eksBase, network: { vpcCidr: "172.20.0.0/16" } },
    lines: [
      `network.vpcCidr: must not overlap network.serviceCidr 172.20.0.0/16, got "172.20.0.0/16"; choose another range (${network})`,
    ],
  },
]);

ruleTest("sizes of pools on EKS", [
  { title: "takes an empty pool", values: withWindowsPool({ count: 0 }) },
  {
    title: "refuses a cluster without Linux nodes for CoreDNS",
    values: { ...eksBase, systemPool: { instanceTypes: ["m6i.large"], count: 0 } },
    lines: [
      "systemPool.count: must be at least 1: CoreDNS and the controllers run on Linux only, got 0; use 2 for a cluster that matters (https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html)",
    ],
  },
  {
    title: "refuses count beside autoscale",
    values: withLinuxPool({ autoscale: { min: 1, max: 2 } }),
    lines: [
      "nodePools[0]: must have either count or autoscale, not both; set count to a fixed number of nodes, or autoscale to { min, max }",
    ],
  },
]);

ruleTest("labels of pools on EKS", [
  { title: "takes a label of one's own", values: withLinuxPool({ labels: { team: "web" } }) },
  {
    title: "refuses a label of Kubernetes, with which nodes never join",
    values: withLinuxPool({ labels: { "node-role.kubernetes.io/web": "x" } }),
    lines: [
      'nodePools[0].labels.node-role.kubernetes.io/web: belongs to Kubernetes, got "x"; use a key of your own (https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3346)',
    ],
  },
  {
    title: "refuses the taint that every Windows pool has",
    values: withWindowsPool({ taints: [{ key: "os", value: "windows", effect: "NoExecute" }] }),
    lines: ['nodePools[1].taints[0].key: is set on every Windows pool already, got "os"; remove it'],
  },
]);

ruleTest("instance types on EKS", [
  { title: "takes ARM for Linux", values: withLinuxPool({ instanceTypes: ["m7g.large"] }) },
  {
    title: "refuses ARM for Windows",
    values: withWindowsPool({ instanceTypes: ["m7g.large"] }),
    lines: [
      'nodePools[1].instanceTypes[0]: must not be an ARM type: Windows AMIs are for x86 only, got "m7g.large"; use for example m6i.large (https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html)',
    ],
  },
]);

ruleTest("versions on EKS", [
  { title: "takes a pool three minors behind", values: withLinuxPool({ kubernetesVersion: "1.33" }) },
  {
    title: "refuses a release of another minor",
    values: withWindowsPool({ releaseVersion: "1.35-2026.10.13" }),
    lines: [
      'nodePools[1].releaseVersion: must be a release of Kubernetes 1.36, which the nodes have, got "1.35-2026.10.13"; choose a release of that minor, or leave it out for the newest (https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-versions-windows.html)',
    ],
  },
  {
    title: "refuses a minor in extended support unless it is paid for",
    values: withGroup(eksBase, "cluster", { kubernetesVersion: "1.33" }),
    lines: [
      'cluster.kubernetesVersion: has extended support only on 2026-11-23, for which EKS takes more, got "1.33"; use a newer minor, or set cluster.extendedSupport (https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html)',
    ],
  },
]);

ruleTest("the storage driver of Windows Server 2025 on EKS", [
  {
    title: "takes the floor",
    values: {
      ...withWindowsPool({ release: "2025" }),
      addonVersions: { ebsCsiDriver: "v1.56.0-eksbuild.1" },
    },
  },
  {
    title: "takes an older one for 2022",
    values: { ...eksBase, addonVersions: { ebsCsiDriver: "v1.55.9-eksbuild.1" } },
  },
  {
    title: "refuses what is older",
    values: {
      ...withWindowsPool({ release: "2025" }),
      addonVersions: { ebsCsiDriver: "v1.55.9-eksbuild.1" },
    },
    lines: [
      'addonVersions.ebsCsiDriver: must be at least v1.56.0 for nodes of Windows Server 2025, got "v1.55.9-eksbuild.1"; choose a newer version, or leave it out (https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md)',
    ],
  },
]);
