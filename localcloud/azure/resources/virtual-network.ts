import { guidOf } from "../../clouds/identifiers";
import { locationIsFixed, locationIsRequired, nameRule } from "../common/naming";
import type { ArmError } from "../errors";
import { badRequest } from "../errors";
import type { JsonObject } from "../../clouds/json";
import { objectAt, objectsAt, overlay, textAt, textOf, textsAt, without } from "../../clouds/json";
import { contains, overlaps, parseCidr } from "../../clouds/cidr";
import { parseResourceId } from "../resource-id";
import type { Put, ResourceType, Rule } from "../resource-type";
import type { StoredResource } from "../store";
import { completeSubnet, subnetPrefixes, subnetType, subnetUsers, subnetView } from "./subnet";

const addressSpaceIsValid: Rule<Put> = ({ requested }) => {
  const prefixes = textsAt(requested, "properties.addressSpace.addressPrefixes");
  const wrong = prefixes.find((prefix) => !prefix.includes(":") && parseCidr(prefix) === undefined);
  if (wrong === undefined && prefixes.length > 0) return undefined;
  return badRequest(
    "InvalidAddressPrefixFormat",
    wrong === undefined
      ? "A virtual network must have at least one address prefix."
      : `Address prefix ${wrong} of the virtual network is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
    "properties.addressSpace.addressPrefixes",
  );
};

const inlineSubnetsFit: Rule<Put> = ({ requested }) => {
  const space = textsAt(requested, "properties.addressSpace.addressPrefixes").map(parseCidr);
  const subnets = objectsAt(requested, "properties.subnets");
  for (const [index, subnet] of subnets.entries()) {
    const name = textOf(subnet["name"]);
    for (const text of subnetPrefixes(subnet)) {
      const range = parseCidr(text);
      if (range === undefined || !space.some((outer) => outer !== undefined && contains(outer, range))) {
        return badRequest(
          "NetcfgInvalidSubnet",
          `Subnet '${name}' is not valid because its IP address range is outside the IP address range of virtual network.`,
        );
      }
      const clash = subnets.slice(0, index).find((other) =>
        subnetPrefixes(other).some((prefix) => {
          const before = parseCidr(prefix);
          return before !== undefined && overlaps(before, range);
        }),
      );
      if (clash !== undefined) {
        return badRequest(
          "NetcfgSubnetRangesOverlap",
          `Subnet '${name}' is not valid because its IP address range overlaps with that of an existing subnet '${textOf(clash["name"])}'.`,
        );
      }
    }
  }
  return undefined;
};

/** A PUT states all subnets: those that it leaves out are deleted, unless something is in them. */
const leftOutSubnetsAreFree: Rule<Put> = ({ cloud, requested, before }) => {
  if (before === undefined) return undefined;
  const kept = new Set(
    objectsAt(requested, "properties.subnets").map((subnet) => textOf(subnet["name"]).toLowerCase()),
  );
  for (const subnet of cloud.store.children(before.id, subnetType)) {
    const name = parseResourceId(subnet.id).name;
    const user = kept.has(name.toLowerCase()) ? undefined : subnetUsers(cloud, subnet.id)[0];
    if (user !== undefined) return inUse(name, user);
  }
  return undefined;
};

function inUse(subnet: string, user: string): ArmError {
  return badRequest(
    "InUseSubnetCannotBeDeleted",
    `Subnet ${subnet} is in use by ${user} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
}

/**
 * Virtual networks with their subnets, which are resources of their own as well.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
export const virtualNetwork: ResourceType = {
  type: "Microsoft.Network/virtualNetworks",
  rules: [
    nameRule("virtual network", /^[a-zA-Z0-9][-\w.]{0,62}[a-zA-Z0-9_]$/),
    locationIsRequired,
    locationIsFixed,
    addressSpaceIsValid,
    inlineSubnetsFit,
    leftOutSubnetsAreFree,
  ],
  complete: (put) => {
    const properties = without(objectAt(put.requested, "properties"), ["subnets"]);
    dropLeftOutSubnets(put);
    return {
      body: overlay(
        {
          properties: {
            resourceGuid: guidOf(put.id.key),
            enableDdosProtection: false,
            virtualNetworkPeerings: [],
          },
        },
        { ...put.requested, properties },
      ),
      parts: objectsAt(put.requested, "properties.subnets").map((subnet) => inlineSubnet(put, subnet)),
    };
  },
  deleteRules: [
    ({ cloud, resource }) => {
      for (const subnet of cloud.store.children(resource.id, subnetType)) {
        const [user] = subnetUsers(cloud, subnet.id);
        if (user !== undefined) return inUse(parseResourceId(subnet.id).name, user);
      }
      return undefined;
    },
  ],
  view: (cloud, resource) => ({
    ...resource.body,
    etag: `W/"${resource.etag}"`,
    properties: {
      ...objectAt(resource.body, "properties"),
      subnets: cloud.store.children(resource.id, subnetType).map((subnet) => ({
        id: subnet.id,
        name: parseResourceId(subnet.id).name,
        type: subnetType,
        ...subnetView(cloud, subnet),
      })),
    },
  }),
};

function dropLeftOutSubnets({ cloud, requested, before }: Put): void {
  if (before === undefined) return;
  const kept = new Set(
    objectsAt(requested, "properties.subnets").map((subnet) => textAt(subnet, "name")?.toLowerCase()),
  );
  for (const subnet of cloud.store.children(before.id, subnetType)) {
    if (!kept.has(parseResourceId(subnet.id).name.toLowerCase())) cloud.store.remove(subnet.id);
  }
}

function inlineSubnet({ cloud, id }: Put, subnet: JsonObject): StoredResource {
  const subnetId = `${id.text}/subnets/${textOf(subnet["name"])}`;
  const body = without(subnet, ["id", "name", "type", "etag"]);
  const before = cloud.store.find(subnetId);
  return {
    id: before?.id ?? subnetId,
    type: subnetType,
    parent: id.text,
    body: completeSubnet(body),
    hidden: {},
    state: "Succeeded",
    etag: before?.etag ?? guidOf(subnetId),
  };
}
