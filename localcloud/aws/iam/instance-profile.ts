import { hexOf } from "../../clouds/identifiers";
import { textAt } from "../../clouds/json";
import { arnOf, keyOf } from "../account";
import type { Cloud } from "../cloud";
import { AwsError } from "../errors";
import type { ResourceType } from "../resource-type";
import type { StoredResource } from "../store";
import { iam, iamRegion } from "./iam";

/**
 * What machines carry a role in.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html
 */
export const instanceProfile: ResourceType = {
  type: iam.instanceProfile,
  api: { service: "IAM", noun: "InstanceProfile" },
  identify: ({ requested }) => textAt(requested, "name") ?? "",
  exists: (id) => new AwsError(409, "EntityAlreadyExists", `Instance Profile ${id} already exists.`),
  rules: [
    ({ cloud, requested }) => {
      const role = textAt(requested, "role");
      if (role === undefined || cloud.store.find(keyOf(iam.role, iamRegion, role)) !== undefined)
        return undefined;
      return new AwsError(404, "NoSuchEntity", `The role with name ${role} cannot be found.`);
    },
  ],
  complete: ({ cloud, requested, before }, id) => {
    const path = textAt(requested, "path") ?? "/";
    const created = textAt(before?.body, "createDate") ?? cloud.now().toISOString();
    return {
      body: {
        namePrefix: "",
        path,
        ...requested,
        arn: arnOf("iam", "", `instance-profile${path}${id}`),
        createDate: created,
        uniqueId: textAt(before?.body, "uniqueId") ?? `AIPA${hexOf(id + created, 17).toUpperCase()}`,
      },
    };
  },
};

/** The role in an instance profile that is named by its name or its ARN. */
export function roleInProfile(
  cloud: Cloud,
  profile: { readonly name?: string | undefined; readonly arn?: string | undefined },
): StoredResource | undefined {
  const found = cloud.store
    .ofType(iam.instanceProfile)
    .find(({ body }) => body["arn"] === profile.arn || body["name"] === profile.name);
  return found === undefined
    ? undefined
    : cloud.store.find(keyOf(iam.role, iamRegion, textAt(found.body, "role") ?? ""));
}
