import { base, withWindowsPool } from "../../base";
import { ruleTest } from "../rule-test";

const existingSubnetId =
  "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/n";

ruleTest("the way out", [
  {
    title: "takes a load balancer for a new network",
    values: { ...base, network: { outboundType: "loadBalancer" } },
  },
  {
    title: "takes a managed NAT gateway for a new network",
    values: { ...base, network: { outboundType: "managedNATGateway" } },
  },
  {
    title: "refuses own routes for a new network",
    values: { ...base, network: { outboundType: "userDefinedRouting" } },
    lines: [
      'network.outboundType: needs a subnet with a route table, and a new virtual network has none, got "userDefinedRouting"; set network.existingSubnetId to a subnet with a route table (https://learn.microsoft.com/azure/aks/egress-outboundtype)',
    ],
  },
  {
    title: "refuses an own NAT gateway for a new network",
    values: { ...base, network: { outboundType: "userAssignedNATGateway" } },
    lines: [
      'network.outboundType: needs a subnet with a NAT gateway, and a new virtual network has none, got "userAssignedNATGateway"; set network.existingSubnetId to a subnet with a NAT gateway (https://learn.microsoft.com/azure/aks/egress-outboundtype)',
    ],
  },
  {
    title: "takes own routes for an existing subnet",
    values: {
      ...base,
      network: {
        outboundType: "userDefinedRouting",
        existingSubnetId:
          "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/n",
      },
    },
  },
  {
    title: "refuses pods without NAT behind a load balancer",
    values: withWindowsPool({ outboundNat: false }),
    lines: [
      "nodePools[1].outboundNat: needs a NAT gateway as network.outboundType, got false; set network.outboundType to managedNATGateway or userAssignedNATGateway (https://learn.microsoft.com/azure/aks/nat-gateway)",
    ],
  },
  {
    title: "takes them behind a NAT gateway",
    values: { ...withWindowsPool({ outboundNat: false }), network: { outboundType: "managedNATGateway" } },
  },
  {
    title: "takes pods without NAT behind a NAT gateway of one's own",
    values: {
      ...withWindowsPool({ outboundNat: false }),
      network: { outboundType: "userAssignedNATGateway", existingSubnetId },
    },
  },
]);
