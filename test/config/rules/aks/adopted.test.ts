import { base } from "../../base";
import { ruleTest } from "../rule-test";

const existingSubnetId =
  "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/n";
const adopted = { resourceGroup: "legacy", cluster: "old-aks", managedNetwork: true };
const [linux, windows] = base.nodePools;

ruleTest("an adopted cluster", [
  { title: "takes a cluster in the network that AKS made", values: { ...base, adopted } },
  {
    title: "takes a cluster in a subnet of one's own, and properties that stay",
    values: {
      ...base,
      network: { existingSubnetId },
      adopted: {
        resourceGroup: "legacy",
        cluster: "old-aks",
        keep: ["dnsPrefix", "agentPoolProfiles[0].name", "networkProfile.ipFamilies"],
      },
    },
  },
  {
    title: "refuses two networks",
    values: { ...base, network: { existingSubnetId }, adopted },
    lines: [
      "adopted.managedNetwork: must not be true beside network.existingSubnetId: nodes are in one network, got true; remove one of them",
    ],
  },
  {
    title: "refuses a new network, into which no cluster can move",
    values: { ...base, adopted: { resourceGroup: "legacy", cluster: "old-aks" } },
    lines: [
      "adopted: must say where the nodes are, because an adopted cluster cannot move to a new network; set network.existingSubnetId, or adopted.managedNetwork to true where AKS made the network",
    ],
  },
  {
    title: "refuses to overlook all pools of the cluster",
    values: { ...base, adopted: { ...adopted, keep: ["agentPoolProfiles"] } },
    lines: [
      'adopted.keep[0]: must not be agentPoolProfiles as a whole, which Azure answers with an error at the next change, got "agentPoolProfiles"; name single properties, for example agentPoolProfiles[0].name (https://github.com/pulumi/pulumi-azure-native/issues/2719)',
    ],
  },
  {
    title: "refuses an adopted pool of a new cluster",
    values: { ...base, nodePools: [linux, { ...windows, adopted: { name: "npwin" } }] },
    lines: [
      "nodePools[1].adopted: has no meaning in a stack that makes its own cluster; remove it, or set adopted of the cluster, as mullion adopt writes it",
    ],
  },
  {
    title: "refuses one pool twice",
    values: {
      ...base,
      adopted,
      nodePools: [
        { ...linux, adopted: { name: "np" } },
        { ...windows, adopted: { name: "np" } },
      ],
    },
    lines: [
      'nodePools[1].adopted.name: must be unique, but nodePools[0] is the same pool, got "np"; correct one of them',
    ],
  },
]);
