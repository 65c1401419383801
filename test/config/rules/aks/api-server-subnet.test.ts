import { base } from "../../base";
import { ruleTest } from "../rule-test";

const url = "https://learn.microsoft.com/azure/aks/api-server-vnet-integration";
const subnet = (network: string, name: string) =>
  `/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/${network}/subnets/${name}`;

const withPrefix = (apiServerSubnetPrefix: string) => ({
  ...base,
  network: {
    vnet: { addressSpace: "10.64.0.0/16", nodeSubnetPrefix: "10.64.0.0/20", apiServerSubnetPrefix },
  },
});

const at = "network.vnet.apiServerSubnetPrefix";
const existing = "network.existingApiServerSubnetId";

ruleTest("the subnet of the API server", [
  { title: "takes a /28 of its own in the network", values: withPrefix("10.64.16.0/28") },
  {
    title: "refuses a /29",
    values: withPrefix("10.64.16.0/29"),
    lines: [`${at}: must be a /28 or larger, got "10.64.16.0/29"; choose another range (${url})`],
  },
  {
    title: "refuses a range outside of the network",
    values: withPrefix("10.65.0.0/28"),
    lines: [
      `${at}: must be inside network.vnet.addressSpace 10.64.0.0/16, got "10.65.0.0/28"; choose another range (${url})`,
    ],
  },
  {
    title: "refuses a range among the nodes, and says so beside what else is wrong",
    values: withPrefix("10.64.15.248/29"),
    lines: [
      `${at}: must be a /28 or larger, got "10.64.15.248/29"; choose another range (${url})`,
      `${at}: must not overlap network.vnet.nodeSubnetPrefix 10.64.0.0/20, got "10.64.15.248/29"; choose another range (${url})`,
    ],
  },
  {
    title: "takes an existing subnet in the network of the nodes",
    values: {
      ...base,
      network: {
        existingSubnetId: subnet("hub", "nodes"),
        existingApiServerSubnetId: subnet("HUB", "api"),
      },
    },
  },
  {
    title: "refuses an existing one beside a new network",
    values: { ...base, network: { existingApiServerSubnetId: subnet("hub", "api") } },
    lines: [
      `${existing}: needs network.existingSubnetId: nodes live in the same network, got "${subnet("hub", "api")}"; set it too, or use network.vnet.apiServerSubnetPrefix (${url})`,
    ],
  },
  {
    title: "refuses the subnet of the nodes",
    values: {
      ...base,
      network: {
        existingSubnetId: subnet("hub", "nodes"),
        existingApiServerSubnetId: subnet("hub", "Nodes"),
      },
    },
    lines: [
      `${existing}: must not be network.existingSubnetId: a subnet delegated to AKS takes no nodes, got "${subnet("hub", "Nodes")}"; name another subnet of the network (${url})`,
    ],
  },
  {
    title: "refuses a subnet of another network",
    values: {
      ...base,
      network: {
        existingSubnetId: subnet("hub", "nodes"),
        existingApiServerSubnetId: subnet("spoke", "api"),
      },
    },
    lines: [
      `${existing}: must be in the virtual network of network.existingSubnetId, got "${subnet("spoke", "api")}"; name a subnet of that network (${url})`,
    ],
  },
]);
