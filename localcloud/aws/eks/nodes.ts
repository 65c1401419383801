import type { NodeSpec, Taint } from "../../clouds/cluster-backend";
import { hexOf } from "../../clouds/identifiers";
import type { JsonObject } from "../../clouds/json";
import { numberAt, objectAt, objectsAt, textAt, textOf, textsAt } from "../../clouds/json";
import type { Cloud } from "../cloud";
import type { KubeletSettings } from "./node-resources";
import { nodeResources } from "./node-resources";
import { addressIn, nodeName, places } from "./node-addresses";
import { findLaunchTemplate, templateVersion } from "../ec2/launch-template";
import type { StoredResource } from "../store";
import type { Image } from "./facts";
import { images, kubernetesMinors } from "./facts";
import { imageIdOfRelease } from "./machine-images";

/** The label that tells a node's group. */
export const groupLabel = "eks.amazonaws.com/nodegroup";
/** The annotation with the digest of all that a node must be replaced for. */
export const modelAnnotation = "localcloud.mullion.dev/node-model";
/** The annotation with the name of the Auto Scaling group, on nodes that EKS does not manage. */
export const ownGroupAnnotation = "localcloud.mullion.dev/auto-scaling-group";

/** A group of nodes with what surrounds it; `body` is in the words of managed groups. */
export interface Group {
  readonly cloud: Cloud;
  readonly region: string;
  readonly clusterName: string;
  readonly name: string;
  readonly body: JsonObject;
  /** Whether Windows pods get addresses in this cluster. */
  readonly windowsIpam: boolean;
  /** Whether Windows nodes take ranges of addresses. */
  readonly windowsPrefixDelegation?: boolean;
  /** Present on groups that EKS does not manage. */
  readonly own?: OwnMachines;
}

/** What is different about nodes that EKS does not manage. */
export interface OwnMachines {
  readonly kubelet: KubeletSettings;
  /** How an instance refresh replaces machines; absent: machines stay as they are. */
  readonly refresh: { readonly minHealthyPercentage: number } | undefined;
}

/** The launch template behind a group, if it has one. */
export function templateOf({
  cloud,
  region,
  body,
}: Pick<Group, "cloud" | "region" | "body">): StoredResource | undefined {
  const reference = objectAt(body, "launchTemplate");
  const [id, name] = [textAt(reference, "id"), textAt(reference, "name")];
  if (id === undefined && name === undefined) return undefined;
  return findLaunchTemplate(cloud, region, {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
  });
}

/** The kind of image of a group's nodes; for a custom one, Windows is what starts with PowerShell. */
export function imageOf(group: Pick<Group, "cloud" | "region" | "body">): Image {
  const known = images[textAt(group.body, "amiType") ?? ""];
  if (known !== undefined) return known;
  const userData = Buffer.from(textAt(templateOf(group)?.body, "userData") ?? "", "base64").toString("utf8");
  const kind = userData.includes("<powershell>") ? "WINDOWS_CORE_2022_x86_64" : "AL2023_x86_64_STANDARD";
  const image = images[kind];
  if (image === undefined) throw new Error(`there is no image ${kind}`);
  return image;
}

/** The instance type of a group's nodes: the first of the list, else the launch template's. */
export function instanceTypeNameOf(group: Pick<Group, "cloud" | "region" | "body">): string {
  const [first] = textsAt(group.body, "instanceTypes");
  return first ?? textAt(templateOf(group)?.body, "instanceType") ?? "t3.medium";
}

/** Digest of everything that a node is made from: when it differs, the node is replaced. */
export function nodeModel(group: Group): string {
  const { body } = group;
  const template = templateOf(group);
  const version = textAt(body, "launchTemplate.version") ?? "";
  const parts = [
    textAt(body, "version"),
    textAt(body, "releaseVersion"),
    template === undefined ? "" : templateVersion(template, version),
  ];
  return hexOf(JSON.stringify(parts), 12);
}

/** The machine image of a group's nodes. */
export function imageIdOf(group: Pick<Group, "cloud" | "region" | "body">): string {
  const custom = textAt(templateOf(group)?.body, "imageId");
  return (
    custom ??
    imageIdOfRelease(textAt(group.body, "amiType") ?? "", textAt(group.body, "releaseVersion") ?? "")
  );
}

/** New nodes of a group at addresses that no other node has. @param names Names of all nodes of the cluster. */
export function newNodes(group: Group, names: readonly string[], count: number): readonly NodeSpec[] {
  return places(group, new Set(names.map(addressIn)), count).map(({ address, zone }) =>
    nodeSpec(group, address, zone),
  );
}

/**
 * A node as EKS makes it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html
 */
export function nodeSpec(group: Group, address: string, zone: string): NodeSpec {
  const { region, body } = group;
  const image = imageOf(group);
  const minor = textAt(body, "version") ?? "";
  const patch = /^(\d+\.\d+\.\d+)-/.exec(textAt(body, "releaseVersion") ?? "")?.[1];
  const kubelet = patch ?? kubernetesMinors.find((known) => known.minor === minor)?.patch ?? minor;
  return {
    name: nodeName(address, region),
    os: image.os,
    labels: { ...systemLabels(group, zone), ...textMap(objectAt(body, "labels")) },
    annotations: {
      [modelAnnotation]: nodeModel(group),
      ...(group.own === undefined ? {} : { [ownGroupAnnotation]: group.name }),
    },
    taints: objectsAt(body, "taints").map(asTaint),
    providerId: `aws:///${zone}/i-0${hexOf(`${textAt(body, "arn") ?? ""}${address}`, 16)}`,
    internalIp: address,
    osImage: image.osImage,
    kernelVersion: image.kernelVersion,
    containerRuntimeVersion: `containerd://${image.containerd}`,
    kubeletVersion: `v${kubelet}-eks-${hexOf(kubelet, 7)}`,
    ...nodeResources({
      image,
      instanceType: instanceTypeNameOf(group),
      diskGiB: diskGiB(group, image),
      windowsIpam: group.windowsIpam,
      windowsPrefixDelegation: group.windowsPrefixDelegation ?? false,
      kubelet: group.own?.kubelet,
    }),
  };
}

function systemLabels(group: Group, zone: string): Record<string, string> {
  return { ...cloudLabels(group, zone), ...(group.own === undefined ? managedLabels(group) : {}) };
}

/** What the cloud's controller says of any machine. */
function cloudLabels(group: Group, zone: string): Record<string, string> {
  return {
    "node.kubernetes.io/instance-type": instanceTypeNameOf(group),
    "topology.kubernetes.io/region": group.region,
    "topology.kubernetes.io/zone": zone,
    "topology.k8s.aws/zone-id": zone,
  };
}

function managedLabels(group: Group): Record<string, string> {
  const { body, name } = group;
  const template = templateOf(group);
  const eks = (label: string): string => `eks.amazonaws.com/${label}`;
  return {
    [groupLabel]: name,
    [eks("nodegroup-image")]: imageIdOf(group),
    [eks("capacityType")]: textAt(body, "capacityType") ?? "ON_DEMAND",
    ...(template === undefined
      ? {}
      : {
          [eks("sourceLaunchTemplateId")]: textAt(body, "launchTemplate.id") ?? "",
          [eks("sourceLaunchTemplateVersion")]: templateVersion(
            template,
            textAt(body, "launchTemplate.version") ?? "",
          ),
        }),
  };
}

const effects: Readonly<Record<string, string>> = {
  NO_SCHEDULE: "NoSchedule",
  NO_EXECUTE: "NoExecute",
  PREFER_NO_SCHEDULE: "PreferNoSchedule",
};

/** No node gets a taint that was not asked for, Windows nodes neither. */
function asTaint(taint: JsonObject): Taint {
  const effect = textAt(taint, "effect") ?? "";
  return {
    key: textAt(taint, "key") ?? "",
    value: textAt(taint, "value") ?? "",
    effect: effects[effect] ?? effect,
  };
}

/** The root volume: the group's, else the launch template's, else the platform's default. */
function diskGiB(group: Group, image: Image): number {
  const own = numberAt(group.body, "diskSize") ?? 0;
  if (own > 0) return own;
  const [first = {}] = objectsAt(templateOf(group)?.body, "blockDeviceMappings");
  return numberAt(first, "ebs.volumeSize") ?? (image.os === "windows" ? 50 : 20);
}

function textMap(value: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, textOf(item)]));
}
