import * as containerservice from "@pulumi/azure-native/containerservice";
import * as network from "@pulumi/azure-native/network";
import * as resources from "@pulumi/azure-native/resources";
import * as pulumi from "@pulumi/pulumi";

/** What a test wants otherwise: inputs of the cluster, inline pools beside the system pool, pools of their own. */
interface Shape {
  readonly cluster?: Partial<containerservice.ManagedClusterArgs>;
  readonly inline?: readonly Record<string, unknown>[];
  readonly pools?: readonly Record<string, unknown>[];
  readonly ownNetwork?: boolean;
}

const {
  cluster = {},
  inline = [],
  pools = [],
  ownNetwork = false,
} = new pulumi.Config().requireObject<Shape>("shape");

const group = new resources.ResourceGroup("group", {
  resourceGroupName: "legacy-rg",
  location: "northeurope",
});
const machine = { vmSize: "Standard_D4s_v5", count: 1, ...(ownNetwork ? { vnetSubnetID: subnetId() } : {}) };
const system = {
  name: "nodepool1",
  mode: "System",
  osType: "Linux",
  type: "VirtualMachineScaleSets",
  ...machine,
};
const managed = new containerservice.ManagedCluster("cluster", {
  resourceGroupName: group.name,
  resourceName: "old",
  location: "westeurope",
  dnsPrefix: "old-dns",
  kubernetesVersion: "1.36",
  identity: { type: "SystemAssigned" },
  networkProfile: { networkPlugin: "azure", networkPluginMode: "overlay" },
  agentPoolProfiles: [system, ...inline.map((pool) => ({ ...machine, name: "", ...pool }))],
  tags: { owner: "legacy" },
  ...cluster,
});
for (const pool of pools) {
  const name = String(pool["agentPoolName"]);
  new containerservice.AgentPool(name, {
    resourceGroupName: group.name,
    resourceName: managed.name,
    mode: "User",
    ...machine,
    ...pool,
  });
}

function subnetId(): pulumi.Output<string> {
  const virtualNetwork = new network.VirtualNetwork("network", {
    resourceGroupName: group.name,
    virtualNetworkName: "legacy",
    location: "westeurope",
    addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
  });
  const subnet = new network.Subnet("subnet", {
    resourceGroupName: group.name,
    virtualNetworkName: virtualNetwork.name,
    subnetName: "nodes",
    addressPrefix: "10.20.0.0/20",
  });
  return subnet.id;
}
