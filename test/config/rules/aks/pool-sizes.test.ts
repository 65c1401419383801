import { base, withLinuxPool } from "../../base";
import { ruleTest, withGroup } from "../rule-test";

ruleTest("sizes of pools", [
  {
    title: "takes an autoscaled pool that starts at nothing",
    values: withLinuxPool({ count: undefined, autoscale: { min: 0, max: 3 } }),
  },
  {
    title: "refuses a pool without a size",
    values: withLinuxPool({ count: undefined }),
    lines: [
      "nodePools[0]: must have count or autoscale; set count to a fixed number of nodes, or autoscale to { min, max }",
    ],
  },
  {
    title: "refuses a pool with two sizes",
    values: withLinuxPool({ autoscale: { min: 1, max: 2 } }),
    lines: [
      "nodePools[0]: must have either count or autoscale, not both; set count to a fixed number of nodes, or autoscale to { min, max }",
    ],
  },
  {
    title: "refuses a maximum below the minimum",
    values: withLinuxPool({ count: undefined, autoscale: { min: 3, max: 2 } }),
    lines: ["nodePools[0].autoscale.max: must be at least autoscale.min 3, got 2; raise max or lower min"],
  },
  {
    title: "takes a maximum that equals the minimum",
    values: withLinuxPool({ count: undefined, autoscale: { min: 3, max: 3 } }),
  },
  {
    title: "refuses a pool without room for 30 pods",
    values: withLinuxPool({ maxPods: 10, count: 2 }),
    lines: [
      "nodePools[0].maxPods: must give the pool room for 30 pods, and 2 nodes give 20, got 10; raise maxPods or the number of nodes (https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning)",
    ],
  },
  {
    title: "takes a pool with exactly that room",
    values: withLinuxPool({ maxPods: 10, count: 3 }),
  },
  {
    title: "refuses a system pool without nodes",
    values: withGroup(base, "systemPool", { count: 0 }),
    lines: [
      "systemPool.count: must be at least 1, got 0; use 3 for a cluster that matters (https://learn.microsoft.com/azure/aks/quotas-skus-regions)",
    ],
  },
  {
    title: "refuses text for a number",
    values: withLinuxPool({ count: "3" }),
    lines: ['nodePools[0].count: must be a number, got "3"; correct it'],
  },
  {
    title: "refuses more nodes than the tier Free has",
    values: {
      ...withLinuxPool({ count: 997 }),
      cluster: { kubernetesVersion: "1.36", tier: "Free" },
      network: {
        vnet: { addressSpace: "10.64.0.0/12", nodeSubnetPrefix: "10.64.0.0/14" },
        podCidr: "10.128.0.0/9",
      },
    },
    lines: [
      "nodePools: must have at most 1000 nodes together with systemPool at cluster.tier Free, and have 1001; use fewer or larger nodes (https://learn.microsoft.com/azure/aks/quotas-skus-regions)",
    ],
  },
  {
    title: "takes as many as it has",
    values: {
      ...withLinuxPool({ count: 996 }),
      cluster: { kubernetesVersion: "1.36", tier: "Free" },
      network: {
        vnet: { addressSpace: "10.64.0.0/12", nodeSubnetPrefix: "10.64.0.0/14" },
        podCidr: "10.128.0.0/9",
      },
    },
  },
  {
    title: "refuses a spot price of nothing",
    values: withLinuxPool({ spot: { maxPrice: 0 } }),
    lines: [
      "nodePools[0].spot.maxPrice: must be -1 or a positive price in US dollars with at most 5 decimals, got 0; use -1 to pay up to the regular price",
    ],
  },
  {
    title: "takes the regular price as spot price",
    values: withLinuxPool({ spot: { maxPrice: -1 } }),
  },
  {
    title: "refuses a system pool without a size",
    values: { ...base, systemPool: { vmSize: "Standard_D4s_v5" } },
    lines: [
      "systemPool: must have count or autoscale; set count to a fixed number of nodes, or autoscale to { min, max }",
    ],
  },
  {
    title: "refuses a price of too many decimals and one of nothing",
    values: {
      ...base,
      nodePools: [0.123456, 0].map((maxPrice, index) => ({
        name: `p${String(index)}`,
        os: "Linux",
        vmSize: "Standard_D4s_v5",
        count: 1,
        spot: { maxPrice },
      })),
    },
    lines: [0.123456, 0].map(
      (price, index) =>
        `nodePools[${String(index)}].spot.maxPrice: must be -1 or a positive price in US dollars with at most 5 decimals, got ${String(price)}; use -1 to pay up to the regular price`,
    ),
  },
  { title: "takes a price of five decimals", values: withLinuxPool({ spot: { maxPrice: 0.12345 } }) },
]);
