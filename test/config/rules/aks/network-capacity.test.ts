import { base, withLinuxPool } from "../../base";
import { ruleTest } from "../rule-test";

const roomy = { podCidr: "10.96.0.0/11" };
const small = { vnet: { addressSpace: "10.64.0.0/16", nodeSubnetPrefix: "10.64.0.0/28" } };
const existingSubnetId =
  "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/n";

ruleTest("room for nodes and pods", [
  {
    title: "takes a subnet with an address for each node, its surge and the five that Azure keeps",
    values: {
      ...base,
      nodePools: [],
      systemPool: { vmSize: "Standard_D4s_v5", count: 8 },
      network: { vnet: { addressSpace: "10.64.0.0/16", nodeSubnetPrefix: "10.64.0.0/28" } },
    },
  },
  {
    title: "refuses one node more",
    values: {
      ...base,
      nodePools: [],
      systemPool: { vmSize: "Standard_D4s_v5", count: 9 },
      network: { vnet: { addressSpace: "10.64.0.0/16", nodeSubnetPrefix: "10.64.0.0/28" } },
    },
    lines: [
      'network.vnet.nodeSubnetPrefix: must have 17 addresses for 12 nodes with surge, and has 16, got "10.64.0.0/28"; choose a larger range, fewer nodes or a smaller surge (https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning)',
    ],
  },
  {
    title: "counts the most nodes that the autoscaler may make",
    values: {
      ...base,
      nodePools: [],
      systemPool: { vmSize: "Standard_D4s_v5", autoscale: { min: 1, max: 9 } },
      network: { vnet: { addressSpace: "10.64.0.0/16", nodeSubnetPrefix: "10.64.0.0/28" } },
    },
    lines: [
      'network.vnet.nodeSubnetPrefix: must have 17 addresses for 12 nodes with surge, and has 16, got "10.64.0.0/28"; choose a larger range, fewer nodes or a smaller surge (https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning)',
    ],
  },
  {
    title: "counts the addresses of pods in nodeSubnet mode",
    values: {
      ...base,
      network: {
        mode: "nodeSubnet",
        vnet: { addressSpace: "10.64.0.0/16", nodeSubnetPrefix: "10.64.0.0/25" },
      },
    },
    lines: [
      'network.vnet.nodeSubnetPrefix: must have 253 addresses for 8 nodes with surge, and has 128, got "10.64.0.0/25"; choose a larger range, fewer nodes or a smaller surge (https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning)',
    ],
  },
  {
    title: "takes them in a larger subnet",
    values: {
      ...base,
      network: {
        mode: "nodeSubnet",
        vnet: { addressSpace: "10.64.0.0/16", nodeSubnetPrefix: "10.64.0.0/24" },
      },
    },
  },
  {
    title: "refuses a pod range without a /24 for each node",
    values: { ...base, network: { podCidr: "10.244.0.0/22" } },
    lines: [
      'network.podCidr: must have a /24 for each of 8 nodes with surge, and has 4; it cannot grow once Windows nodes are there, got "10.244.0.0/22"; choose a larger range (https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning)',
    ],
  },
  {
    title: "takes one with exactly that",
    values: { ...base, network: { podCidr: "10.244.0.0/21" } },
  },
  {
    title: "knows nothing of the size of an existing subnet",
    values: { ...withLinuxPool({ count: 1000 }), network: { ...roomy, existingSubnetId } },
  },
  {
    title: "counts a spot pool without surge",
    values: { ...withLinuxPool({ spot: {}, count: 3, upgrade: { maxSurge: "100%" } }), network: small },
  },
  {
    title: "counts a surge in nodes",
    values: { ...withLinuxPool({ count: 3, upgrade: { maxSurge: "4" } }), network: small },
    lines: [
      'network.vnet.nodeSubnetPrefix: must have 18 addresses for 13 nodes with surge, and has 16, got "10.64.0.0/28"; choose a larger range, fewer nodes or a smaller surge (https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning)',
    ],
  },
  {
    title: "looks at the range of pods in overlay mode only",
    values: {
      ...withLinuxPool({ count: 300 }),
      network: {
        mode: "nodeSubnet",
        vnet: { addressSpace: "10.64.0.0/14", nodeSubnetPrefix: "10.64.0.0/16" },
      },
    },
  },
]);
