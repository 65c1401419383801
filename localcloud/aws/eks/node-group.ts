import { guidOf } from "../../clouds/identifiers";
import type { JsonObject } from "../../clouds/json";
import { numberAt, objectAt, overlay, textAt, textOf } from "../../clouds/json";
import type { Work } from "../../clouds/work";
import { arnOf, keyOf, regionIn } from "../account";
import type { Cloud } from "../cloud";
import { AwsError, resourceInUse } from "../errors";
import type { Accepted, ResourceType, Write } from "../resource-type";
import type { StoredResource } from "../store";
import { entryBody, findEntry } from "./access-entry";
import { newestRelease } from "./facts";
import { whyNodesStayAway } from "./joining";
import { nodeGroupRules } from "./node-group-rules";
import { reconcileGroup, removeGroup } from "./node-work";
import type { Group } from "./nodes";
import { imageIdOf, imageOf, templateOf } from "./nodes";
import { clusterKey, clusterOfRequest, eks, findCluster } from "./tokens";
import { windowsAddressing } from "./windows-ipam";

/** Minutes after which EKS gives up on nodes that do not join. */
const joinMinutes = 15;

function complete(write: Write, id: string): { body: JsonObject } {
  const { cloud, region, requested, before } = write;
  const name = textOf(requested["nodeGroupName"]);
  const clusterName = textOf(requested["clusterName"]);
  const version =
    textAt(requested, "version") ??
    textAt(before?.body, "version") ??
    textAt(findCluster(write)?.body, "version") ??
    "";
  const template = templateOf({ cloud, region, body: requested });
  const custom = textAt(template?.body, "imageId") !== undefined;
  const amiType = custom ? "CUSTOM" : (textAt(requested, "amiType") ?? "AL2023_x86_64_STANDARD");
  const image = imageOf({ cloud, region, body: { ...requested, amiType } });
  const kept =
    textAt(before?.body, "version") === version ? textAt(before?.body, "releaseVersion") : undefined;
  const identity = guidOf(`${textAt(before?.body, "arn") ?? ""}${id}${region}`);
  const arn =
    textAt(before?.body, "arn") ?? arnOf("eks", region, `nodegroup/${clusterName}/${name}/${identity}`);
  const body = overlay(
    {
      capacityType: "ON_DEMAND",
      diskSize: template === undefined ? (image.os === "windows" ? 50 : 20) : 0,
      instanceTypes: textAt(template?.body, "instanceType") === undefined ? ["t3.medium"] : [],
      nodeGroupNamePrefix: "",
      nodeRepairConfig: { enabled: false },
      updateConfig: { maxUnavailable: 1, maxUnavailablePercentage: 0, updateStrategy: "DEFAULT" },
      releaseVersion: kept ?? newestRelease(image, version),
    },
    requested,
  );
  const exclusive = numberAt(requested, "updateConfig.maxUnavailablePercentage") ?? 0;
  return {
    body: {
      ...body,
      ...(exclusive > 0 ? { updateConfig: { ...objectAt(body, "updateConfig"), maxUnavailable: 0 } } : {}),
      ...(custom ? { releaseVersion: imageIdOf({ cloud, region, body: requested }) } : {}),
      amiType,
      version,
      region,
      arn,
      resources: [
        {
          autoscalingGroups: [{ name: `eks-${name}-${arn.split("/").at(-1) ?? ""}` }],
          remoteAccessSecurityGroupId: "",
        },
      ],
    },
  };
}

/** A managed node group with what surrounds it. */
export async function managedGroup(cloud: Cloud, region: string, resource: StoredResource): Promise<Group> {
  const clusterName = textOf(resource.body["clusterName"]);
  return {
    cloud,
    region,
    clusterName,
    name: textOf(resource.body["nodeGroupName"]),
    body: resource.body,
    ...(await windowsAddressing(cloud, region, clusterName)),
  };
}

async function apply({ cloud, region, after, before, amend }: Accepted, work: Work): Promise<void> {
  const group = await managedGroup(cloud, region, after);
  if (before === undefined || before.state === "CREATE_FAILED") ensureEntry(group);
  const obstacle = whyNodesStayAway(group);
  if (obstacle !== undefined) {
    await work.take(joinMinutes);
    throw new AwsError(
      400,
      "NodeCreationFailure",
      `Instances failed to join the kubernetes cluster: ${obstacle}. See https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html#worker-node-fail`,
    );
  }
  try {
    await reconcileGroup(group, work);
  } catch (error) {
    // The group stays on what it was, with nodes of both versions.
    if (before !== undefined) amend(versionOf(before.body));
    throw error;
  }
}

function versionOf(body: JsonObject): JsonObject {
  const names = ["version", "releaseVersion", "launchTemplate"];
  return Object.fromEntries(names.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])));
}

/** In the API modes EKS itself lets the nodes of managed groups in; custom images count as Linux, whatever they are. */
function ensureEntry({ cloud, region, clusterName, body }: Group): void {
  const cluster = cloud.store.find(clusterKey(region, clusterName));
  if (textAt(cluster?.body, "accessConfig.authenticationMode") === "CONFIG_MAP" || cluster === undefined)
    return;
  const principalArn = textAt(body, "nodeRoleArn") ?? "";
  if (findEntry(cloud, region, clusterName, principalArn) !== undefined) return;
  const type = textOf(body["amiType"]).startsWith("WINDOWS_") ? "EC2_WINDOWS" : "EC2_LINUX";
  const entry = entryBody({ cloud, region }, { clusterName, principalArn, type });
  cloud.store.save({
    id: keyOf(eks.accessEntry, region, `${clusterName}:${principalArn}`),
    type: eks.accessEntry,
    parent: cluster.id,
    ...entry,
    state: "ACTIVE",
    etag: "",
  });
}

/**
 * Managed node groups.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
 */
export const nodeGroup: ResourceType = {
  type: eks.nodeGroup,
  api: { service: "EKS", noun: "Nodegroup" },
  identify: ({ requested }) => `${textOf(requested["clusterName"])}:${textOf(requested["nodeGroupName"])}`,
  parent: clusterOfRequest,
  exists: (id) => {
    const [clusterName = "", name = ""] = id.split(":");
    return resourceInUse(`NodeGroup already exists with name ${name} and cluster name ${clusterName}`);
  },
  updatable: [
    "scalingConfig",
    "labels",

    "taints",
    "updateConfig",
    "nodeRepairConfig",
    "warmPoolConfig",
    "version",
    "releaseVersion",
    "launchTemplate.version",
    "forceUpdateVersion",
  ],
  rules: nodeGroupRules,
  complete,
  apply,
  remove: async ({ cloud, region, resource }, work) => {
    await removeGroup(await managedGroup(cloud, region, resource), work);
  },
  view: (_, resource) => ({
    ...resource.body,
    status: resource.state,
    region: regionIn(resource.id),
  }),
};
