import type { JsonObject } from "../../clouds/json";
import { numberAt, objectAt, objectsAt, textAt, textOf } from "../../clouds/json";
import { keyOf, regionIn } from "../account";
import type { Cloud } from "../cloud";
import { findLaunchTemplate } from "../ec2/launch-template";
import type { Bootstrap } from "../eks/bootstrap";
import { readBootstrap } from "../eks/bootstrap";
import { whyNodesStayAway } from "../eks/joining";
import { releaseOfImage } from "../eks/machine-images";
import type { Group } from "../eks/nodes";
import { clusterKey } from "../eks/tokens";
import { windowsAddressing } from "../eks/windows-ipam";
import { roleInProfile } from "../iam/instance-profile";
import type { StoredResource } from "../store";
import { autoscaling } from "./tokens";

/** The launch template that a group names, by itself or in its mixed instances policy, with the version. */
export function templateReference(body: JsonObject): {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly version: string;
} {
  const plain = objectAt(body, "launchTemplate");
  const mixed = objectAt(body, "mixedInstancesPolicy.launchTemplate.launchTemplateSpecification");
  return {
    id: textAt(mixed, "launchTemplateId") ?? textAt(plain, "id"),
    name: textAt(mixed, "launchTemplateName") ?? textAt(plain, "name"),
    version: textAt(mixed, "version") ?? textAt(plain, "version") ?? "$Default",
  };
}

/** The launch template of a group. */
export function templateOfGroup(cloud: Cloud, region: string, body: JsonObject): StoredResource | undefined {
  const { id, name } = templateReference(body);
  return findLaunchTemplate(cloud, region, {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
  });
}

/** Machines that become nodes, or what keeps them from it: the group then has machines, and the cluster no nodes. */
export type OwnNodes =
  | { readonly group: Group; readonly obstacle?: undefined }
  | { readonly group?: Group; readonly obstacle: string };

/** What becomes of the machines of an Auto Scaling group. */
export async function ownNodes(cloud: Cloud, resource: StoredResource): Promise<OwnNodes> {
  const region = regionIn(resource.id);
  const template = templateOfGroup(cloud, region, resource.body);
  const bootstrap = readBootstrap(textAt(template?.body, "userData") ?? "");
  if (bootstrap === undefined) return { obstacle: "their user data does not call Start-EKSBootstrap.ps1" };
  const image = releaseOfImage(textAt(template?.body, "imageId") ?? "");
  if (image === undefined) return { obstacle: "their image is not one of EKS" };
  const cluster = cloud.store.find(clusterKey(region, bootstrap.clusterName));
  if (cluster === undefined) return { obstacle: `there is no cluster ${bootstrap.clusterName}` };
  const role = roleInProfile(cloud, {
    name: textAt(template?.body, "iamInstanceProfile.name"),
    arn: textAt(template?.body, "iamInstanceProfile.arn"),
  });
  const group: Group = {
    cloud,
    region,
    clusterName: bootstrap.clusterName,
    name: textOf(resource.body["name"]),
    body: {
      ...bodyOf(resource, bootstrap),
      ...imageWords(image),
      nodeRoleArn: textAt(role?.body, "arn") ?? "",
    },
    ...(await windowsAddressing(cloud, region, bootstrap.clusterName)),
    own: { kubelet: kubeletOf(bootstrap), refresh: refreshOf(resource.body) },
  };
  const obstacle = whyUnreachable(bootstrap, cluster) ?? whyNodesStayAway(group);
  return obstacle === undefined ? { group } : { group, obstacle };
}

const imageWords = ({ amiType, minor, releaseVersion }: NonNullable<ReturnType<typeof releaseOfImage>>) => ({
  amiType,
  version: minor,
  releaseVersion,
});

/** The group in the words of managed ones: labels and taints are what the kubelet was told. */
function bodyOf({ body }: StoredResource, { kubelet }: Bootstrap): JsonObject {
  const { id, name, version } = templateReference(body);
  const overrides = objectsAt(body, "mixedInstancesPolicy.launchTemplate.overrides");
  const types = overrides.flatMap((override) => textAt(override, "instanceType") ?? []);
  return {
    arn: body["arn"] ?? "",
    launchTemplate: { ...(id === undefined ? { name: name ?? "" } : { id }), version },
    instanceTypes: types,
    subnetIds: body["vpcZoneIdentifiers"] ?? [],
    scalingConfig: { desiredSize: numberAt(body, "desiredCapacity") ?? numberAt(body, "minSize") ?? 0 },
    labels: Object.fromEntries(listed(kubelet, "node-labels").map(pair)),
    taints: listed(kubelet, "register-with-taints").map((taint) => {
      const [keyAndValue = "", effect = ""] = taint.split(":");
      const [key, value] = pair(keyAndValue);
      return { key, value, effect };
    }),
  };
}

const listed = (kubelet: Bootstrap["kubelet"], flag: string): readonly string[] =>
  (kubelet.get(flag) ?? "").split(",").filter((part) => part !== "");

const pair = (text: string): readonly [string, string] => {
  const [key = "", ...value] = text.split("=");
  return [key, value.join("=")];
};

function kubeletOf({ kubelet }: Bootstrap) {
  const pods = Number(kubelet.get("max-pods"));
  const reserved = ["kube-reserved", "system-reserved"].map((flag) => {
    const memory = listed(kubelet, flag)
      .map(pair)
      .find(([resource]) => resource === "memory")?.[1];
    return memory === undefined ? 0 : mebibytes(memory);
  });
  return {
    maxPods: pods > 0 ? pods : undefined,
    reservedMiB: Math.ceil(reserved.reduce((sum, each) => sum + each, 0)),
  };
}

/** `512Mi`, `1.5Gi`, `1G` and bytes. */
function mebibytes(quantity: string): number {
  const [, number = "0", unit = ""] = /^([\d.]+)([A-Za-z]*)$/.exec(quantity) ?? [];
  const bytes: Readonly<Record<string, number>> = {
    "": 1,
    k: 1e3,
    M: 1e6,
    G: 1e9,
    Ki: 2 ** 10,
    Mi: 2 ** 20,
    Gi: 2 ** 30,
  };
  return (Number(number) * (bytes[unit] ?? 0)) / 2 ** 20;
}

function refreshOf(body: JsonObject): { readonly minHealthyPercentage: number } | undefined {
  if (textAt(body, "instanceRefresh.strategy") === undefined) return undefined;
  return { minHealthyPercentage: numberAt(body, "instanceRefresh.preferences.minHealthyPercentage") ?? 90 };
}

/** Address and authority in the user data, where they are given, must be those of the cluster. */
function whyUnreachable(
  { endpoint, certificateAuthority }: Bootstrap,
  { body }: StoredResource,
): string | undefined {
  if (endpoint !== undefined && endpoint !== body["endpoint"])
    return `the address in their user data, ${endpoint}, is not that of the cluster`;
  return certificateAuthority === undefined ||
    certificateAuthority === textAt(body, "certificateAuthority.data")
    ? undefined
    : "the certificate authority in their user data is not that of the cluster";
}

/** The Auto Scaling groups of a region that EKS does not make. */
export function ownGroupsIn(cloud: Cloud, region: string): readonly StoredResource[] {
  return cloud.store
    .ofType(autoscaling.group)
    .filter(({ id }) => id.startsWith(keyOf(autoscaling.group, region, "")));
}
