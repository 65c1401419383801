import type { AksConfig } from "../../schema/aks";
import { aksApiServerSubnet } from "../../../catalogue/aks";
import { contains, overlap, parseCidr } from "../../cidr";
import type { Problem } from "../../problem";
import type { AksNetwork } from "../../schema/aks/network";
import type { Rule } from "../rule";

const url = "https://learn.microsoft.com/azure/aks/api-server-vnet-integration";

/** The subnet of the API server is large enough, in the network of the nodes, and apart from them. */
export const apiServerSubnet: Rule<AksConfig> = ({ network }) => [
  ...newSubnetProblems(network),
  ...existingSubnetProblems(network),
];

function newSubnetProblems({ vnet }: AksNetwork): Problem[] {
  const text = vnet?.apiServerSubnetPrefix ?? "";
  const [range, space, nodes] = [text, vnet?.addressSpace, vnet?.nodeSubnetPrefix].map((prefix) =>
    parseCidr(prefix ?? ""),
  );
  if (vnet === undefined || range === undefined) return [];
  const { smallestPrefixLength } = aksApiServerSubnet;
  const reasons = [
    range.prefixLength > smallestPrefixLength && `must be a /${String(smallestPrefixLength)} or larger`,
    space !== undefined &&
      !contains(space, range) &&
      `must be inside network.vnet.addressSpace ${vnet.addressSpace}`,
    nodes !== undefined &&
      overlap(nodes, range) &&
      `must not overlap network.vnet.nodeSubnetPrefix ${vnet.nodeSubnetPrefix}`,
  ];
  const path = "network.vnet.apiServerSubnetPrefix";
  return reasons.flatMap((reason) =>
    reason === false ? [] : { path, value: text, reason, fix: "choose another range", url },
  );
}

function existingSubnetProblems({ existingSubnetId, existingApiServerSubnetId: id }: AksNetwork): Problem[] {
  if (id === undefined) return [];
  const at = { path: "network.existingApiServerSubnetId", value: id, url };
  if (existingSubnetId === undefined) {
    const fix = "set it too, or use network.vnet.apiServerSubnetPrefix";
    return [{ ...at, reason: "needs network.existingSubnetId: nodes live in the same network", fix }];
  }
  if (id.toLowerCase() === existingSubnetId.toLowerCase()) {
    const reason = "must not be network.existingSubnetId: a subnet delegated to AKS takes no nodes";
    return [{ ...at, reason, fix: "name another subnet of the network" }];
  }
  if (networkOf(id) === networkOf(existingSubnetId)) return [];
  const reason = "must be in the virtual network of network.existingSubnetId";
  return [{ ...at, reason, fix: "name a subnet of that network" }];
}

function networkOf(subnetId: string): string {
  return subnetId.toLowerCase().split("/subnets/")[0] ?? "";
}
