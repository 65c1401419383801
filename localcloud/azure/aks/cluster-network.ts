import { badRequest } from "../errors";
import { numberAt, objectAt, objectsAt, textAt, valueAt } from "../../clouds/json";
import { contains, overlaps, parseAddress, parseCidr } from "../../clouds/cidr";
import type { Put, Rule } from "../resource-type";
import { subnetPrefixes, subnetType } from "../resources/subnet";
import { completeCluster } from "./cluster-defaults";
import { agentPoolType } from "./ids";
import { invalidParameter } from "./pool-check";

const networkEnumerations: Readonly<Record<string, readonly string[]>> = {
  networkPlugin: ["azure", "kubenet", "none"],
  networkPluginMode: ["overlay"],
  networkPolicy: ["none", "calico", "azure", "cilium"],
  networkDataplane: ["azure", "cilium"],
  outboundType: ["loadBalancer", "userDefinedRouting", "managedNATGateway", "userAssignedNATGateway", "none"],
  loadBalancerSku: ["standard"],
};

const networkEnumerationsHold: Rule<Put> = ({ requested }) => {
  const network = objectAt(requested, "properties.networkProfile");
  for (const [property, allowed] of Object.entries(networkEnumerations)) {
    const value = textAt(network, property);
    if (value !== undefined && !allowed.includes(value))
      return invalidParameter(
        `networkProfile.${property}`,
        `'${value}' is not one of ${allowed.join(", ")}.`,
      );
  }
  return undefined;
};

const networkPartsFit: Rule<Put> = (put) => {
  const network = objectAt(completeCluster(put), "properties.networkProfile");
  const [plugin, mode, policy, dataplane] = [
    "networkPlugin",
    "networkPluginMode",
    "networkPolicy",
    "networkDataplane",
  ].map((name) => textAt(network, name));
  if (mode === "overlay" && plugin !== "azure")
    return invalidParameter("networkProfile.networkPluginMode", "overlay needs networkPlugin azure.");
  if (policy === "cilium" && dataplane !== "cilium")
    return invalidParameter("networkProfile.networkPolicy", "cilium needs networkDataplane cilium.");
  if (dataplane === "cilium" && plugin !== "azure")
    return invalidParameter("networkProfile.networkDataplane", "cilium needs networkPlugin azure.");
  return plugin === "none" && policy !== "none" && policy !== undefined
    ? invalidParameter("networkProfile.networkPolicy", "networkPlugin none takes no networkPolicy.")
    : undefined;
};

/** @see https://learn.microsoft.com/azure/aks/concepts-network-cni-overview */
const reservedRanges = ["169.254.0.0/16", "192.0.2.0/24", "172.30.0.0/16", "172.31.0.0/16"] as const;

const rangesAreSound: Rule<Put> = (put) => {
  const network = objectAt(completeCluster(put), "properties.networkProfile");
  for (const property of ["serviceCidr", "podCidr"] as const) {
    const text = textAt(network, property);
    if (text === undefined || text.includes(":")) continue;
    const range = parseCidr(text);
    if (range === undefined)
      return invalidParameter(`networkProfile.${property}`, `'${text}' is not a range in CIDR notation.`);
    const reserved = reservedRanges.find((other) => overlapsText(text, other));
    if (reserved !== undefined)
      return invalidParameter(
        `networkProfile.${property}`,
        `'${text}' overlaps ${reserved}, which AKS keeps for itself.`,
      );
    if (property === "serviceCidr" && Number(text.split("/")[1]) < 12)
      return invalidParameter("networkProfile.serviceCidr", `'${text}' is larger than a /12.`);
  }
  const [service, pods] = ["serviceCidr", "podCidr"].map((name) => textAt(network, name));
  const usesPodRange =
    textAt(network, "networkPluginMode") === "overlay" || textAt(network, "networkPlugin") === "kubenet";
  return usesPodRange && service !== undefined && pods !== undefined && overlapsText(service, pods)
    ? badRequest(
        "PodCidrOverlapServiceCidr",
        `The specified pod CIDR ${pods} overlaps the service CIDR ${service}.`,
        "networkProfile.podCIDR",
      )
    : undefined;
};

const dnsAddressIsInServiceRange: Rule<Put> = (put) => {
  const network = objectAt(completeCluster(put), "properties.networkProfile");
  const [range, address] = [
    parseCidr(textAt(network, "serviceCidr") ?? ""),
    parseAddress(textAt(network, "dnsServiceIP") ?? ""),
  ];
  if (range !== undefined && address !== undefined && contains(range, { first: address, last: address }))
    return undefined;
  return badRequest(
    "DnsServiceIpOutOfServiceCidr",
    `The specified DNS service IP ${textAt(network, "dnsServiceIP") ?? ""} is not in the range of the service CIDR ${textAt(network, "serviceCidr") ?? ""}.`,
    "networkProfile.dnsServiceIP",
  );
};

/** Checked again at every PUT, so an upgrade can fail on it too. */
const serviceRangeIsFree: Rule<Put> = (put) => {
  const service = textAt(completeCluster(put), "properties.networkProfile.serviceCidr") ?? "";
  const inline = objectsAt(put.requested, "properties.agentPoolProfiles");
  const stored =
    put.before === undefined
      ? []
      : put.cloud.store
          .children(put.before.id, agentPoolType)
          .map((pool) => objectAt(pool.body, "properties"));
  for (const pool of [...inline, ...stored]) {
    const network = textAt(pool, "vnetSubnetID")?.split("/subnets/")[0];
    for (const subnet of network === undefined ? [] : put.cloud.store.children(network, subnetType)) {
      const clash = subnetPrefixes(subnet.body).find((prefix) => overlapsText(prefix, service));
      if (clash !== undefined)
        return badRequest(
          "ServiceCidrOverlapExistingSubnetsCidr",
          `The specified service CIDR ${service} is conflicted with an existing subnet CIDR ${clash}. Please see https://aka.ms/aks/servicecidroverlap for how to fix the error.`,
          "networkProfile.serviceCIDR",
        );
    }
  }
  return undefined;
};

function overlapsText(a: string, b: string): boolean {
  const [left, right] = [parseCidr(a), parseCidr(b)];
  return left !== undefined && right !== undefined && overlaps(left, right);
}

/** @see https://learn.microsoft.com/azure/aks/load-balancer-standard */
const loadBalancerProfileIsSound: Rule<Put> = ({ requested }) => {
  const profile = objectAt(requested, "properties.networkProfile.loadBalancerProfile");
  const kinds = ["managedOutboundIPs", "outboundIPs", "outboundIPPrefixes"].filter(
    (name) => valueAt(profile, name) !== undefined,
  );
  if (kinds.length > 1)
    return invalidParameter(
      "networkProfile.loadBalancerProfile",
      `only one of ${kinds.join(", ")} may be given.`,
    );
  const ports = numberAt(profile, "allocatedOutboundPorts") ?? 0;
  if (ports < 0 || ports > 64000 || ports % 8 !== 0)
    return badRequest(
      "InvalidLoadBalancerProfileAllocatedOutboundPorts",
      `Load balancer profile allocated ports ${String(ports)} is not a multiple of 8 from 0 to 64000.`,
      "networkProfile.loadBalancerProfile.allocatedOutboundPorts",
    );
  const addresses = numberAt(profile, "managedOutboundIPs.count") ?? 1;
  if (addresses < 1 || addresses > 100)
    return invalidParameter(
      "networkProfile.loadBalancerProfile.managedOutboundIPs.count",
      `${String(addresses)} is not from 1 to 100.`,
    );
  const idle = numberAt(profile, "idleTimeoutInMinutes") ?? 30;
  return idle < 4 || idle > 120
    ? invalidParameter(
        "networkProfile.loadBalancerProfile.idleTimeoutInMinutes",
        `${String(idle)} is not from 4 to 120.`,
      )
    : undefined;
};

/** Rules about the network. */
export const clusterNetworkRules: readonly Rule<Put>[] = [
  networkEnumerationsHold,
  networkPartsFit,
  rangesAreSound,
  dnsAddressIsInServiceRange,
  serviceRangeIsFree,
  loadBalancerProfileIsSound,
];
