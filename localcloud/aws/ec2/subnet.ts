import { contains, overlaps, parseCidr, size } from "../../clouds/cidr";
import { textAt, textsAt } from "../../clouds/json";
import { accountId, arnOf, idIn, keyOf, zonesOf } from "../account";
import { badRequest, dependencyViolation } from "../errors";
import type { ResourceType, Rule, Write } from "../resource-type";
import type { StoredResource } from "../store";
import { mustExist, newId, withProperty } from "./lookup";
import { ec2 } from "./tokens";

const rangeOf = (subnet: { readonly cidrBlock?: unknown }) =>
  parseCidr(typeof subnet.cidrBlock === "string" ? subnet.cidrBlock : "");

const rangeLiesInVpc: Rule<Write> = ({ cloud, region, requested }) => {
  const block = textAt(requested, "cidrBlock") ?? "";
  const range = parseCidr(block);
  if (range === undefined || size(range) < 16 || size(range) > 2 ** 16)
    return badRequest(
      "InvalidParameterValue",
      `Value (${block}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  const vpc = cloud.store.find(keyOf(ec2.vpc, region, textAt(requested, "vpcId") ?? ""));
  const outer = rangeOf(vpc?.body ?? {});
  return outer !== undefined && contains(outer, range)
    ? undefined
    : badRequest("InvalidSubnet.Range", `The CIDR '${block}' is invalid.`);
};

const rangeIsFree: Rule<Write> = ({ cloud, region, requested, before }) => {
  const range = rangeOf(requested);
  const vpcId = textAt(requested, "vpcId") ?? "";
  const taken = withProperty(cloud, { type: ec2.subnet, region }, "vpcId", vpcId).some((other) => {
    const theirs = rangeOf(other.body);
    return other.id !== before?.id && range !== undefined && theirs !== undefined && overlaps(theirs, range);
  });
  return taken
    ? badRequest(
        "InvalidSubnet.Conflict",
        `The CIDR '${textAt(requested, "cidrBlock") ?? ""}' conflicts with another subnet`,
      )
    : undefined;
};

const zoneExists: Rule<Write> = ({ region, requested }) => {
  const zone = textAt(requested, "availabilityZone");
  const zones = zonesOf(region).map(({ name }) => name);
  return zone === undefined || zones.includes(zone)
    ? undefined
    : badRequest(
        "InvalidParameterValue",
        `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(", ")}.`,
      );
};

/** Whether a cluster, node group or NAT gateway of the cloud lies in a subnet. */
function usersOf(subnet: StoredResource, { cloud, region }: Pick<Write, "cloud" | "region">): boolean {
  const id = idIn(subnet.id);
  const gateways = withProperty(cloud, { type: ec2.natGateway, region }, "subnetId", id);
  const eks = ["aws:eks/cluster:Cluster", "aws:eks/nodeGroup:NodeGroup"].flatMap((type) =>
    cloud.store.ofType(type),
  );
  return (
    gateways.length > 0 ||
    eks.some(({ body }) =>
      [...textsAt(body, "subnetIds"), ...textsAt(body, "vpcConfig.subnetIds")].includes(id),
    )
  );
}

/**
 * Parts of networks.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export const subnet: ResourceType = {
  type: ec2.subnet,
  api: { service: "EC2", noun: "Subnet" },
  identify: newId("subnet"),
  rules: [
    (write) =>
      mustExist(write, ec2.vpc, textAt(write.requested, "vpcId") ?? "", {
        code: "InvalidVpcID.NotFound",
        noun: "vpc",
      }),
    rangeLiesInVpc,
    rangeIsFree,
    zoneExists,
  ],
  complete: ({ requested, region }, id) => {
    const zones = zonesOf(region);
    const zone = zones.find(({ name }) => name === requested["availabilityZone"]) ?? zones[0];
    return {
      body: {
        assignIpv6AddressOnCreation: false,
        enableDns64: false,
        ipv6Native: false,
        mapPublicIpOnLaunch: false,
        privateDnsHostnameTypeOnLaunch: "ip-name",
        ...requested,
        region,
        availabilityZone: zone?.name ?? "",
        availabilityZoneId: zone?.id ?? "",
        arn: arnOf("ec2", region, `subnet/${id}`),
        ownerId: accountId,
        ipv6CidrBlock: "",
        ipv6CidrBlockAssociationId: "",
      },
    };
  },
  deleteRules: [
    ({ cloud, region, resource }) =>
      usersOf(resource, { cloud, region })
        ? dependencyViolation(`The subnet '${idIn(resource.id)}' has dependencies and cannot be deleted.`)
        : undefined,
  ],
};
