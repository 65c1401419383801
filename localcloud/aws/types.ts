import { group } from "./autoscaling/group";
import { tag } from "./autoscaling/tag";
import { eip, internetGateway, natGateway } from "./ec2/gateways";
import { launchTemplate } from "./ec2/launch-template";
import { routeTable, routeTableAssociation, securityGroup } from "./ec2/routes";
import { subnet } from "./ec2/subnet";
import { vpc } from "./ec2/vpc";
import { accessEntry, accessPolicyAssociation, podIdentityAssociation } from "./eks/access";
import { addon } from "./eks/addon";
import { cluster } from "./eks/cluster";
import { nodeGroup } from "./eks/node-group";
import { instanceProfile } from "./iam/instance-profile";
import { openIdConnectProvider, role, rolePolicyAttachment } from "./iam/iam";
import { key } from "./kms/key";
import type { ResourceType } from "./resource-type";

/** All resource types of this cloud, by token. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  [
    vpc,
    subnet,
    internetGateway,
    eip,
    natGateway,
    routeTable,
    routeTableAssociation,
    securityGroup,
    launchTemplate,
    role,
    rolePolicyAttachment,
    instanceProfile,
    openIdConnectProvider,
    key,
    cluster,
    nodeGroup,
    addon,
    accessEntry,
    accessPolicyAssociation,
    podIdentityAssociation,
    group,
    tag,
  ].map((type) => [type.type, type]),
);
