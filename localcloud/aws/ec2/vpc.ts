import { accountId, arnOf, ec2Id, idIn } from "../account";
import { parseCidr, size } from "../../clouds/cidr";
import { textAt } from "../../clouds/json";
import { badRequest, dependencyViolation } from "../errors";
import type { ResourceType } from "../resource-type";
import { newId, withProperty } from "./lookup";
import { ec2 } from "./tokens";

/** What keeps a VPC from being deleted. */
const contents = [ec2.subnet, ec2.internetGateway, ec2.routeTable, ec2.securityGroup];

/**
 * Networks.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html (a range of /16 to /28)
 */
export const vpc: ResourceType = {
  type: ec2.vpc,
  api: { service: "EC2", noun: "Vpc" },
  identify: newId("vpc"),
  rules: [
    ({ requested }) => {
      const block = textAt(requested, "cidrBlock") ?? "";
      const range = parseCidr(block);
      if (range === undefined)
        return badRequest(
          "InvalidParameterValue",
          `Value (${block}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
        );
      return size(range) > 2 ** 16 || size(range) < 2 ** 4
        ? badRequest("InvalidVpc.Range", `The CIDR '${block}' is invalid.`)
        : undefined;
    },
  ],
  complete: ({ requested, region, before }, id) => ({
    body: {
      enableDnsHostnames: false,
      enableDnsSupport: true,
      enableNetworkAddressUsageMetrics: false,
      instanceTenancy: "default",
      ...requested,
      region,
      arn: arnOf("ec2", region, `vpc/${id}`),
      ownerId: accountId,
      defaultNetworkAclId: ec2Id("acl", id),
      defaultRouteTableId: ec2Id("rtb", id),
      mainRouteTableId: ec2Id("rtb", id),
      defaultSecurityGroupId: ec2Id("sg", id),
      dhcpOptionsId: ec2Id("dopt", region),
      ipv6AssociationId: textAt(before?.body, "ipv6AssociationId") ?? "",
      ipv6CidrBlock: "",
      ipv6CidrBlockNetworkBorderGroup: "",
    },
  }),
  deleteRules: [
    ({ cloud, region, resource }) => {
      const id = idIn(resource.id);
      const inUse = contents.some((type) => withProperty(cloud, { type, region }, "vpcId", id).length > 0);
      return inUse
        ? dependencyViolation(`The vpc '${id}' has dependencies and cannot be deleted.`)
        : undefined;
    },
  ],
};
