import { hexOf } from "../../clouds/identifiers";
import { textAt } from "../../clouds/json";
import { accountId, arnOf, ec2Id, idIn, keyOf } from "../account";
import { badRequest, dependencyViolation } from "../errors";
import type { ResourceType } from "../resource-type";
import { mustExist, newId, withProperty } from "./lookup";
import { ec2 } from "./tokens";

/** Addresses per region. @see https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const addressQuota = 5;

/** Minutes until a NAT gateway is available: the middle of what is known. */
const natGatewayMinutes = 2;

/** Ways from a network to the internet. */
export const internetGateway: ResourceType = {
  type: ec2.internetGateway,
  api: { service: "EC2", noun: "InternetGateway" },
  identify: newId("igw"),
  rules: [
    ({ cloud, region, requested, before }) => {
      const vpcId = textAt(requested, "vpcId");
      if (vpcId === undefined) return undefined;
      const missing = mustExist({ cloud, region }, ec2.vpc, vpcId, {
        code: "InvalidVpcID.NotFound",
        noun: "vpc",
      });
      const taken = withProperty(cloud, { type: ec2.internetGateway, region }, "vpcId", vpcId).some(
        ({ id }) => id !== before?.id,
      );
      return taken
        ? badRequest(
            "Resource.AlreadyAssociated",
            `resource ${vpcId} is already attached to an internet gateway`,
          )
        : missing;
    },
  ],
  complete: ({ requested, region }, id) => ({
    body: {
      vpcId: "",
      ...requested,
      region,
      arn: arnOf("ec2", region, `internet-gateway/${id}`),
      ownerId: accountId,
    },
  }),
  deleteRules: [
    ({ cloud, region, resource }) => {
      const vpcId = textAt(resource.body, "vpcId") ?? "";
      const mapped = withProperty(cloud, { type: ec2.natGateway, region }, "vpcId", vpcId).length > 0;
      return mapped
        ? dependencyViolation(
            `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
          )
        : undefined;
    },
  ],
};

/** Fixed public addresses. */
export const eip: ResourceType = {
  type: ec2.eip,
  api: { service: "EC2", noun: "Address" },
  identify: newId("eipalloc"),
  rules: [
    ({ cloud, region, before }) => {
      const held = cloud.store.ofType(ec2.eip).filter(({ body }) => body["region"] === region).length;
      return before === undefined && held >= addressQuota
        ? badRequest("AddressLimitExceeded", "The maximum number of addresses has been reached.")
        : undefined;
    },
  ],
  complete: ({ requested, region }, id) => {
    // 198.51.100.0/24 is reserved for documentation.
    const publicIp = `198.51.100.${String(1 + (parseInt(hexOf(id, 4), 16) % 254))}`;
    return {
      body: {
        domain: "vpc",
        networkBorderGroup: region,
        publicIpv4Pool: "amazon",
        ...requested,
        region,
        allocationId: id,
        arn: arnOf("ec2", region, `elastic-ip/${id}`),
        associationId: "",
        carrierIp: "",
        customerOwnedIp: "",
        instance: "",
        ipamPoolId: "",
        networkInterface: "",
        privateDns: "",
        privateIp: "",
        ptrRecord: "",
        publicDns: `ec2-${publicIp.replaceAll(".", "-")}.${region}.compute.amazonaws.com`,
        publicIp,
      },
    };
  },
  deleteRules: [
    ({ cloud, region, resource }) => {
      const id = idIn(resource.id);
      return withProperty(cloud, { type: ec2.natGateway, region }, "allocationId", id).length > 0
        ? badRequest(
            "InvalidIPAddress.InUse",
            `Address ${textAt(resource.body, "publicIp") ?? id} is in use.`,
          )
        : undefined;
    },
  ],
};

/** Ways from private subnets to the internet. */
export const natGateway: ResourceType = {
  type: ec2.natGateway,
  api: { service: "EC2", noun: "NatGateway" },
  identify: newId("nat"),
  rules: [
    (write) =>
      mustExist(write, ec2.subnet, textAt(write.requested, "subnetId") ?? "", {
        code: "InvalidSubnetID.NotFound",
        noun: "subnet",
      }),
    (write) => {
      if (textAt(write.requested, "connectivityType") === "private") return undefined;
      const words = { code: "InvalidAllocationID.NotFound", noun: "allocation" };
      return mustExist(write, ec2.eip, textAt(write.requested, "allocationId") ?? "", words);
    },
  ],
  complete: ({ cloud, requested, region }, id) => {
    const address = cloud.store.find(keyOf(ec2.eip, region, textAt(requested, "allocationId") ?? ""));
    const subnet = cloud.store.find(keyOf(ec2.subnet, region, textAt(requested, "subnetId") ?? ""));
    const network = (textAt(subnet?.body, "cidrBlock") ?? "10.0.0.0/24").replace(/\d+\/\d+$/, "");
    return {
      body: {
        connectivityType: "public",
        availabilityMode: "zonal",
        ...requested,
        region,
        associationId: ec2Id("eipassoc", id),
        autoProvisionZones: "",
        autoScalingIps: "",
        networkInterfaceId: ec2Id("eni", id),
        privateIp: `${network}${String(4 + (parseInt(hexOf(id, 4), 16) % 8))}`,
        publicIp: textAt(address?.body, "publicIp") ?? "",
        regionalNatGatewayAddresses: [],
        regionalNatGatewayAutoMode: "",
        routeTableId: "",
        secondaryAllocationIds: [],
        secondaryPrivateIpAddressCount: 0,
        secondaryPrivateIpAddresses: [],
        vpcId: textAt(subnet?.body, "vpcId") ?? "",
      },
    };
  },
  apply: async ({ after, before }, work) => {
    if (before !== undefined) return;
    work.progress(`NAT gateway ${idIn(after.id)}: waiting until it is available`);
    await work.take(natGatewayMinutes);
  },
};
