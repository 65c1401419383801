import type { CloudObject } from "../../scenarios/observe";
import type { Scope } from "./happened";
import type { Goal, Wanted } from "./stage";

/** Inputs of a resource, as the SDK spells them. */
export type Inputs = Wanted["inputs"];

const nodesSubnet = "${network.id}/subnets/nodes";
/** The other subnet of the network. */
export const otherSubnet = "${network.id}/subnets/other";
/** Another identity for kubelets. */
export const kubelets = "${kubelets.id}";

/** A resource group, a network and an identity, and a cluster with one inline system pool. */
export function aksGoal(changes: Inputs = {}): Goal {
  return {
    group: {
      type: "azure-native:resources:ResourceGroup",
      inputs: { resourceGroupName: "shop", location: "westeurope" },
    },
    kubelets: {
      type: "azure-native:managedidentity:UserAssignedIdentity",
      inputs: { resourceGroupName: "${group.name}", resourceName: "kubelets", location: "westeurope" },
    },
    network: {
      type: "azure-native:network:VirtualNetwork",
      inputs: {
        resourceGroupName: "${group.name}",
        virtualNetworkName: "shop",
        location: "westeurope",
        addressSpace: { addressPrefixes: ["10.80.0.0/16"] },
        subnets: [
          { name: "nodes", addressPrefix: "10.80.0.0/20" },
          { name: "other", addressPrefix: "10.80.16.0/20" },
        ],
      },
    },
    cluster: { type: "azure-native:containerservice:ManagedCluster", inputs: { ...cluster, ...changes } },
  };
}

/** The cluster's network settings. */
export const networkProfile: Inputs = {
  networkPlugin: "azure",
  networkPluginMode: "overlay",
  podCidr: "10.244.0.0/16",
  serviceCidr: "10.0.0.0/16",
  dnsServiceIP: "10.0.0.10",
  outboundType: "loadBalancer",
};

/** The cluster's Windows settings. */
export const windowsProfile: Inputs = { adminUsername: "azureuser", adminPassword: "Correct-Horse-42" };

/** The inline system pool. */
export const systemPool: Inputs = {
  name: "system",
  mode: "System",
  osType: "Linux",
  vmSize: "Standard_D4s_v5",
  count: 1,
  vnetSubnetID: nodesSubnet,
};

const cluster: Inputs = {
  resourceGroupName: "${group.name}",
  resourceName: "shop",
  location: "westeurope",
  dnsPrefix: "shop",
  kubernetesVersion: "1.36",
  identity: { type: "SystemAssigned" },
  networkProfile,
  windowsProfile,
  agentPoolProfiles: [systemPool],
};

/** A node pool of its own, at the minor below the control plane's. */
export function aksPool(name: string, os: "Linux" | "Windows", changes: Inputs = {}): Wanted {
  return {
    type: "azure-native:containerservice:AgentPool",
    inputs: {
      resourceGroupName: "${group.name}",
      resourceName: "${cluster.name}",
      agentPoolName: name,
      mode: "User",
      osType: os,
      osSKU: os === "Windows" ? "Windows2022" : "Ubuntu",
      orchestratorVersion: "1.35",
      vmSize: "Standard_D4s_v5",
      count: 1,
      vnetSubnetID: nodesSubnet,
      ...changes,
    },
  };
}

/** What an edit of one pool may touch. */
export function poolScope(...pools: readonly string[]): Scope {
  return {
    pools: (name) => pools.includes(name),
    objects: ({ id }: CloudObject) => pools.some((pool) => id.toLowerCase().endsWith(`/agentpools/${pool}`)),
  };
}
