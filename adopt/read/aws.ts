import * as v from "valibot";
import { AdoptInputError, type Found, type FoundObject } from "../found";
import { isJson, type Json } from "../json";
import { autoScalingGroups, autoScalingGroupType, machinesOfApi, machinesOfState } from "./auto-scaling";

const clusterType = "aws:eks/cluster:Cluster";
const groupType = "aws:eks/nodeGroup:NodeGroup";
const addonType = "aws:eks/addon:Addon";

const cluster = v.looseObject({
  name: v.string(),
  arn: v.string(),
  version: v.string(),
  roleArn: v.string(),
  resourcesVpcConfig: v.looseObject({}),
});
const nodegroup = v.looseObject({ nodegroupName: v.string(), clusterName: v.string(), nodeRole: v.string() });
const addon = v.looseObject({ addonName: v.string(), clusterName: v.string() });
const known = v.looseObject({
  type: v.string(),
  id: v.string(),
  properties: v.record(v.string(), v.unknown()),
});

/** What `aws eks describe-…` and `aws autoscaling describe-auto-scaling-groups` print, or an object of a state. */
const shapes = [
  v.looseObject({ cluster }),
  v.looseObject({ nodegroup }),
  v.looseObject({ addon }),
  v.looseObject({ eksObject: known }),
  autoScalingGroups,
] as const;

/** Whether a document is a part of an EKS cluster. */
export function isEksDocument(document: unknown): document is Json {
  return shapes.some((shape) => v.is(shape, document));
}

/**
 * The cluster that documents describe.
 *
 * @param documents - as {@link isEksDocument} lets through
 * @throws AdoptInputError when they describe none, or several
 */
export function eksClusterOf(documents: readonly Json[]): Found {
  const objects = documents.flatMap(objectOf);
  const clusters = objects.filter(({ type }) => type === clusterType);
  const [found, second] = clusters;
  if (found === undefined)
    throw new AdoptInputError([
      "no file describes a cluster itself: add the output of aws eks describe-cluster",
    ]);
  if (second !== undefined)
    throw new AdoptInputError([
      `the files describe ${String(clusters.length)} clusters (${clusters.map(({ name }) => name).join(", ")}): a stack has one; leave out the files of the others`,
    ]);
  const own = objects.filter(({ properties }) => properties["clusterName"] === found.name);
  return {
    target: "eks",
    cluster: found,
    pools: own.filter(({ type }) => type === groupType),
    others: [
      ...own.filter(({ type }) => type === addonType || type === autoScalingGroupType),
      ...issuersOf(found, objects),
    ],
  };
}

/** The OIDC provider of this cluster, where the files tell of it. */
function issuersOf({ properties }: FoundObject, objects: readonly FoundObject[]): readonly FoundObject[] {
  const issuer =
    typeof properties["issuer"] === "string" ? properties["issuer"].replace(/^https:\/\//, "") : "";
  return objects.filter(
    ({ type, id }) => type.endsWith(":OpenIdConnectProvider") && issuer !== "" && id.endsWith(issuer),
  );
}

function objectOf(document: Json): readonly FoundObject[] {
  const { eksObject } = document;
  if (v.is(known, eksObject))
    return eksObject.type === autoScalingGroupType
      ? machinesOfState(eksObject.properties)
      : [ofState(eksObject)];
  if (v.is(autoScalingGroups, document)) return machinesOfApi(v.parse(autoScalingGroups, document));
  if (v.is(cluster, document["cluster"])) return [ofCluster(document["cluster"])];
  if (v.is(nodegroup, document["nodegroup"])) return [ofGroup(document["nodegroup"])];
  return v.is(addon, document["addon"]) ? [ofAddon(document["addon"])] : [];
}

function ofState({ type, id, properties }: v.InferOutput<typeof known>): FoundObject {
  const name = [properties["nodeGroupName"], properties["addonName"], properties["name"]].find(
    (value) => typeof value === "string",
  );
  const identities: readonly unknown[] = Array.isArray(properties["identities"])
    ? properties["identities"]
    : [];
  const issuer = /https:\/\/oidc[^"]+/.exec(JSON.stringify(identities))?.[0];
  return {
    type,
    id,
    name: typeof name === "string" ? name : id,
    properties: issuer === undefined ? properties : { ...properties, issuer },
  };
}

function ofCluster({ resourcesVpcConfig, ...rest }: v.InferOutput<typeof cluster>): FoundObject {
  const { arn, name, version, roleArn, tags, accessConfig, kubernetesNetworkConfig, upgradePolicy } = rest;
  return {
    type: clusterType,
    id: name,
    name,
    properties: defined({
      name,
      arn,
      version,
      roleArn,
      tags,
      accessConfig,
      kubernetesNetworkConfig,
      upgradePolicy,
      deletionProtection: rest["deletionProtection"],
      vpcConfig: resourcesVpcConfig,
      enabledClusterLogTypes: logTypes(rest["logging"]),
      encryptionConfig: Array.isArray(rest["encryptionConfig"]) ? rest["encryptionConfig"][0] : undefined,
      issuer: /https:\/\/oidc[^"]+/.exec(JSON.stringify(rest["identity"] ?? ""))?.[0],
    }),
  };
}

function logTypes(logging: unknown): readonly unknown[] {
  const groups: readonly unknown[] =
    isJson(logging) && Array.isArray(logging["clusterLogging"]) ? logging["clusterLogging"] : [];
  return groups.filter(isJson).flatMap(({ enabled, types }): readonly unknown[] => {
    return enabled === true && Array.isArray(types) ? types : [];
  });
}

/** Properties that `aws` and the provider call the same. */
const groupNames = [
  "clusterName",
  "version",
  "releaseVersion",
  "capacityType",
  "scalingConfig",
  "instanceTypes",
  "amiType",
  "labels",
  "diskSize",
  "updateConfig",
  "tags",
] as const;

function ofGroup(group: v.InferOutput<typeof nodegroup>): FoundObject {
  const { nodegroupName, clusterName, nodeRole } = group;
  const { id, name, version } = isJson(group["launchTemplate"]) ? group["launchTemplate"] : {};
  return {
    type: groupType,
    id: `${clusterName}:${nodegroupName}`,
    name: nodegroupName,
    properties: defined({
      ...Object.fromEntries(groupNames.map((property) => [property, group[property]])),
      nodeGroupName: nodegroupName,
      nodeRoleArn: nodeRole,
      subnetIds: group["subnets"],
      taints: group["taints"],
      launchTemplate: id === undefined ? undefined : defined({ id, name, version }),
    }),
  };
}

function ofAddon(one: v.InferOutput<typeof addon>): FoundObject {
  const { addonName, clusterName } = one;
  return { type: addonType, id: `${clusterName}:${addonName}`, name: addonName, properties: defined(one) };
}

function defined(object: Json): Json {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && value !== null),
  );
}
