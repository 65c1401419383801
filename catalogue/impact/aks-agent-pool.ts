import type { SourceId } from "../source";
import { type Draft, lightRows, replacedRows } from "./draft";
import type { ImpactRow } from "./row";

const newPool =
  "Add a second pool with the new value, move the workloads (cordon, drain), then remove the old pool.";

const light = lightRows(["aks-rest-2025-09-01"]);
const replaced = replacedRows({
  code: "PropertyChangeNotAllowed",
  instead: newPool,
  source: ["azure-native-replacement"],
});

const drafts: readonly Draft[] = [
  replaced(
    "resourceGroupName",
    "A pool belongs to its cluster's resource group; the new pool is another resource.",
  ),
  replaced("resourceName", "The pool of another cluster is another resource."),
  replaced("agentPoolName", "A pool cannot be renamed; the new name is a new pool."),
  replaced("name", "A pool cannot be renamed; the new name is a new pool."),
  {
    ...replaced(
      "vmSize",
      "Azure refuses another vmSize on an existing pool in API 2025-09-01; a new pool is made.",
    ),
    source: ["azure-native-replacement", "aks-resize-node-pool"],
  },
  replaced("gpuInstanceProfile", "The GPU profile of a pool is fixed when it is made."),
  replaced("networkProfile.nodePublicIPTags", "Public IP tags of nodes are fixed when the pool is made."),

  refused("osType"),
  {
    ...refused("osSKU"),
    when: { os: "Windows" },
    source: ["aks-upgrade-windows-os", "azurerm-os-sku-refused"],
  },
  rolling(
    "osSKU",
    "Azure reimages every node of the pool to the other Linux distribution.",
    ["azurerm-node-pool"],
    {
      os: "Linux",
    },
  ),
  refused("osDiskSizeGB"),
  refused("osDiskType"),
  refused("kubeletDiskType"),
  refused("maxPods"),
  refused("vnetSubnetID"),
  refused("podSubnetID"),
  refused("podIPAllocationMode", ["mullion-inference", "aks-rest-2025-09-01"]),
  refused("availabilityZones"),
  { ...refused("enableFIPS"), when: { os: "Windows" }, source: ["aks-fips", "capz-machinepool"] },
  rolling(
    "enableFIPS",
    "Azure reimages every node of the Linux pool to or from the FIPS image.",
    ["aks-fips"],
    {
      os: "Linux",
    },
  ),
  refused("enableEncryptionAtHost"),
  refused("enableUltraSSD"),
  refused("enableNodePublicIP"),
  refused("nodePublicIPPrefixID"),
  refused("kubeletConfig"),
  refused("linuxOSConfig"),
  refused("messageOfTheDay", ["azurerm-node-pool"]),
  refused("hostGroupID", ["azurerm-node-pool"]),
  refused("proximityPlacementGroupID", ["azurerm-node-pool"]),
  refused("scaleSetPriority"),
  refused("scaleSetEvictionPolicy"),
  refused("spotMaxPrice", ["aks-spot"]),
  refused("type"),
  refused("windowsProfile", ["capz-machinepool", "aks-nat-gateway"]),
  light(
    "networkProfile",
    "metadata",
    "Azure changes the allowed host ports and the application security groups of the nodes in place.",
    ["azure-native-replacement"],
  ),
  refused("creationData", ["azurerm-node-pool"]),
  refused("workloadRuntime", ["mullion-inference", "azurerm-node-pool"]),
  refused("gatewayProfile", ["mullion-inference", "aks-rest-2025-09-01"]),
  refused("gpuProfile", ["mullion-inference", "aks-rest-2025-09-01"]),
  refused("virtualMachinesProfile", ["mullion-inference", "aks-vms-pools"]),

  {
    path: "orchestratorVersion",
    when: { version: "back" },
    provider: "update",
    inPlace: "refused",
    nodes: "none",
    code: "OperationNotAllowed",
    platform: "AKS does not downgrade a pool.",
    instead:
      "Keep the version; for an older kubelet add a new pool with that version and move the workloads.",
    source: ["aks-upgrade-node-pools"],
  },
  {
    ...rolling(
      "orchestratorVersion",
      "AKS replaces every node of the pool by surge: new node, cordon, drain, delete. There is no way back to the old version in this pool.",
      ["aks-upgrade-node-pools"],
    ),
    wayBack: "new-pool",
    instead:
      "Upgrade the control plane first, set upgradeSettings.maxSurge and drainTimeoutInMinutes, and check PodDisruptionBudgets before.",
  },
  rolling("securityProfile", "AKS reimages the nodes of the pool (vTPM, secure boot).", [
    "aks-node-disruption-policy",
  ]),
  {
    path: "securityProfile.sshAccess",
    provider: "update",
    inPlace: "manual-follow-up",
    nodes: "none",
    platform: "Azure accepts the change; nodes keep the old SSH mode until their image is upgraded.",
    instead: "Follow up with: az aks nodepool upgrade --node-image-only",
    source: ["aks-node-disruption-policy"],
  },
  rolling("capacityReservationGroupID", "AKS reimages the nodes of the pool.", [
    "aks-node-disruption-policy",
  ]),
  rolling("localDNSProfile", "AKS reimages the nodes of the pool.", ["aks-node-disruption-policy"]),

  {
    path: "count",
    when: { number: "grows" },
    provider: "update",
    inPlace: "scale",
    nodes: "none",
    platform: "AKS adds nodes; running nodes are not touched.",
    instead: "",
    source: ["aks-rest-2025-09-01"],
  },
  {
    path: "count",
    provider: "update",
    inPlace: "scale",
    nodes: "pool",
    platform: "AKS drains and deletes nodes; which ones is AKS's choice.",
    instead: "Drain the nodes you can spare first, or let the cluster autoscaler do it.",
    source: ["aks-rest-2025-09-01"],
  },
  {
    ...light(
      "enableAutoScaling",
      "scale",
      "The cluster autoscaler starts or stops to own the number of nodes.",
    ),
    nodes: "pool",
  },
  {
    ...light("minCount", "scale", "The autoscaler may take nodes away down to this number."),
    when: { number: "shrinks" },
    nodes: "pool",
  },
  {
    ...light("maxCount", "scale", "The autoscaler takes nodes away down to this number."),
    when: { number: "shrinks" },
    nodes: "pool",
  },
  light("minCount", "scale", "The autoscaler keeps at least this many nodes; it may add some."),
  light("maxCount", "scale", "The autoscaler adds nodes up to this number."),
  light("scaleDownMode", "metadata", "Holds for later scale-downs; running nodes are not touched."),
  {
    ...light(
      "powerState",
      "scale",
      "Stopped deallocates every node of the pool and evicts its pods; Running starts them.",
    ),
    nodes: "pool",
  },
  {
    path: "mode",
    when: { from: ["System"], to: ["User", "Gateway"] },
    provider: "update",
    inPlace: "scheduling",
    nodes: "none",
    platform:
      "AKS changes the mode in place, but refuses it for the last system pool; system pods do not move by themselves.",
    instead: "Have another system pool before.",
    source: ["aks-use-system-pools", "aks-last-system-pool"],
  },
  light("mode", "scheduling", "AKS changes the mode in place; system pods do not move by themselves.", [
    "aks-use-system-pools",
  ]),
  {
    ...light(
      "nodeLabels",
      "scheduling",
      "AKS sets the labels on live nodes. The whole map is replaced; running pods stay, new pods follow the new labels.",
      ["aks-use-labels"],
    ),
    instead: "Check nodeSelectors and affinities that use the changed labels.",
  },
  {
    ...light(
      "nodeTaints",
      "scheduling",
      "AKS sets the taints on live nodes. NoExecute evicts pods without a toleration at once.",
      ["aks-use-node-taints"],
    ),
    instead: "Give the workloads the toleration first.",
  },
  light("tags", "metadata", "Azure writes the tags; nodes are not touched.", ["aks-use-tags"]),
  light("upgradeSettings", "metadata", "Holds for the next upgrade; nodes are not touched now.", [
    "aks-rest-2025-09-01",
  ]),
  light(
    "virtualMachineNodesStatus",
    "metadata",
    "State of the machines of the pool, which a program has no reason to set; nodes are not touched.",
    ["aks-rest-2025-09-01"],
  ),
];

/**
 * What a changed property of an AKS node pool means, for `AgentPool` and for the inline `agentPoolProfiles` alike.
 * azure-native plans an update for everything but the path parameters, `vmSize`, `gpuInstanceProfile` and
 * `networkProfile.nodePublicIPTags`; what Azure refuses comes from Cluster API's and azurerm's validation.
 *
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go
 */
export const aksAgentPoolRows: readonly ImpactRow[] = drafts.map((row) => ({
  ...row,
  type: "aks:AgentPool",
}));

function refused(
  path: string,
  source: readonly SourceId[] = ["capz-machinepool", "azurerm-node-pool"],
): Draft {
  return {
    path,
    provider: "update",
    inPlace: "refused",
    nodes: "none",
    code: "PropertyChangeNotAllowed",
    platform: `Azure refuses to change ${path} of an existing pool.`,
    instead: newPool,
    source,
  };
}

function rolling(
  path: string,
  platform: string,
  source: readonly SourceId[],
  when?: ImpactRow["when"],
): Draft {
  return {
    path,
    ...(when === undefined ? {} : { when }),
    provider: "update",
    inPlace: "rolling",
    nodes: "pool",
    platform,
    instead: "Do it in a maintenance window, with upgradeSettings that leave room for the drain.",
    source,
  };
}
