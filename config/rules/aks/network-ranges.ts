import type { AksConfig } from "../../schema/aks";
import { aksReservedRanges } from "../../../catalogue/aks";
import type { Cidr } from "../../cidr";
import { contains, overlap, parseCidr, parseIp } from "../../cidr";
import type { Problem } from "../../problem";
import type { AksNetwork } from "../../schema/aks/network";
import { aksNetworkDefaults } from "../../schema/aks/network";
import type { Rule } from "../rule";

const url = "https://learn.microsoft.com/azure/aks/concepts-network-cni-overview";

interface NamedRange {
  readonly path: string;
  readonly text: string;
  readonly range: Cidr;
}

/** Ranges fit into each other where they must, and keep apart where they must. */
export const networkRanges: Rule<AksConfig> = ({ network, adopted }) => [
  ...settingProblems(network),
  ...overlapProblems(rangesOf(network, adopted?.managedNetwork ?? false)),
  ...subnetProblems(network),
  ...serviceProblems(network),
];

function rangesOf(network: AksNetwork, managedNetwork: boolean): NamedRange[] {
  const vnet = network.vnet ?? aksNetworkDefaults.vnet;
  const texts: (readonly [string, string])[] = [["network.serviceCidr", network.serviceCidr]];
  if (network.existingSubnetId === undefined && !managedNetwork)
    texts.push(["network.vnet.addressSpace", vnet.addressSpace]);
  if (network.mode === "overlay")
    texts.push(["network.podCidr", network.podCidr ?? aksNetworkDefaults.podCidr]);
  return texts.flatMap(([path, text]) => {
    const range = parseCidr(text);
    return range === undefined ? [] : { path, text, range };
  });
}

function settingProblems({ mode, podCidr, vnet, existingSubnetId }: AksNetwork): Problem[] {
  const problems: Problem[] = [];
  if (mode === "nodeSubnet" && podCidr !== undefined) {
    const reason = "has no meaning in nodeSubnet mode, where pods have addresses of the nodes' subnet";
    problems.push({
      path: "network.podCidr",
      value: podCidr,
      reason,
      fix: "remove it, or set network.mode to overlay",
      url,
    });
  }
  if (vnet !== undefined && existingSubnetId !== undefined) {
    const reason = "has no meaning beside network.existingSubnetId";
    problems.push({ path: "network.vnet", value: vnet, reason, fix: "remove one of them", url });
  }
  return problems;
}

function overlapProblems(ranges: readonly NamedRange[]): Problem[] {
  const between = ranges.flatMap((a, index) =>
    ranges.slice(index + 1).flatMap((b) => {
      if (!overlap(a.range, b.range)) return [];
      return {
        path: a.path,
        value: a.text,
        reason: `must not overlap ${b.path} ${b.text}`,
        fix: "choose another range",
        url,
      };
    }),
  );
  const reserved = ranges.flatMap(({ path, text, range }) =>
    aksReservedRanges.flatMap((taken) => {
      const takenRange = parseCidr(taken);
      if (takenRange === undefined || !overlap(range, takenRange)) return [];
      return {
        path,
        value: text,
        reason: `must not overlap ${taken}, which AKS uses itself`,
        fix: "choose another range",
        url,
      };
    }),
  );
  return [...between, ...reserved];
}

function subnetProblems({ vnet }: AksNetwork): Problem[] {
  if (vnet === undefined) return [];
  const [space, subnet] = [parseCidr(vnet.addressSpace), parseCidr(vnet.nodeSubnetPrefix)];
  if (space === undefined || subnet === undefined || contains(space, subnet)) return [];
  const reason = `must be inside network.vnet.addressSpace ${vnet.addressSpace}`;
  return [
    {
      path: "network.vnet.nodeSubnetPrefix",
      value: vnet.nodeSubnetPrefix,
      reason,
      fix: "choose a range inside it",
      url,
    },
  ];
}

function serviceProblems({ serviceCidr, dnsServiceIp }: AksNetwork): Problem[] {
  const [range, ip] = [parseCidr(serviceCidr), parseIp(dnsServiceIp)];
  if (range === undefined || ip === undefined) return [];
  const problems: Problem[] = [];
  if (range.prefixLength < 12) {
    const reason = "must be smaller than or equal to a /12";
    problems.push({
      path: "network.serviceCidr",
      value: serviceCidr,
      reason,
      fix: "choose a smaller range",
      url,
    });
  }
  // The first address of the range is the Service "kubernetes".
  if (ip <= range.first + 1 || ip > range.last) {
    const reason = `must be inside network.serviceCidr ${serviceCidr}, and not one of its first two addresses`;
    problems.push({
      path: "network.dnsServiceIp",
      value: dnsServiceIp,
      reason,
      fix: "choose another address",
      url,
    });
  }
  return problems;
}
