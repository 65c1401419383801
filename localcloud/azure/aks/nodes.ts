import type { NodeSpec, Taint } from "../../clouds/cluster-backend";
import { hexOf } from "../../clouds/identifiers";
import type { JsonObject } from "../../clouds/json";
import { isTrueAt, numberAt, objectAt, textAt, textOf, textsAt, valueAt } from "../../clouds/json";
import { parseResourceId } from "../resource-id";
import { osSkus } from "./facts";
import { clusterHash, nodeResourceGroup } from "./ids";
import { machineOf } from "./machine";

/** The label that tells a node's pool. */
export const poolLabel = "kubernetes.azure.com/agentpool";
/** The annotation with the digest of all that a node must be reimaged for. */
export const modelAnnotation = "localcloud.mullion.dev/node-model";

/** A pool with what surrounds it. */
export interface PoolOfCluster {
  readonly clusterId: string;
  readonly cluster: JsonObject;
  readonly name: string;
  /** The pool's properties. */
  readonly pool: JsonObject;
  /** Changes whenever the nodes must be reimaged for a reason that the pool's properties do not show. */
  readonly generation: string;
}

/** Name of the virtual machine scale set behind a pool: Windows computer names allow 15 characters in all. */
function scaleSet({ clusterId, name, pool }: PoolOfCluster): string {
  return textAt(pool, "osType") === "Windows" ? `aks${name}` : `aks-${name}-${clusterHash(clusterId)}-vmss`;
}

/** Name of the node with a number: six base-36 digits after the scale set's name. */
export function nodeName(of: PoolOfCluster, instance: number): string {
  return `${scaleSet(of)}${instance.toString(36).padStart(6, "0")}`;
}

/** The number in a node's name. */
export function instanceOf(node: string): number {
  return parseInt(node.slice(-6), 36);
}

/**
 * Digest of everything that a node is made from: when it differs, the node is reimaged.
 *
 * @see https://learn.microsoft.com/azure/aks/node-disruption-policy
 */
export function nodeModel({ cluster, pool, generation }: PoolOfCluster): string {
  const windows = textAt(pool, "osType") === "Windows";
  const fromPool = [
    "currentOrchestratorVersion",
    "nodeImageVersion",
    "osSKU",
    "enableFIPS",
    "securityProfile",
    "capacityReservationGroupID",
    "localDNSProfile",
  ];
  const fromCluster = [
    "httpProxyConfig",
    "identityProfile.kubeletidentity.resourceId",
    "apiServerAccessProfile.enableVnetIntegration",
    "networkProfile.networkPolicy",
    "networkProfile.networkPluginMode",
    "networkProfile.networkDataplane",
    "securityProfile.customCATrustCertificates",
    ...(windows ? ["windowsProfile.gmsaProfile"] : []),
  ];
  const unmanaged = textAt(cluster, "properties.autoUpgradeProfile.nodeOSUpgradeChannel") === "Unmanaged";
  const parts = [
    ...fromPool.map((path) => valueAt(pool, path)),
    ...fromCluster.map((path) => valueAt(cluster, `properties.${path}`)),
    unmanaged,
    generation,
  ];
  return hexOf(JSON.stringify(parts), 12);
}

/**
 * A node as AKS makes it.
 *
 * @see https://learn.microsoft.com/azure/aks/use-labels
 */
export function nodeSpec(of: PoolOfCluster, instance: number): NodeSpec {
  const { pool, cluster, clusterId } = of;
  const sku = osSkus[textAt(pool, "osSKU") ?? ""];
  const image = textAt(pool, "nodeImageVersion") ?? "";
  const windows = textAt(pool, "osType") === "Windows";
  const group = nodeResourceGroup(clusterId, cluster);
  const { subscription } = parseResourceId(clusterId);
  const machines = `/subscriptions/${subscription}/resourceGroups/${group.toLowerCase()}/providers/Microsoft.Compute/virtualMachineScaleSets`;
  return {
    name: nodeName(of, instance),
    os: windows ? "windows" : "linux",
    labels: { ...systemLabels(of, instance, group), ...textMap(objectAt(pool, "nodeLabels")) },
    annotations: { [modelAnnotation]: nodeModel(of) },
    taints: taintsOf(pool),
    providerId: `azure://${machines}/${scaleSet(of)}/virtualMachines/${String(instance)}`,
    osImage: sku?.node.osImage ?? "",
    kernelVersion: windows
      ? windowsKernel(image, sku?.node.kernelVersion ?? "")
      : (sku?.node.kernelVersion ?? ""),
    containerRuntimeVersion: `containerd://${sku?.node.containerd ?? ""}`,
    kubeletVersion: `v${textAt(pool, "currentOrchestratorVersion") ?? ""}`,
    ...resources(pool, windows),
  };
}

/** The image's name carries build and revision: `…-20348.3207.250214`. */
function windowsKernel(image: string, fallback: string): string {
  const [, revision] = /-(\d{5}\.\d+)\.\d{6}$/.exec(image) ?? [];
  return revision === undefined ? fallback : `10.0.${revision}`;
}

function systemLabels(of: PoolOfCluster, instance: number, group: string): Record<string, string> {
  const { pool, cluster, name } = of;
  const azure = (label: string) => `kubernetes.azure.com/${label}`;
  const region = textAt(cluster, "location") ?? "";
  const machine = machineOf(textAt(pool, "vmSize") ?? "");
  const zones = textsAt(pool, "availabilityZones");
  const zone = zones[instance % Math.max(1, zones.length)];
  const isSpot = textAt(pool, "scaleSetPriority") === "Spot";
  const windows = textAt(pool, "osType") === "Windows";
  const sku = textAt(pool, "osSKU") ?? "";
  const subnet = /\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/i.exec(textAt(pool, "vnetSubnetID") ?? "");
  return {
    agentpool: name,
    "kubernetes.io/role": "agent",
    "node.kubernetes.io/instance-type": textAt(pool, "vmSize") ?? "",
    "topology.kubernetes.io/region": region,
    "topology.kubernetes.io/zone": zone === undefined ? "0" : `${region}-${zone}`,
    [poolLabel]: name,
    [azure("cluster")]: group.slice(0, 63),
    [azure("managedby")]: "aks",
    [azure("mode")]: (textAt(pool, "mode") ?? "User").toLowerCase(),
    [azure("role")]: "agent",
    [azure("nodepool-type")]: textAt(pool, "type") ?? "",
    [azure("os-sku")]: sku,
    [azure("os-sku-effective")]: sku,
    [azure("os-sku-requested")]: sku,
    [azure("node-image-version")]: textAt(pool, "nodeImageVersion") ?? "",
    [azure("storageprofile")]: textAt(pool, "osDiskType") === "Ephemeral" ? "ephemeral" : "managed",
    [azure("storagetier")]: "Premium_LRS",
    [azure("priority")]: isSpot ? "spot" : "regular",
    [azure("sku-cpu")]: String(machine?.vcpus ?? 0),
    [azure("sku-memory")]: String((machine?.memoryGiB ?? 0) * 1024),
    ...(isSpot ? { [azure("scalesetpriority")]: "spot" } : {}),
    ...(isTrueAt(pool, "enableFIPS") ? { [azure("fips_enabled")]: "true" } : {}),
    ...(subnet === null
      ? {}
      : {
          [azure("network-name")]: (subnet[1] ?? "").slice(0, 63),
          [azure("network-subnet")]: (subnet[2] ?? "").slice(0, 63),
        }),
    ...(windows
      ? { [azure("kubelet-serving-ca")]: "cluster", "node.kubernetes.io/windows-build": windowsBuild(sku) }
      : {}),
  };
}

function windowsBuild(sku: string): string {
  return (osSkus[sku]?.node.kernelVersion ?? "").split(".").slice(0, 3).join(".");
}

/** The pool's taints, and the one that AKS itself puts on spot nodes. Windows nodes get none of their own. */
function taintsOf(pool: JsonObject): readonly Taint[] {
  const spot = "kubernetes.azure.com/scalesetpriority=spot:NoSchedule";
  const own = textsAt(pool, "nodeTaints");
  const all = textAt(pool, "scaleSetPriority") === "Spot" && !own.includes(spot) ? [...own, spot] : own;
  return all.map((text) => {
    const [, key = "", value = "", effect = ""] = /^([^=]+)=([^:]*):(.+)$/.exec(text) ?? [];
    return { key, value, effect };
  });
}

/**
 * Capacity by VM size, and what AKS leaves of it to pods.
 *
 * @see https://learn.microsoft.com/azure/aks/node-resource-reservations
 */
function resources(pool: JsonObject, windows: boolean): Pick<NodeSpec, "capacity" | "allocatable"> {
  const { vcpus = 2, memoryGiB = 8 } = machineOf(textAt(pool, "vmSize") ?? "") ?? {};
  const pods = numberAt(pool, "maxPods") ?? 30;
  // 20 MiB per pod and 50 MiB, at most a quarter of the memory; Windows keeps 2 GiB more for itself.
  const reservedMiB = Math.min(20 * pods + 50, (memoryGiB * 1024) / 4) + 100 + (windows ? 2048 : 0);
  const reservedMillicores = vcpus <= 4 ? 100 + vcpus * 10 : 180;
  const disk = `${String(numberAt(pool, "osDiskSizeGB") ?? 128)}Gi`;
  return {
    capacity: {
      cpu: String(vcpus),
      memory: `${String(memoryGiB)}Gi`,
      pods: String(pods),
      "ephemeral-storage": disk,
    },
    allocatable: {
      cpu: `${String(vcpus * 1000 - reservedMillicores)}m`,
      memory: `${String(Math.max(256, Math.floor(memoryGiB * 1024 - reservedMiB)))}Mi`,
      pods: String(pods),
      "ephemeral-storage": disk,
    },
  };
}

function textMap(value: JsonObject): Record<string, string> {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, textOf(item)]));
}
