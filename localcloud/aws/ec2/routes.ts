import { objectsAt, textAt, textOf } from "../../clouds/json";
import { accountId, arnOf, ec2Id, idIn } from "../account";
import { badRequest, dependencyViolation } from "../errors";
import type { ResourceType, Rule, Write } from "../resource-type";
import { mustExist, newId, withProperty } from "./lookup";
import { ec2 } from "./tokens";

/** Every property of a route that can name a target; a read answers all of them. */
const routeTargets = [
  "carrierGatewayId",
  "coreNetworkArn",
  "destinationPrefixListId",
  "egressOnlyGatewayId",
  "gatewayId",
  "ipv6CidrBlock",
  "localGatewayId",
  "natGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
];

const targetsExist: Rule<Write> = (write) => {
  for (const route of objectsAt(write.requested, "routes")) {
    const gateway = textAt(route, "gatewayId") ?? "";
    const nat = textAt(route, "natGatewayId") ?? "";
    const refusal = gateway.startsWith("igw-")
      ? mustExist(write, ec2.internetGateway, gateway, { code: "InvalidGatewayID.NotFound", noun: "gateway" })
      : nat === ""
        ? undefined
        : mustExist(write, ec2.natGateway, nat, { code: "InvalidNatGatewayID.NotFound", noun: "natGateway" });
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

/** Routes of subnets. */
export const routeTable: ResourceType = {
  type: ec2.routeTable,
  api: { service: "EC2", noun: "RouteTable" },
  identify: newId("rtb"),
  rules: [
    (write) =>
      mustExist(write, ec2.vpc, textAt(write.requested, "vpcId") ?? "", {
        code: "InvalidVpcID.NotFound",
        noun: "vpc",
      }),
    targetsExist,
  ],
  complete: ({ requested, region }, id) => ({
    body: {
      propagatingVgws: [],
      ...requested,
      routes: objectsAt(requested, "routes").map((route) => ({
        ...Object.fromEntries(routeTargets.map((target) => [target, ""])),
        cidrBlock: "",
        ...route,
      })),
      region,
      arn: arnOf("ec2", region, `route-table/${id}`),
      ownerId: accountId,
    },
  }),
  deleteRules: [
    ({ cloud, region, resource }) => {
      const id = idIn(resource.id);
      return withProperty(cloud, { type: ec2.routeTableAssociation, region }, "routeTableId", id).length > 0
        ? dependencyViolation(`The routeTable '${id}' has dependencies and cannot be deleted.`)
        : undefined;
    },
  ],
};

/** Which subnet has which routes. */
export const routeTableAssociation: ResourceType = {
  type: ec2.routeTableAssociation,
  api: { service: "EC2", noun: "RouteTableAssociation" },
  identify: newId("rtbassoc"),
  rules: [
    (write) =>
      mustExist(write, ec2.routeTable, textAt(write.requested, "routeTableId") ?? "", {
        code: "InvalidRouteTableID.NotFound",
        noun: "routeTable",
      }),
    ({ cloud, region, requested, before }) => {
      const subnetId = textAt(requested, "subnetId");
      if (subnetId === undefined || before !== undefined) return undefined;
      const [other] = withProperty(cloud, { type: ec2.routeTableAssociation, region }, "subnetId", subnetId);
      return other === undefined
        ? undefined
        : badRequest(
            "Resource.AlreadyAssociated",
            `the specified association for route table ${textOf(requested["routeTableId"])} conflicts with an existing association`,
          );
    },
  ],
  complete: ({ requested, region }) => ({ body: { ...requested, region } }),
};

/** Firewalls of network interfaces. */
export const securityGroup: ResourceType = {
  type: ec2.securityGroup,
  api: { service: "EC2", noun: "SecurityGroup" },
  identify: newId("sg"),
  rules: [
    ({ cloud, region, requested, before }) => {
      const [name, vpcId] = [textAt(requested, "name") ?? "", textAt(requested, "vpcId") ?? ""];
      const taken = withProperty(cloud, { type: ec2.securityGroup, region }, "name", name).some(
        (other) => other.id !== before?.id && other.body["vpcId"] === vpcId,
      );
      return taken
        ? badRequest(
            "InvalidGroup.Duplicate",
            `The security group '${name}' already exists for VPC '${vpcId}'`,
          )
        : undefined;
    },
  ],
  complete: ({ requested, region }, id) => ({
    body: {
      description: "Managed by Pulumi",
      egress: [],
      ingress: [],
      namePrefix: "",
      revokeRulesOnDelete: false,
      vpcId: ec2Id("vpc", region),
      ...requested,
      region,
      arn: arnOf("ec2", region, `security-group/${id}`),
      ownerId: accountId,
    },
  }),
};
