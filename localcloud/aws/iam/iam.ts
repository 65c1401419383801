import { hexOf } from "../../clouds/identifiers";
import { textAt, textOf } from "../../clouds/json";
import { accountId, arnOf, idIn, keyOf } from "../account";
import type { Cloud } from "../cloud";
import { AwsError } from "../errors";
import type { ResourceType } from "../resource-type";
import type { StoredResource } from "../store";

/** Type tokens of the IAM resources that this cloud has. */
export const iam = {
  role: "aws:iam/role:Role",
  rolePolicyAttachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  instanceProfile: "aws:iam/instanceProfile:InstanceProfile",
  openIdConnectProvider: "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
} as const;

/** IAM is one for all regions. */
export const iamRegion = "";

/** The role behind an ARN. */
export function roleOf(cloud: Cloud, arn: string): StoredResource | undefined {
  return cloud.store.ofType(iam.role).find(({ body }) => body["arn"] === arn);
}

/** The names of AWS's own policies that are attached to a role, for instance `AmazonEKSClusterPolicy`. */
export function policiesOf(cloud: Cloud, role: StoredResource): readonly string[] {
  const attached = cloud.store
    .ofType(iam.rolePolicyAttachment)
    .filter(({ body }) => body["role"] === textAt(role.body, "name"))
    .map(({ body }) => textOf(body["policyArn"]));
  const listed = role.body["managedPolicyArns"];
  const inline = Array.isArray(listed) ? listed.filter((arn): arn is string => typeof arn === "string") : [];
  return [...attached, ...inline].map((arn) => arn.split("/").at(-1) ?? arn);
}

/** Whether the role lets a service assume it. */
export function trusts(role: StoredResource, service: string): boolean {
  return (textAt(role.body, "assumeRolePolicy") ?? "").includes(`"${service}"`);
}

/**
 * Roles.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
 */
export const role: ResourceType = {
  type: iam.role,
  api: { service: "IAM", noun: "Role" },
  identify: ({ requested }) => textAt(requested, "name") ?? "",
  exists: (id) => new AwsError(409, "EntityAlreadyExists", `Role with name ${id} already exists.`),
  rules: [
    ({ requested }) => {
      try {
        JSON.parse(textAt(requested, "assumeRolePolicy") ?? "");
        return undefined;
      } catch {
        return new AwsError(400, "MalformedPolicyDocument", "This policy contains invalid Json");
      }
    },
  ],
  complete: ({ cloud, requested, before }, id) => {
    const path = textAt(requested, "path") ?? "/";
    const created = textAt(before?.body, "createDate") ?? cloud.now().toISOString();
    return {
      body: {
        forceDetachPolicies: false,
        inlinePolicies: [],
        managedPolicyArns: [],
        maxSessionDuration: 3600,
        namePrefix: "",
        path,
        ...requested,
        arn: arnOf("iam", "", `role${path}${id}`),
        createDate: created,
        // A role that is made again under its old name is another one.
        uniqueId: textAt(before?.body, "uniqueId") ?? `AROA${hexOf(id + created, 17).toUpperCase()}`,
      },
    };
  },
  deleteRules: [
    ({ cloud, resource }) => {
      const attached = cloud.store
        .ofType(iam.rolePolicyAttachment)
        .some(({ body }) => body["role"] === idIn(resource.id));
      return attached && resource.body["forceDetachPolicies"] !== true
        ? new AwsError(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.")
        : undefined;
    },
    ({ cloud, resource }) =>
      cloud.store.ofType(iam.instanceProfile).some(({ body }) => body["role"] === idIn(resource.id))
        ? new AwsError(
            409,
            "DeleteConflict",
            "Cannot delete entity, must remove roles from instance profile first.",
          )
        : undefined,
  ],
  remove: ({ cloud, resource }) => {
    for (const attachment of cloud.store.ofType(iam.rolePolicyAttachment))
      if (attachment.body["role"] === idIn(resource.id)) cloud.store.remove(attachment.id);
    return Promise.resolve();
  },
};

/** Policies of roles. AWS's own policies exist when their ARN looks like one; customers' do not exist here. */
export const rolePolicyAttachment: ResourceType = {
  type: iam.rolePolicyAttachment,
  api: { service: "IAM", noun: "RolePolicy" },
  identify: ({ requested }) => `${textOf(requested["role"])}/${textOf(requested["policyArn"])}`,
  idempotent: true,
  rules: [
    ({ cloud, requested }) => {
      const name = textOf(requested["role"]);
      return cloud.store.find(keyOf(iam.role, iamRegion, name)) === undefined
        ? new AwsError(404, "NoSuchEntity", `The role with name ${name} cannot be found.`)
        : undefined;
    },
    ({ requested }) => {
      const arn = textOf(requested["policyArn"]);
      return /^arn:aws[\w-]*:iam::aws:policy\/[\w/+=,.@-]+$/.test(arn)
        ? undefined
        : new AwsError(404, "NoSuchEntity", `Policy ${arn} does not exist or is not attachable.`);
    },
  ],
  complete: ({ requested }) => ({ body: requested }),
};

/** Issuers of tokens that roles trust. */
export const openIdConnectProvider: ResourceType = {
  type: iam.openIdConnectProvider,
  api: { service: "IAM", noun: "OpenIDConnectProvider" },
  identify: ({ requested }) => arnOf("iam", "", `oidc-provider/${issuerOf(textOf(requested["url"]))}`),
  exists: (id) =>
    new AwsError(
      409,
      "EntityAlreadyExists",
      `Provider with url https://${id.split("oidc-provider/")[1] ?? ""} already exists.`,
    ),
  complete: ({ requested }, id) => ({
    body: {
      thumbprintLists: [hexOf(`${accountId}${id}`, 40)],
      ...requested,
      arn: id,
      url: issuerOf(textOf(requested["url"])),
    },
  }),
};

const issuerOf = (url: string): string => url.replace(/^https:\/\//, "");
