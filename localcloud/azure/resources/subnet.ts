import type { Cloud } from "../cloud";
import { nameRule } from "../common/naming";
import { ArmError, badRequest } from "../errors";
import type { Json, JsonObject } from "../../clouds/json";
import { objectAt, objectsAt, overlay, textAt, textsAt } from "../../clouds/json";
import { contains, overlaps, parseCidr } from "../../clouds/cidr";
import { parseResourceId } from "../resource-id";
import type { Put, ResourceType, Rule } from "../resource-type";
import type { StoredResource } from "../store";

/** Type of subnets in Azure's spelling. */
export const subnetType = "Microsoft.Network/virtualNetworks/subnets";

/** The address prefixes of a subnet's body, from either of the two properties that may hold them. */
export function subnetPrefixes(body: JsonObject): readonly string[] {
  const single = textAt(body, "properties.addressPrefix");
  return single === undefined ? textsAt(body, "properties.addressPrefixes") : [single];
}

/** Fills in what the server fills in. */
export function completeSubnet(body: JsonObject): JsonObject {
  return overlay(
    {
      properties: {
        delegations: [],
        privateEndpointNetworkPolicies: "Disabled",
        privateLinkServiceNetworkPolicies: "Enabled",
      },
    },
    body,
  );
}

/** Properties of AKS's objects that put something into a subnet. */
const uses: Readonly<Record<string, readonly string[]>> = {
  "Microsoft.ContainerService/managedClusters/agentPools": ["vnetSubnetID", "podSubnetID"],
  "Microsoft.ContainerService/managedClusters": ["apiServerAccessProfile.subnetId"],
};

/** What is in a subnet: ids of node pools that have nodes or pods there, and of clusters whose API server is there. */
export function subnetUsers(cloud: Cloud, subnetId: string): readonly string[] {
  const key = subnetId.toLowerCase();
  return Object.entries(uses).flatMap(([type, properties]) =>
    cloud.store
      .ofType(type)
      .filter(({ body }) =>
        properties.some((name) => textAt(body, `properties.${name}`)?.toLowerCase() === key),
      )
      .map(({ id }) => id),
  );
}

/** What GET answers for a subnet, less what every resource has. */
export function subnetView(cloud: Cloud, subnet: StoredResource): JsonObject {
  const users: Json[] = subnetUsers(cloud, subnet.id).map((id) => ({ id }));
  const properties: JsonObject = { ...objectAt(subnet.body, "properties"), provisioningState: subnet.state };
  return {
    ...subnet.body,
    etag: `W/"${subnet.etag}"`,
    properties: users.length === 0 ? properties : { ...properties, ipConfigurations: users },
  };
}

const prefixIsValid: Rule<Put> = ({ id, requested }) => {
  const prefixes = subnetPrefixes(requested);
  if (
    prefixes.length > 0 &&
    prefixes.every((prefix) => prefix.includes(":") || parseCidr(prefix) !== undefined)
  )
    return undefined;
  return badRequest(
    "InvalidAddressPrefixFormat",
    `The address prefix of subnet '${id.name}' is missing or not in CIDR notation, for example 10.0.0.0/24.`,
    "properties.addressPrefix",
  );
};

const liesInNetwork: Rule<Put> = ({ cloud, id, requested }) => {
  const network = id.parent === undefined ? undefined : cloud.store.find(id.parent);
  const space = textsAt(network?.body, "properties.addressSpace.addressPrefixes").map(parseCidr);
  const outside = subnetPrefixes(requested).some((prefix) => {
    const range = parseCidr(prefix);
    return range !== undefined && !space.some((outer) => outer !== undefined && contains(outer, range));
  });
  return outside
    ? badRequest(
        "NetcfgInvalidSubnet",
        `Subnet '${id.name}' is not valid because its IP address range is outside the IP address range of virtual network '${parseResourceId(id.parent ?? id.text).name}'.`,
      )
    : undefined;
};

const overlapsNoSibling: Rule<Put> = ({ cloud, id, requested }) => {
  const siblings = cloud.store
    .children(id.parent ?? "", subnetType)
    .filter((sibling) => sibling.id.toLowerCase() !== id.key);
  const ranges = subnetPrefixes(requested).map(parseCidr);
  const clash = siblings.find((sibling) =>
    subnetPrefixes(sibling.body).some((prefix) => {
      const other = parseCidr(prefix);
      return other !== undefined && ranges.some((range) => range !== undefined && overlaps(range, other));
    }),
  );
  return clash === undefined
    ? undefined
    : badRequest(
        "NetcfgSubnetRangesOverlap",
        `Subnet '${id.name}' is not valid because its IP address range overlaps with that of an existing subnet '${parseResourceId(clash.id).name}'.`,
      );
};

const usedPrefixIsFixed: Rule<Put> = ({ cloud, id, requested, before }) => {
  if (before === undefined || String(subnetPrefixes(before.body)) === String(subnetPrefixes(requested)))
    return undefined;
  const [user] = subnetUsers(cloud, before.id);
  return user === undefined
    ? undefined
    : badRequest(
        "InUsePrefixCannotBeDeleted",
        `IpPrefix ${String(subnetPrefixes(before.body))} on Subnet ${id.name} has active allocations (${user}) and cannot be deleted.`,
      );
};

/**
 * Subnets. Azure writes one subnet of a network at a time.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const subnet: ResourceType = {
  type: subnetType,
  rules: [
    nameRule("subnet", /^[a-zA-Z0-9]([-\w.]{0,78}[a-zA-Z0-9_])?$/),
    prefixIsValid,
    liesInNetwork,
    overlapsNoSibling,
    usedPrefixIsFixed,
  ],
  conflict: (cloud, id) => {
    const network = id.parent?.toLowerCase() ?? "";
    const busy = cloud.store
      .operations()
      .some(({ resource }) => resource === network || resource.startsWith(`${network}/`));
    return busy
      ? new ArmError(
          409,
          "AnotherOperationInProgress",
          "Another operation on this or dependent resource is in progress. To retrieve status of the operation use the Azure-AsyncOperation header.",
        )
      : undefined;
  },
  complete: ({ requested }) => ({ body: completeSubnet(requested) }),
  deleteRules: [
    ({ cloud, resource }) => {
      const [user] = subnetUsers(cloud, resource.id);
      const { name } = parseResourceId(resource.id);
      return user === undefined
        ? undefined
        : badRequest(
            "InUseSubnetCannotBeDeleted",
            `Subnet ${name} is in use by ${user} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
          );
    },
  ],
  view: subnetView,
};

/** The services that a subnet is handed to: pools cannot go there. */
export function delegationsOf(body: JsonObject): readonly string[] {
  return objectsAt(body, "properties.delegations").map(
    (delegation) => textAt(delegation, "properties.serviceName") ?? textAt(delegation, "serviceName") ?? "",
  );
}
