import { badRequest } from "../errors";
import type { JsonObject } from "../../clouds/json";
import { numberAt, objectAt, textAt } from "../../clouds/json";
import { parseCidr, size } from "../../clouds/cidr";
import { delegationsOf, subnetPrefixes } from "../resources/subnet";
import type { PoolCheck, PoolRule } from "./pool-check";
import { invalidParameter } from "./pool-check";
import { largestCount } from "./pool-defaults";

/** Azure keeps five addresses of every subnet for itself. */
const reservedAddresses = 5;

const subnetExists: PoolRule = ({ cloud, pool }) => {
  for (const property of ["vnetSubnetID", "podSubnetID"]) {
    const id = textAt(pool, property);
    if (id === undefined) continue;
    if (!/\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/i.test(id)) {
      return invalidParameter(`agentPoolProfile.${property}`, `'${id}' is not the id of a subnet.`);
    }
    const subnet = cloud.store.find(id);
    if (subnet === undefined)
      return badRequest(
        "InvalidResourceReference",
        `Resource ${id} referenced by the agent pool was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
        `agentPoolProfile.${property}`,
      );
    if (delegationsOf(subnet.body).length > 0)
      return badRequest(
        "SubnetIsDelegated",
        `Subnet ${id} is delegated to a service and cannot hold nodes or pods.`,
        `agentPoolProfile.${property}`,
      );
  }
  return undefined;
};

/** @see https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/error-code-virtualnetworknotinsucceededstate */
const networkIsSettled: PoolRule = ({ cloud, pool }) => {
  const id = textAt(pool, "vnetSubnetID")?.split("/subnets/")[0];
  const state = id === undefined ? undefined : cloud.store.find(id)?.state;
  return state === undefined || state === "Succeeded"
    ? undefined
    : badRequest(
        "VirtualNetworkNotInSucceededState",
        `Set virtual network ownership failed. Virtual network ${id ?? ""} is in state ${state}; it must be Succeeded.`,
        "agentPoolProfile.vnetSubnetID",
      );
};

/** @see https://learn.microsoft.com/azure/aks/virtual-machines-node-pools#limitations */
const machinePoolsNeedOwnIdentity: PoolRule = ({ cluster, pool }) =>
  textAt(pool, "type") === "VirtualMachines" &&
  textAt(pool, "vnetSubnetID") !== undefined &&
  textAt(cluster, "identity.type") === "SystemAssigned"
    ? invalidParameter(
        "agentPoolProfile.type",
        "VirtualMachines agent pools in an own virtual network need a user-assigned identity.",
      )
    : undefined;

const allPoolsShareOneNetwork: PoolRule = ({ pool, siblings }) => {
  const network = (properties: JsonObject) =>
    textAt(properties, "vnetSubnetID")?.split("/subnets/")[0]?.toLowerCase();
  const other = siblings.find((sibling) => network(sibling) !== network(pool));
  return other === undefined
    ? undefined
    : invalidParameter(
        "agentPoolProfile.vnetSubnetID",
        "all agent pools of a cluster must be in the same virtual network.",
      );
};

/** Nodes and, without overlay or a subnet for pods, one address for each pod that a node may run. */
function addressesOf(check: Pick<PoolCheck, "cluster">, pool: JsonObject): number {
  const mode = textAt(check.cluster, "properties.networkProfile.networkPluginMode");
  const perNode =
    mode === "overlay" || textAt(pool, "podSubnetID") !== undefined
      ? 1
      : (numberAt(pool, "maxPods") ?? 30) + 1;
  return largestCount(pool) * perNode;
}

/** @see https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-code-subnetisfull */
const subnetIsLargeEnough: PoolRule = (check) => {
  const id = textAt(check.pool, "vnetSubnetID");
  const subnet = id === undefined ? undefined : check.cloud.store.find(id);
  if (id === undefined || subnet === undefined) return undefined;
  const here = [check.pool, ...check.siblings].filter(
    (pool) => textAt(pool, "vnetSubnetID")?.toLowerCase() === id.toLowerCase(),
  );
  const needed = here.reduce((sum, pool) => sum + addressesOf(check, pool), 0);
  const range = parseCidr(subnetPrefixes(subnet.body)[0] ?? "");
  const available = range === undefined ? needed : size(range) - reservedAddresses;
  if (needed <= available) return undefined;
  return check.before === undefined
    ? badRequest(
        "InsufficientSubnetSize",
        `Pre-allocated IPs ${String(needed)} exceeds IPs available ${String(available)} in Subnet ${id}. If Autoscaler is enabled, the max-count from each nodepool is counted towards this total (which means that pre-allocated IPs count represents a theoretical max value, not the actual number of IPs requested). Please see http://aka.ms/aks/insufficientsubnetsize for more details.`,
        "agentPoolProfile.count",
      )
    : badRequest(
        "SubnetIsFull",
        `Subnet ${id} with address prefix ${subnetPrefixes(subnet.body)[0] ?? ""} does not have enough capacity for ${String(needed)} IP addresses.`,
        "agentPoolProfile.count",
      );
};

/** With overlay and kubenet every node has a /24 of the pod range. */
const podRangeIsLargeEnough: PoolRule = ({ cluster, pool, siblings }) => {
  const network = objectAt(cluster, "properties.networkProfile");
  if (textAt(network, "networkPluginMode") !== "overlay" && textAt(network, "networkPlugin") !== "kubenet")
    return undefined;
  const range = parseCidr(textAt(cluster, "properties.networkProfile.podCidr") ?? "");
  if (range === undefined) return undefined;
  const nodes = [pool, ...siblings].reduce((sum, each) => sum + largestCount(each), 0);
  const room = Math.floor(size(range) / 256);
  return nodes > room
    ? badRequest(
        "InsufficientSubnetSize",
        `Pod CIDR ${textAt(cluster, "properties.networkProfile.podCidr") ?? ""} has room for ${String(room)} nodes with a /24 each, and the agent pools may have ${String(nodes)}.`,
        "networkProfile.podCIDR",
      )
    : undefined;
};

/** Rules about subnets and address space. */
export const poolNetworkRules: readonly PoolRule[] = [
  subnetExists,
  networkIsSettled,
  machinePoolsNeedOwnIdentity,
  allPoolsShareOneNetwork,
  subnetIsLargeEnough,
  podRangeIsLargeEnough,
];
