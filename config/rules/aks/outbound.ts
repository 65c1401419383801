import type { AksConfig } from "../../schema/aks";
import type { Rule } from "../rule";

const egressUrl = "https://learn.microsoft.com/azure/aks/egress-outboundtype";
const natUrl = "https://learn.microsoft.com/azure/aks/nat-gateway";

/** The way out exists: own gateways and routes hang on a subnet that exists, and pods without NAT need a NAT gateway. */
export const outbound: Rule<AksConfig> = ({ network, nodePools }) => {
  const { outboundType, existingSubnetId } = network;
  const ownWay = outboundType === "userDefinedRouting" || outboundType === "userAssignedNATGateway";
  const natGateway = outboundType === "managedNATGateway" || outboundType === "userAssignedNATGateway";
  const way = outboundType === "userDefinedRouting" ? "a route table" : "a NAT gateway";
  return [
    ...(ownWay && existingSubnetId === undefined
      ? [
          {
            path: "network.outboundType",
            value: outboundType,
            reason: `needs a subnet with ${way}, and a new virtual network has none`,
            fix: `set network.existingSubnetId to a subnet with ${way}`,
            url: egressUrl,
          },
        ]
      : []),
    ...nodePools.flatMap((pool, index) => {
      if (pool.os !== "Windows" || pool.outboundNat || natGateway) return [];
      return {
        path: `nodePools[${String(index)}].outboundNat`,
        value: false,
        reason: "needs a NAT gateway as network.outboundType",
        fix: "set network.outboundType to managedNATGateway or userAssignedNATGateway",
        url: natUrl,
      };
    }),
  ];
};
