import { numberAt, sameJson, textAt, without } from "../../clouds/json";
import { arnOf, keyOf } from "../account";
import type { Cloud } from "../cloud";
import { AwsError } from "../errors";
import type { ResourceType } from "../resource-type";
import type { StoredResource } from "../store";
import { newId, withProperty } from "./lookup";
import { ec2 } from "./tokens";

/** Properties that belong to the template itself; a change of any other makes a new version. */
const ofTheTemplate = ["tags", "tagsAll", "updateDefaultVersion", "defaultVersion", "name", "region"];

/**
 * Blueprints of machines. Each change of what they say makes a new version.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-launch-template-versions.html
 */
export const launchTemplate: ResourceType = {
  type: ec2.launchTemplate,
  api: { service: "EC2", noun: "LaunchTemplate" },
  identify: newId("lt"),
  rules: [
    ({ cloud, region, requested, before }) => {
      const name = textAt(requested, "name") ?? "";
      const taken =
        before === undefined && withProperty(cloud, { type: ec2.launchTemplate, region }, "name", name)[0];
      return taken
        ? new AwsError(
            400,
            "InvalidLaunchTemplateName.AlreadyExistsException",
            "Launch template name already in use.",
          )
        : undefined;
    },
  ],
  complete: ({ requested, region, before }, id) => {
    const data = without(requested, ofTheTemplate);
    const last = numberAt(before?.body, "latestVersion") ?? 0;
    const latest = sameJson(before?.hidden, data) ? last : last + 1;
    const followed = requested["updateDefaultVersion"] === true;
    return {
      body: {
        metadataOptions: {},
        namePrefix: "",
        ...requested,
        region,
        arn: arnOf("ec2", region, `launch-template/${id}`),
        latestVersion: latest,
        defaultVersion: followed
          ? latest
          : (numberAt(requested, "defaultVersion") ?? numberAt(before?.body, "defaultVersion") ?? 1),
      },
      hidden: data,
    };
  },
};

/** The launch template that a node group names by id or name. */
export function findLaunchTemplate(
  cloud: Cloud,
  region: string,
  reference: { readonly id?: string; readonly name?: string },
): StoredResource | undefined {
  if (reference.id !== undefined) return cloud.store.find(keyOf(ec2.launchTemplate, region, reference.id));
  return withProperty(cloud, { type: ec2.launchTemplate, region }, "name", reference.name ?? "")[0];
}

/** The number that `$Latest`, `$Default` or a number stands for. */
export function templateVersion(template: StoredResource, version: string): string {
  const named = { $Latest: "latestVersion", $Default: "defaultVersion" }[version];
  return named === undefined ? version : String(numberAt(template.body, named) ?? 1);
}
