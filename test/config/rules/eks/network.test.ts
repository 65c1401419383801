import { eksBase } from "../../eks-base";
import { ruleTest } from "../rule-test";

const url = "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html";
const sizesUrl = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html";
const servicesUrl =
  "https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html";
const [a, b, c] = ["subnet-0123456789abcdea", "subnet-0123456789abcdeb", "subnet-0123456789abcdec"];

const withNetwork = (network: object) => ({ ...eksBase, network });
const withServices = (serviceCidr: string) => withNetwork({ vpcCidr: "10.1.0.0/16", serviceCidr });

ruleTest("new networks on EKS", [
  { title: "take the largest VPC", values: withNetwork({ vpcCidr: "10.1.0.0/16" }) },
  {
    title: "refuse a larger one",
    values: withNetwork({ vpcCidr: "10.0.0.0/15" }),
    lines: [
      `network.vpcCidr: must be from a /16, the largest VPC, to a /24, the smallest with room for all subnets, got "10.0.0.0/15"; choose another size (${sizesUrl})`,
    ],
  },
  { title: "take three zones", values: withNetwork({ zones: ["a", "b", "c"] }) },
  {
    title: "refuse a zone twice",
    values: withNetwork({ zones: ["a", "a"] }),
    lines: [
      `network.zones: must be two or three different zones, got ["a","a"]; use for example [a, b] (${url})`,
    ],
  },
  {
    title: "refuse four zones",
    values: withNetwork({ zones: ["a", "b", "c", "d"] }),
    lines: [
      `network.zones: must be two or three different zones, got ["a","b","c","d"]; use for example [a, b] (${url})`,
    ],
  },
]);

ruleTest("existing subnets on EKS", [
  { title: "are two at least", values: withNetwork({ existingSubnetIds: { nodes: [a, b] } }) },
  {
    title: "are one for nodes when the control plane has two of its own",
    values: withNetwork({ existingSubnetIds: { nodes: [a], controlPlane: [b, c] } }),
  },
  {
    title: "leave no room for a range",
    values: withNetwork({ vpcCidr: "10.1.0.0/16", existingSubnetIds: { nodes: [a, b] } }),
    lines: [
      `network.vpcCidr: has no meaning beside network.existingSubnetIds, got "10.1.0.0/16"; remove one of them (${url})`,
    ],
  },
  {
    title: "are refused when there is none",
    values: withNetwork({ existingSubnetIds: { nodes: [] } }),
    lines: [
      `network.existingSubnetIds.nodes: must name at least one subnet, got []; add one for each zone (${url})`,
      `network.existingSubnetIds.nodes: must be at least two subnets, in different zones: EKS puts the control plane into them, got []; add a subnet in another zone (${url})`,
    ],
  },
  {
    title: "are refused when there is one for both",
    values: withNetwork({ existingSubnetIds: { nodes: [a] } }),
    lines: [
      `network.existingSubnetIds.nodes: must be at least two subnets, in different zones: EKS puts the control plane into them, got ["${a}"]; add a subnet in another zone (${url})`,
    ],
  },
  {
    title: "are refused when the control plane has one",
    values: withNetwork({ existingSubnetIds: { nodes: [a, b], controlPlane: [c] } }),
    lines: [
      `network.existingSubnetIds.controlPlane: must be at least two subnets, in different zones: EKS puts the control plane into them, got ["${c}"]; add a subnet in another zone (${url})`,
    ],
  },
]);

const refused = (serviceCidr: string) => ({
  title: `refuse ${serviceCidr}`,
  values: withServices(serviceCidr),
  lines: [
    `network.serviceCidr: must be a /12 to /24 inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, got "${serviceCidr}"; choose another range (${servicesUrl})`,
  ],
});

ruleTest("ranges of Services on EKS", [
  ...["10.208.0.0/12", "10.200.0.0/24", "10.255.255.0/24", "172.16.0.0/12", "192.168.0.0/16"].map(
    (range) => ({ title: `take ${range}`, values: withServices(range) }),
  ),
  ...["10.128.0.0/11", "10.200.0.0/25", "9.255.0.0/16", "11.0.0.0/16", "172.32.0.0/16", "192.169.0.0/16"].map(
    refused,
  ),
]);
