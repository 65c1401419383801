import { guidOf } from "../../clouds/identifiers";
import { numberAt, objectsAt, overlay, textAt, textOf, textsAt } from "../../clouds/json";
import type { Work } from "../../clouds/work";
import { arnOf, keyOf, regionIn } from "../account";
import { templateVersion } from "../ec2/launch-template";
import { ec2 } from "../ec2/tokens";
import { instanceTypeOf } from "../eks/facts";
import { releaseOfImage } from "../eks/machine-images";
import { reconcileGroup, removeGroup } from "../eks/node-work";
import { clusterKey } from "../eks/tokens";
import type { AwsError } from "../errors";
import { badRequest } from "../errors";
import { roleInProfile } from "../iam/instance-profile";
import type { Accepted, Deletion, ResourceType, Rule, Write } from "../resource-type";
import { ownNodes, templateOfGroup, templateReference } from "./own-group";
import { autoscaling } from "./tokens";

const invalid = (message: string): AwsError => badRequest("ValidationError", message);

const sizesAreOrdered: Rule<Write> = ({ requested }) => {
  const [min = 0, max = 0] = ["minSize", "maxSize"].map((name) => numberAt(requested, name));
  const desired = numberAt(requested, "desiredCapacity") ?? min;
  if (min > max)
    return invalid(`Max bound, ${String(max)}, must be greater than or equal to min bound, ${String(min)}`);
  return desired < min || desired > max
    ? invalid(
        `Desired capacity:${String(desired)} must be between the specified min size:${String(min)} and max size:${String(max)}`,
      )
    : undefined;
};

const subnetsExist: Rule<Write> = ({ cloud, region, requested }) => {
  const ids = textsAt(requested, "vpcZoneIdentifiers");
  const missing = ids.find((id) => cloud.store.find(keyOf(ec2.subnet, region, id)) === undefined);
  if (missing !== undefined) return invalid(`The subnet ID '${missing}' does not exist`);
  return ids.length === 0 ? invalid("At least one Availability Zone or VPC Subnet is required.") : undefined;
};

/** @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ts-as-launch-template.html */
const templateIsUsable: Rule<Write> = ({ cloud, region, requested }) => {
  const wrong = (what: string): AwsError =>
    invalid(`You must use a valid fully-formed launch template. ${what}`);
  const template = templateOfGroup(cloud, region, requested);
  if (template === undefined) return wrong("The specified launch template does not exist.");
  const { version } = templateReference(requested);
  const number = Number(templateVersion(template, version));
  if (!(number >= 1 && number <= (numberAt(template.body, "latestVersion") ?? 0)))
    return wrong(`The specified launch template version ${version} does not exist.`);
  const imageId = textAt(template.body, "imageId");
  if (imageId === undefined) return wrong("The request must contain the parameter ImageId");
  if (releaseOfImage(imageId) === undefined) return wrong(`The image id '[${imageId}]' does not exist`);
  const [name, arn] = ["name", "arn"].map((key) => textAt(template.body, `iamInstanceProfile.${key}`));
  return (name ?? arn) !== undefined && roleInProfile(cloud, { name, arn }) === undefined
    ? wrong(
        `Value (${name ?? arn ?? ""}) for parameter iamInstanceProfile is invalid. Invalid IAM Instance Profile`,
      )
    : undefined;
};

const instanceTypesExist: Rule<Write> = ({ cloud, region, requested }) => {
  const overrides = objectsAt(requested, "mixedInstancesPolicy.launchTemplate.overrides");
  const own = textAt(templateOfGroup(cloud, region, requested)?.body, "instanceType");
  const names = [
    ...overrides.flatMap((one) => textAt(one, "instanceType") ?? []),
    ...(own === undefined ? [] : [own]),
  ];
  if (names.length === 0) return invalid("The request must contain the parameter InstanceType");
  const unknown = names.find((name) => instanceTypeOf(name) === undefined);
  return unknown === undefined ? undefined : invalid(`The instance type '${unknown}' does not exist`);
};

/** The real provider waits for machines, not for nodes: a group whose machines never join is made all the same. */
async function apply({ cloud, after }: Accepted, work: Work): Promise<void> {
  const { group, obstacle } = await ownNodes(cloud, after);
  if (obstacle === undefined) return reconcileGroup(group, work);
  work.progress(
    `Auto Scaling group ${textOf(after.body["name"])}: machines run, but do not join: ${obstacle}`,
  );
}

async function remove({ cloud, region, resource }: Deletion, work: Work): Promise<void> {
  const { group } = await ownNodes(cloud, resource);
  if (group !== undefined && cloud.store.find(clusterKey(region, group.clusterName)) !== undefined)
    await removeGroup(group, work);
}

/**
 * Auto Scaling groups whose machines join EKS clusters by their user data.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
 */
export const group: ResourceType = {
  type: autoscaling.group,
  api: { service: "Auto Scaling", noun: "AutoScalingGroup" },
  identify: ({ requested }) => textAt(requested, "name") ?? "",
  exists: () =>
    badRequest(
      "AlreadyExists",
      "AutoScalingGroup by this name already exists - A group with the name already exists",
    ),
  rules: [sizesAreOrdered, subnetsExist, templateIsUsable, instanceTypesExist],
  complete: ({ cloud, region, requested, before }, name) => {
    const zones = textsAt(requested, "vpcZoneIdentifiers").map((id) =>
      textOf(cloud.store.find(keyOf(ec2.subnet, region, id))?.body["availabilityZone"]),
    );
    const size = numberAt(before?.body, "desiredCapacity") ?? numberAt(requested, "minSize") ?? 0;
    const identity = guidOf(`${region}${name}`);
    return {
      body: overlay(
        {
          availabilityZones: [...new Set(zones)],
          defaultCooldown: 300,
          desiredCapacity: size,
          healthCheckGracePeriod: 300,
          healthCheckType: "EC2",
          namePrefix: "",
          predictedCapacity: 0,
          serviceLinkedRoleArn: arnOf(
            "iam",
            "",
            "role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
          ),
          warmPoolSize: 0,
        },
        {
          ...requested,
          name,
          region,
          arn: arnOf("autoscaling", region, `autoScalingGroup:${identity}:autoScalingGroupName/${name}`),
        },
      ),
    };
  },
  apply,
  remove,
  view: (_, resource) => ({ ...resource.body, region: regionIn(resource.id) }),
};
