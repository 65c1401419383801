import { eksBase } from "../../eks-base";
import { ruleTest } from "../rule-test";

const network = { existingSubnetIds: { nodes: ["subnet-0123456789abcdea", "subnet-0123456789abcdeb"] } };
const roleArn = "arn:aws:iam::111122223333:role/old-cluster";
const adopted = { cluster: "Old_Cluster", roleArn };
const group = { name: "workers", nodeRoleArn: "arn:aws:iam::111122223333:role/old-nodes" };
const [linux, windows] = eksBase.nodePools;

ruleTest("an adopted cluster of EKS", [
  { title: "takes a cluster in its own subnets", values: { ...eksBase, network, adopted } },
  {
    title: "takes its node groups, the system pool too",
    values: {
      ...eksBase,
      network,
      adopted: {
        ...adopted,
        addOns: [
          { name: "vpc-cni", configurationValues: '{"enableWindowsIpam":"true"}' },
          { name: "coredns" },
          { name: "kube-proxy", selfManaged: true },
        ],
        keep: ["accessConfig.authenticationMode"],
      },
      systemPool: { ...eksBase.systemPool, adopted: group },
      nodePools: [
        linux,
        {
          ...windows,
          adopted: { ...group, name: "win", launchTemplate: { id: "lt-0123456789abcdef0", version: "3" } },
        },
      ],
    },
  },
  {
    title: "refuses a new VPC",
    values: { ...eksBase, adopted },
    lines: [
      "adopted: needs network.existingSubnetIds, because a cluster cannot move to a new VPC; set network.existingSubnetIds to the cluster's own subnets",
    ],
  },
  {
    title: "refuses adopted pools of a new cluster",
    values: {
      ...eksBase,
      systemPool: { ...eksBase.systemPool, adopted: group },
      nodePools: [{ ...linux, adopted: group }, windows],
    },
    lines: [
      "nodePools[0].adopted: has no meaning in a stack that makes its own cluster; remove it, or set adopted of the cluster, as mullion adopt writes it",
      "systemPool.adopted: has no meaning in a stack that makes its own cluster; remove it",
    ],
  },
  {
    title: "refuses an adopted pool that EKS does not manage",
    values: {
      ...eksBase,
      network,
      adopted,
      nodePools: [linux, { ...windows, managed: false, adopted: group }],
    },
    lines: [
      "nodePools[1].adopted: has no meaning for a pool with managed: false: only node groups of EKS can be adopted; remove it, or set managed to true",
    ],
  },
  {
    title: "refuses an add-on twice, and settings of one that it leaves alone",
    values: {
      ...eksBase,
      network,
      adopted: {
        ...adopted,
        addOns: [{ name: "coredns", selfManaged: true, configurationValues: "{}" }, { name: "coredns" }],
      },
    },
    lines: [
      "adopted.addOns[0].configurationValues: has no meaning with selfManaged: true: the stack leaves the add-on alone; remove it, or selfManaged",
      'adopted.addOns[1].name: must be unique, but adopted.addOns[0] is the same add-on, got "coredns"; remove one of them',
    ],
  },
  {
    title: "refuses an add-on that Mullion does not install",
    values: { ...eksBase, network, adopted: { ...adopted, addOns: [{ name: "adot" }] } },
    lines: [
      'adopted.addOns[0].name: must be one of vpc-cni, coredns, kube-proxy, aws-ebs-csi-driver, amazon-cloudwatch-observability, got "adot"; remove it: Mullion installs no other',
    ],
  },
]);
