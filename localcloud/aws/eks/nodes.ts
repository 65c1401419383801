import { parseCidr } from "../../clouds/cidr";
import type { NodeSpec, Taint } from "../../clouds/cluster-backend";
import { hexOf } from "../../clouds/identifiers";
import type { JsonObject } from "../../clouds/json";
import { numberAt, objectAt, objectsAt, textAt, textOf, textsAt } from "../../clouds/json";
import { keyOf } from "../account";
import type { Cloud } from "../cloud";
import { ec2 } from "../ec2/tokens";
import { nodeResources } from "./node-resources";
import { findLaunchTemplate, templateVersion } from "../ec2/launch-template";
import type { StoredResource } from "../store";
import type { Image } from "./facts";
import { images, kubernetesMinors } from "./facts";

/** The label that tells a node's group. */
export const groupLabel = "eks.amazonaws.com/nodegroup";
/** The annotation with the digest of all that a node must be replaced for. */
export const modelAnnotation = "localcloud.mullion.dev/node-model";
/** A group with what surrounds it. */
export interface Group {
  readonly cloud: Cloud;
  readonly region: string;
  readonly clusterName: string;
  readonly name: string;
  readonly body: JsonObject;
  /** Whether Windows pods get addresses in this cluster. */
  readonly windowsIpam: boolean;
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
    `ami-0${hexOf(`${textAt(group.body, "amiType") ?? ""}${textAt(group.body, "releaseVersion") ?? ""}`, 16)}`
  );
}

interface Place {
  readonly address: string;
  readonly zone: string;
}

/** Free addresses of a group's subnets, taken in turns; the first four and the last of each are AWS's own. */
function places(
  { cloud, region, body, name }: Group,
  taken: ReadonlySet<string>,
  count: number,
): readonly Place[] {
  const subnets = textsAt(body, "subnetIds").map(
    (id) => cloud.store.find(keyOf(ec2.subnet, region, id))?.body ?? {},
  );
  const used = new Set(taken);
  const found: Place[] = [];
  for (let turn = 0; found.length < count; turn += 1) {
    const subnet = subnets[turn % subnets.length];
    const range = parseCidr(textAt(subnet, "cidrBlock") ?? "");
    if (range === undefined) throw new Error(`node group ${name} has a subnet without addresses`);
    const usable = range.last - range.first - 4;
    const start = parseInt(hexOf(`${name}${String(turn)}`, 8), 16);
    for (let step = 0; step < usable; step += 1) {
      const address = asAddress(range.first + 4 + ((start + step) % usable));
      if (used.has(address)) continue;
      used.add(address);
      found.push({ address, zone: textAt(subnet, "availabilityZone") ?? "" });
      break;
    }
    if (turn > count * 4 + 16) throw new InsufficientAddresses(name);
  }
  return found;
}

/** The subnets of a group have no address left. */
export class InsufficientAddresses extends Error {
  override readonly name = "InsufficientAddresses";
  constructor(group: string) {
    super(`the subnets of node group ${group} have no free addresses`);
  }
}

function asAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => String(Math.floor(number / 2 ** shift) % 256)).join(".");
}

/** The node's name: the private DNS name of its machine. */
function nodeName(address: string, region: string): string {
  const domain = region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`;
  return `ip-${address.replaceAll(".", "-")}.${domain}`;
}

/** The address in a node's name. */
export function addressIn(node: string): string {
  return /^ip-([\d-]+)\./.exec(node)?.[1]?.replaceAll("-", ".") ?? "";
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
    annotations: { [modelAnnotation]: nodeModel(group) },
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
    }),
  };
}

function systemLabels(group: Group, zone: string): Record<string, string> {
  const { region, body, name } = group;
  const template = templateOf(group);
  const eks = (label: string): string => `eks.amazonaws.com/${label}`;
  return {
    [groupLabel]: name,
    [eks("nodegroup-image")]: imageIdOf(group),
    [eks("capacityType")]: textAt(body, "capacityType") ?? "ON_DEMAND",
    "node.kubernetes.io/instance-type": instanceTypeNameOf(group),
    "topology.kubernetes.io/region": region,
    "topology.kubernetes.io/zone": zone,
    "topology.k8s.aws/zone-id": zone,
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
