import { overlap, parseCidr } from "../../cidr";
import type { Problem } from "../../problem";
import type { EksNetwork } from "../../schema/eks/network";
import { eksNetworkDefaults } from "../../schema/eks/network";
import type { EksConfig } from "../../schema/eks";
import type { Rule } from "../rule";

const url = "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html";
const vpcUrl = "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html";
const servicesUrl =
  "https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html";

/** Ranges that are private for everybody: Services must be in one of them. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap(
  (text) => parseCidr(text) ?? [],
);

/** Subnets are in two zones at least, ranges have sizes that AWS takes, and keep apart. */
export const network: Rule<EksConfig> = ({ network }) => [
  ...(network.existingSubnetIds === undefined
    ? newVpc(network)
    : existing(network, network.existingSubnetIds)),
  ...services(network),
];

function newVpc({ vpcCidr = eksNetworkDefaults.vpcCidr, zones, serviceCidr }: EksNetwork): Problem[] {
  const problems: Problem[] = [];
  const [range, serviceRange] = [parseCidr(vpcCidr), parseCidr(serviceCidr)];
  const at = { path: "network.vpcCidr", value: vpcCidr };
  // Each zone has a subnet of a sixteenth for load balancers and larger ones for nodes; AWS takes no subnet below /28.
  if (range !== undefined && (range.prefixLength < 16 || range.prefixLength > 24)) {
    const reason = "must be from a /16, the largest VPC, to a /24, the smallest with room for all subnets";
    problems.push({ ...at, reason, fix: "choose another size", url: vpcUrl });
  }
  if (range !== undefined && serviceRange !== undefined && overlap(range, serviceRange)) {
    const reason = `must not overlap network.serviceCidr ${serviceCidr}`;
    problems.push({ ...at, reason, fix: "choose another range", url });
  }
  if (new Set(zones).size !== zones.length || zones.length < 2 || zones.length > 3) {
    const reason = "must be two or three different zones";
    problems.push({ path: "network.zones", value: zones, reason, fix: "use for example [a, b]", url });
  }
  return problems;
}

function existing(
  { vpcCidr }: EksNetwork,
  { nodes, controlPlane = nodes }: NonNullable<EksNetwork["existingSubnetIds"]>,
) {
  const problems: Problem[] = [];
  if (vpcCidr !== undefined) {
    const reason = "has no meaning beside network.existingSubnetIds";
    problems.push({ path: "network.vpcCidr", value: vpcCidr, reason, fix: "remove one of them", url });
  }
  if (nodes.length === 0) {
    const path = "network.existingSubnetIds.nodes";
    problems.push({
      path,
      value: nodes,
      reason: "must name at least one subnet",
      fix: "add one for each zone",
      url,
    });
  }
  if (controlPlane.length < 2) {
    const path = `network.existingSubnetIds.${controlPlane === nodes ? "nodes" : "controlPlane"}`;
    const reason = "must be at least two subnets, in different zones: EKS puts the control plane into them";
    problems.push({ path, value: controlPlane, reason, fix: "add a subnet in another zone", url });
  }
  return problems;
}

function services({ serviceCidr }: EksNetwork): Problem[] {
  const range = parseCidr(serviceCidr);
  if (range === undefined) return [];
  const inside = privateRanges.some(({ first, last }) => first <= range.first && range.last <= last);
  if (inside && range.prefixLength >= 12 && range.prefixLength <= 24) return [];
  const reason = "must be a /12 to /24 inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16";
  return [
    {
      path: "network.serviceCidr",
      value: serviceCidr,
      reason,
      fix: "choose another range",
      url: servicesUrl,
    },
  ];
}
