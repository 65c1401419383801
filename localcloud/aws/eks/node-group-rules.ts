import { listAt, numberAt, objectAt, objectsAt, textAt, textOf, textsAt, valueAt } from "../../clouds/json";
import { keyOf } from "../account";
import { templateVersion } from "../ec2/launch-template";
import { ec2 } from "../ec2/tokens";
import { badRequest, invalidParameter, resourceLimitExceeded } from "../errors";
import { roleOf } from "../iam/iam";
import type { Rule, Write } from "../resource-type";
import { images, instanceTypeOf, minorNumber } from "./facts";
import { templateOf } from "./nodes";
import { clusterTakesRequests, eks, findCluster, partsOf } from "./tokens";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const quotas = { groupsPerCluster: 30, nodesPerGroup: 450 } as const;

const groupOf = ({ cloud, region, requested }: Write) => ({ cloud, region, body: requested });

const nameIsValid: Rule<Write> = ({ requested }) =>
  /^[0-9A-Za-z][A-Za-z0-9\-_]{0,62}$/.test(textAt(requested, "nodeGroupName") ?? "")
    ? undefined
    : invalidParameter(
        "The nodegroup name must start with a letter or digit, can contain hyphens and underscores, and can't be longer than 63 characters",
      );

const roleExists: Rule<Write> = ({ cloud, requested, before }) => {
  const arn = textAt(requested, "nodeRoleArn") ?? "";
  return before !== undefined || roleOf(cloud, arn) !== undefined
    ? undefined
    : invalidParameter(`The role ${arn} does not exist. Node role must exist.`);
};

const subnetsAreOfTheCluster: Rule<Write> = (write) => {
  const vpcId = textAt(findCluster(write)?.body, "vpcConfig.vpcId");
  for (const id of textsAt(write.requested, "subnetIds")) {
    const subnet = write.cloud.store.find(keyOf(ec2.subnet, write.region, id));
    if (subnet === undefined) return invalidParameter(`The subnet ID '${id}' does not exist`);
    if (subnet.body["vpcId"] !== vpcId) return invalidParameter("Subnets are not part of the cluster's VPC");
  }
  return textsAt(write.requested, "subnetIds").length > 0
    ? undefined
    : invalidParameter("Subnets must not be empty");
};

const scalingIsOrdered: Rule<Write> = ({ requested }) => {
  const scaling = objectAt(requested, "scalingConfig");
  const [min = 0, max = 0, desired = 0] = ["minSize", "maxSize", "desiredSize"].map((name) =>
    numberAt(scaling, name),
  );
  if (max < 1) return invalidParameter("maxSize must be at least 1");
  if (min > desired)
    return invalidParameter(
      `Minimum capacity ${String(min)} can't be greater than desired size ${String(desired)}`,
    );
  if (desired > max)
    return invalidParameter(`desiredSize ${String(desired)} can't be greater than maxSize ${String(max)}`);
  return max > quotas.nodesPerGroup
    ? resourceLimitExceeded(`Nodegroup max size exceeds the limit of ${String(quotas.nodesPerGroup)}`)
    : undefined;
};

const clusterHasRoom: Rule<Write> = (write) => {
  const cluster = findCluster(write);
  const count = cluster === undefined ? 0 : partsOf(write.cloud, cluster, eks.nodeGroup).length;
  return write.before === undefined && count >= quotas.groupsPerCluster
    ? resourceLimitExceeded(
        `Nodegroup count exceeds the limit of ${String(quotas.groupsPerCluster)} per cluster`,
      )
    : undefined;
};

const imageFitsVersion: Rule<Write> = (write) => {
  const type = textAt(write.requested, "amiType");
  if (type === undefined || type === "CUSTOM") return undefined;
  const image = images[type];
  if (image === undefined)
    return invalidParameter(
      `The amiType ${type} is not supported; use one of ${Object.keys(images).join(", ")}`,
    );
  const version = textAt(write.requested, "version") ?? textAt(findCluster(write)?.body, "version") ?? "";
  const tooOld = image.firstMinor !== undefined && minorNumber(version) < minorNumber(image.firstMinor);
  const tooNew = image.lastMinor !== undefined && minorNumber(version) > minorNumber(image.lastMinor);
  return tooOld || tooNew
    ? invalidParameter(`Requested AMI type ${type} is not supported for kubernetes version ${version}`)
    : undefined;
};

const instancesFitImage: Rule<Write> = ({ requested }) => {
  const image = images[textAt(requested, "amiType") ?? ""];
  const names = textsAt(requested, "instanceTypes");
  if (names.length > 20) return invalidParameter("Instance types must be at most 20");
  for (const name of names) {
    const type = instanceTypeOf(name);
    if (type === undefined)
      return invalidParameter(`The following supplied instance types do not exist: [${name}]`);
    if (image !== undefined && type.architecture !== image.architecture)
      return invalidParameter(
        `[${name}] is not a valid instance type for requested amiType ${textAt(requested, "amiType") ?? ""}`,
      );
  }
  return undefined;
};

/** A new group starts at its cluster's version; later ones follow it, up to three minors behind. */
const versionFitsCluster: Rule<Write> = (write) => {
  const version = textAt(write.requested, "version");
  const ofCluster = textAt(findCluster(write)?.body, "version") ?? "";
  if (version === undefined) return undefined;
  if (write.before === undefined && version !== ofCluster)
    return invalidParameter(
      `Requested Nodegroup version ${version} is invalid. Allowed version is ${ofCluster}`,
    );
  if (minorNumber(version) > minorNumber(ofCluster))
    return invalidParameter(
      `Nodegroup Kubernetes version should be equal to or less than cluster's version ${ofCluster}. Requested version ${version}`,
    );
  const current = textAt(write.before?.body, "version") ?? version;
  return minorNumber(version) < minorNumber(current)
    ? invalidParameter(`Nodegroup version can't be lowered from ${current} to ${version}`)
    : undefined;
};

const releaseFitsVersion: Rule<Write> = (write) => {
  const release = textAt(write.requested, "releaseVersion");
  const version = textAt(write.requested, "version") ?? textAt(findCluster(write)?.body, "version") ?? "";
  return release === undefined || release.startsWith(`${version}.`) || release.startsWith(`${version}-`)
    ? undefined
    : invalidParameter(
        `Requested Nodegroup release version ${release} is invalid. Allowed release version is of Kubernetes ${version}`,
      );
};

/** @see https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html */
const launchTemplateFits: Rule<Write> = (write) => {
  const { requested } = write;
  const reference = objectAt(requested, "launchTemplate");
  if (Object.keys(reference).length === 0) return undefined;
  const byBoth = (textAt(reference, "id") === undefined) === (textAt(reference, "name") === undefined);
  if (byBoth)
    return invalidParameter("Either provide launch template ID or launch template name in the request.");
  const template = templateOf(groupOf(write));
  if (template === undefined)
    return badRequest("InvalidLaunchTemplateId.NotFound", "The specified launch template does not exist.");
  const version = Number(templateVersion(template, textAt(reference, "version") ?? ""));
  if (!(version >= 1 && version <= (numberAt(template.body, "latestVersion") ?? 0)))
    return invalidParameter(`Launch template version ${textAt(reference, "version") ?? ""} does not exist`);
  if (requested["remoteAccess"] !== undefined)
    return invalidParameter("Remote access configuration cannot be specified with a launch template");
  if (requested["diskSize"] !== undefined)
    return invalidParameter("Disk size must be specified within the launch template.");
  if (template.body["iamInstanceProfile"] !== undefined)
    return invalidParameter(
      "Launch template should not specify an instance profile. The noderole in your request will be used to construct an instance profile.",
    );
  if (textAt(template.body, "instanceType") !== undefined && textsAt(requested, "instanceTypes").length > 0)
    return invalidParameter("Instance types must be specified in one of the launch template or the request");
  const custom = textAt(template.body, "imageId") !== undefined;
  const withImage = ["amiType", "version", "releaseVersion"].some(
    (name) => requested[name] !== undefined && requested[name] !== "CUSTOM",
  );
  return custom && withImage
    ? invalidParameter(
        "You cannot specify amiType, version or releaseVersion when the launch template specifies an image id.",
      )
    : undefined;
};

const templateIsForGood: Rule<Write> = ({ requested, before }) =>
  before !== undefined &&
  valueAt(requested, "launchTemplate") !== undefined &&
  valueAt(before.body, "launchTemplate") === undefined
    ? invalidParameter("You cannot specify launch template for a nodegroup that was created without one")
    : undefined;

const reserved = /^([\w.-]+\.)?(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)\//;

/** The API takes reserved prefixes and the nodes never join: that comes out when the nodes are made. */
const labelsAreValid: Rule<Write> = ({ requested }) => {
  for (const [key, value] of Object.entries(objectAt(requested, "labels"))) {
    if (key.length > 63 || typeof value !== "string" || value.length < 1 || value.length > 63)
      return invalidParameter(`Label ${key}: keys have 1 to 63 characters, values too`);
  }
  return undefined;
};

/** Labels that a kubelet may not give itself. */
export function forbiddenLabels(body: Write["requested"]): readonly string[] {
  return Object.keys(objectAt(body, "labels")).filter(
    (key) => reserved.test(key) && !key.startsWith("node.kubernetes.io/"),
  );
}

const taintsAreValid: Rule<Write> = ({ requested }) => {
  if (listAt(requested, "taints").length > 50)
    return invalidParameter("A nodegroup can have at most 50 taints");
  const wrong = objectsAt(requested, "taints").find(({ key, value, effect }) => {
    const sound = typeof key === "string" && key.length >= 1 && key.length <= 63;
    return (
      !sound ||
      (typeof value === "string" && value.length > 63) ||
      !["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"].includes(textOf(effect))
    );
  });
  return wrong === undefined
    ? undefined
    : invalidParameter(
        `Taint ${JSON.stringify(wrong)} is invalid: key 1-63, value 0-63, effect NO_SCHEDULE, NO_EXECUTE or PREFER_NO_SCHEDULE`,
      );
};

const updateConfigIsOneOf: Rule<Write> = ({ requested }) => {
  const config = objectAt(requested, "updateConfig");
  const given = ["maxUnavailable", "maxUnavailablePercentage"]
    .map((name) => numberAt(config, name))
    .filter((n) => n !== undefined && n !== 0);
  if (given.length > 1)
    return invalidParameter("Only one of maxUnavailable and maxUnavailablePercentage can be set");
  return given.some((n) => n !== undefined && (n < 1 || n > 100))
    ? invalidParameter("maxUnavailable and maxUnavailablePercentage must be between 1 and 100")
    : undefined;
};

/** What EKS checks of a node group, in this order. */
export const nodeGroupRules: readonly Rule<Write>[] = [
  clusterTakesRequests,
  nameIsValid,
  roleExists,
  subnetsAreOfTheCluster,
  scalingIsOrdered,
  clusterHasRoom,
  launchTemplateFits,
  templateIsForGood,
  imageFitsVersion,
  instancesFitImage,
  versionFitsCluster,
  releaseFitsVersion,
  labelsAreValid,
  taintsAreValid,
  updateConfigIsOneOf,
];
