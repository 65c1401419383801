import * as v from "valibot";
import { parseCidr, parseIp } from "../../cidr";
import { rule } from "../advice";
import { resourceId } from "./resource-id";

const rangesUrl = "https://learn.microsoft.com/azure/aks/concepts-network-cni-overview";

/** A range of IPv4 addresses as `10.0.0.0/16`, written with its first address. */
const cidr = v.pipe(
  v.string(),
  v.check(
    (text) => parseCidr(text) !== undefined,
    rule(
      "must be an IPv4 range such as 10.0.0.0/16 that starts with its first address",
      "correct it",
      rangesUrl,
    ),
  ),
);

const ip = v.pipe(
  v.string(),
  v.check(
    (text) => parseIp(text) !== undefined,
    rule("must be an IPv4 address such as 10.0.0.10", "correct it", rangesUrl),
  ),
);

const subnetId = resourceId(
  "subnet",
  "Microsoft.Network/virtualNetworks/subnets",
  "az network vnet subnet show --query id",
);

/** Ranges that are used when the configuration names none. */
export const aksNetworkDefaults = {
  vnet: { addressSpace: "10.64.0.0/16", nodeSubnetPrefix: "10.64.0.0/20" },
  podCidr: "10.244.0.0/16",
} as const;

/** The network of an AKS cluster. The plugin is always Azure CNI: Windows nodes work with no other. */
export const aksNetwork = v.strictObject({
  mode: v.optional(
    v.pipe(
      v.picklist(
        ["overlay", "nodeSubnet"],
        rule(
          "must be overlay or nodeSubnet",
          "use overlay unless pods need addresses of the virtual network",
        ),
      ),
      v.description("overlay: pods have addresses of their own; nodeSubnet: pods share the nodes' subnet"),
    ),
    "overlay",
  ),
  vnet: v.optional(
    v.pipe(
      v.strictObject({
        addressSpace: cidr,
        nodeSubnetPrefix: cidr,
        apiServerSubnetPrefix: v.optional(
          v.pipe(
            cidr,
            v.description("Put the API server into a subnet of its own with these addresses, a /28 or more"),
          ),
        ),
      }),
      v.description(`A new virtual network; default ${aksNetworkDefaults.vnet.addressSpace}`),
    ),
  ),
  existingSubnetId: v.optional(
    v.pipe(subnetId, v.description("Put the nodes into this subnet instead of a new one")),
  ),
  existingApiServerSubnetId: v.optional(
    v.pipe(
      subnetId,
      v.description(
        "Put the API server into this subnet, delegated to AKS, in the network of existingSubnetId",
      ),
    ),
  ),
  podCidr: v.optional(
    v.pipe(cidr, v.description(`Addresses of pods in overlay mode; default ${aksNetworkDefaults.podCidr}`)),
  ),
  serviceCidr: v.optional(v.pipe(cidr, v.description("Addresses of Services")), "10.0.0.0/16"),
  dnsServiceIp: v.optional(
    v.pipe(ip, v.description("Address of the cluster's DNS, inside serviceCidr")),
    "10.0.0.10",
  ),
  policy: v.optional(
    v.pipe(
      v.picklist(
        ["none", "calico"],
        rule(
          "must be none or calico (Azure ended its engine for Windows on 2026-09-30, and Cilium does not run on Windows nodes)",
          "use calico where pods need network policies",
          "https://learn.microsoft.com/azure/aks/use-network-policies",
        ),
      ),
      v.description("Engine for network policies"),
    ),
    "none",
  ),
  outboundType: v.optional(
    v.pipe(
      v.picklist(
        ["loadBalancer", "managedNATGateway", "userAssignedNATGateway", "userDefinedRouting"],
        rule(
          "must be loadBalancer, managedNATGateway, userAssignedNATGateway or userDefinedRouting",
          "choose one of them",
          "https://learn.microsoft.com/azure/aks/egress-outboundtype",
        ),
      ),
      v.description("How traffic leaves the cluster"),
    ),
    "loadBalancer",
  ),
});

/** A checked network. */
export type AksNetwork = v.InferOutput<typeof aksNetwork>;
