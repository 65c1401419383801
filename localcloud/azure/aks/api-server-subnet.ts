import { badRequest } from "../errors";
import { isTrueAt, objectsAt, textAt } from "../../clouds/json";
import { parseCidr, size } from "../../clouds/cidr";
import type { Put, Rule } from "../resource-type";
import { delegationsOf, subnetPrefixes } from "../resources/subnet";
import { completeCluster } from "./cluster-defaults";
import { managedClusterType } from "./ids";
import { invalidParameter } from "./pool-check";

const target = "apiServerAccessProfile.subnetId";

/** Addresses of the smallest subnet that an API server fits into: a /28. */
const fewestAddresses = 16;

/**
 * An API server in the virtual network has a subnet there that is delegated to AKS and large enough. Where nodes have
 * an own network, AKS cannot make that subnet itself.
 *
 * @see https://learn.microsoft.com/azure/aks/api-server-vnet-integration
 */
export const apiServerSubnetIsSound: Rule<Put> = (put) => {
  const body = completeCluster(put);
  if (!isTrueAt(body, "properties.apiServerAccessProfile.enableVnetIntegration")) return undefined;
  const nodes = objectsAt(put.requested, "properties.agentPoolProfiles")
    .map((pool) => textAt(pool, "vnetSubnetID"))
    .find((id) => id !== undefined);
  const id = textAt(body, `properties.${target}`);
  if (id === undefined)
    return nodes === undefined
      ? undefined
      : invalidParameter(target, "it is required when nodes are in a virtual network of your own.");
  const subnet = put.cloud.store.find(id);
  if (subnet === undefined)
    return badRequest(
      "InvalidResourceReference",
      `Resource ${id} referenced by the cluster was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
      target,
    );
  if (nodes !== undefined && networkOf(nodes) !== networkOf(id))
    return invalidParameter(target, `'${id}' is not in the virtual network of the nodes.`);
  if (!delegationsOf(subnet.body).includes(managedClusterType))
    return invalidParameter(target, `subnet ${id} must be delegated to ${managedClusterType}.`);
  const ranges = subnetPrefixes(subnet.body).map(parseCidr);
  const isLarge = ranges.some((range) => range !== undefined && size(range) >= fewestAddresses);
  return isLarge
    ? undefined
    : badRequest(
        "InsufficientSubnetSize",
        `Subnet ${id} must be a /28 or larger to hold the API server.`,
        target,
      );
};

function networkOf(subnetId: string): string {
  return subnetId.toLowerCase().split("/subnets/")[0] ?? "";
}
