import type { AksConfig } from "../../schema/aks";
import { parseCidr, sizeOf } from "../../cidr";
import { maxPodsOf, nodeCounts } from "../../schema/aks/pool-facts";
import type { Problem } from "../../problem";
import { aksNetworkDefaults } from "../../schema/aks/network";
import type { Rule } from "../rule";

const url = "https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning";

/** Addresses of each subnet that Azure keeps for itself. */
const reservedPerSubnet = 5;

/** Addresses of the pod range that each node gets in overlay mode: a /24. */
const podAddressesPerNode = 256;

/** There are addresses enough for all nodes, at the autoscaler's maximum and with the surge of an upgrade. */
export const networkCapacity: Rule<AksConfig> = (config) => [
  ...subnetProblems(config),
  ...podRangeProblems(config),
];

function allPools({ systemPool, nodePools }: AksConfig) {
  return [systemPool, ...nodePools];
}

function mostNodes(config: AksConfig): number {
  return allPools(config).reduce((sum, pool) => sum + nodeCounts(pool).max + nodeCounts(pool).surge, 0);
}

function subnetProblems(config: AksConfig): Problem[] {
  const { network } = config;
  // Nothing is known of the size of a subnet that exists already, or that AKS made.
  if (network.existingSubnetId !== undefined || config.adopted?.managedNetwork === true) return [];
  const { nodeSubnetPrefix } = network.vnet ?? aksNetworkDefaults.vnet;
  const range = parseCidr(nodeSubnetPrefix);
  if (range === undefined) return [];
  const needed = allPools(config).reduce((sum, pool) => {
    const { max, surge } = nodeCounts(pool);
    return sum + (max + surge) * (network.mode === "overlay" ? 1 : 1 + maxPodsOf(pool, network));
  }, reservedPerSubnet);
  if (needed <= sizeOf(range)) return [];
  const reason = `must have ${String(needed)} addresses for ${String(mostNodes(config))} nodes with surge, and has ${String(sizeOf(range))}`;
  const fix = "choose a larger range, fewer nodes or a smaller surge";
  return [{ path: "network.vnet.nodeSubnetPrefix", value: nodeSubnetPrefix, reason, fix, url }];
}

function podRangeProblems(config: AksConfig): Problem[] {
  const { network } = config;
  const podCidr = network.podCidr ?? aksNetworkDefaults.podCidr;
  const range = parseCidr(podCidr);
  if (network.mode !== "overlay" || range === undefined) return [];
  const room = Math.floor(sizeOf(range) / podAddressesPerNode);
  const nodes = mostNodes(config);
  if (nodes <= room) return [];
  const reason = `must have a /24 for each of ${String(nodes)} nodes with surge, and has ${String(room)}; it cannot grow once Windows nodes are there`;
  return [{ path: "network.podCidr", value: podCidr, reason, fix: "choose a larger range", url }];
}
