import * as assert from "node:assert/strict";
import { AzureNativeProvider } from "../../../../localcloud/providers/azure-native/provider";
import { schema } from "../../../../localcloud/providers/azure-native/schema/schema";
import type { PropertyMap } from "../../../../localcloud/wire/values";
import { World, clusterBody, clusterId, groupId, networkId } from "../../azure/world";
import type { Change } from "./changes";
import { outcomeOf, previewOf } from "./changes";

const type = "azure-native:containerservice:AgentPool";
const fixed = "refused: PropertyChangeNotAllowed";

const linux: PropertyMap = {
  resourceGroupName: "shop",
  resourceName: "shop",
  agentPoolName: "pool1",
  mode: "User",
  osType: "Linux",
  vmSize: "Standard_D4s_v5",
  count: 2,
};
const windows: PropertyMap = { osType: "Windows", osSKU: "Windows2022" };
const subnet = (name: string) => `${networkId}/subnets/${name}`;
const anyId = "/subscriptions/x/resourceGroups/y/providers/Microsoft.Compute/things/z";

/** Every property of a pool. The issue that users have with the provider shows where the two columns disagree. */
const table: readonly Change[] = [
  { property: "availabilityZones", to: { availabilityZones: ["1"] }, preview: "update", cloud: fixed },
  {
    property: "capacityReservationGroupID",
    to: { capacityReservationGroupID: anyId },
    preview: "update",
    cloud: "reimaged",
  },
  { property: "count", to: { count: 3 }, preview: "update", cloud: "scaled" },
  { property: "count", to: { count: 1 }, preview: "update", cloud: "scaled" },
  {
    property: "creationData",
    to: { creationData: { sourceResourceId: anyId } },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "enableAutoScaling",
    to: { enableAutoScaling: true, minCount: 1, maxCount: 3 },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "enableEncryptionAtHost",
    to: { enableEncryptionAtHost: true },
    preview: "update",
    cloud: fixed,
  },
  { property: "enableFIPS", to: { enableFIPS: true }, preview: "update", cloud: "reimaged" },
  { property: "enableFIPS", given: windows, to: { enableFIPS: true }, preview: "update", cloud: fixed },
  { property: "enableNodePublicIP", to: { enableNodePublicIP: true }, preview: "update", cloud: fixed },
  { property: "enableUltraSSD", to: { enableUltraSSD: true }, preview: "update", cloud: fixed },
  {
    property: "gatewayProfile",
    to: { gatewayProfile: { publicIPPrefixSize: 30 } },
    preview: "update",
    cloud: fixed,
  },
  { property: "gpuInstanceProfile", to: { gpuInstanceProfile: "MIG1g" }, preview: "replace", cloud: fixed },
  { property: "gpuProfile", to: { gpuProfile: { driver: "None" } }, preview: "update", cloud: fixed },
  { property: "hostGroupID", to: { hostGroupID: anyId }, preview: "update", cloud: fixed },
  {
    property: "kubeletConfig",
    to: { kubeletConfig: { cpuManagerPolicy: "static" } },
    preview: "update",
    cloud: fixed,
  },
  { property: "kubeletDiskType", to: { kubeletDiskType: "Temporary" }, preview: "update", cloud: fixed },
  {
    property: "linuxOSConfig",
    to: { linuxOSConfig: { swapFileSizeMB: 1500 } },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "localDNSProfile",
    to: { localDNSProfile: { mode: "Required" } },
    preview: "update",
    cloud: "reimaged",
  },
  {
    property: "maxCount",
    given: { enableAutoScaling: true, minCount: 1 },
    from: { maxCount: 3 },
    to: { maxCount: 4 },
    preview: "update",
    cloud: "in place",
  },
  { property: "maxPods", to: { maxPods: 50 }, preview: "update", cloud: fixed },
  { property: "messageOfTheDay", to: { messageOfTheDay: "aGVsbG8=" }, preview: "update", cloud: fixed },
  {
    property: "minCount",
    given: { enableAutoScaling: true, maxCount: 3 },
    from: { minCount: 1 },
    to: { minCount: 2 },
    preview: "update",
    cloud: "in place",
  },
  { property: "mode", to: { mode: "System" }, preview: "update", cloud: "in place" },
  {
    property: "networkProfile",
    to: { networkProfile: { allowedHostPorts: [{ portStart: 80, portEnd: 80, protocol: "TCP" }] } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "networkProfile",
    given: {},
    from: { networkProfile: { nodePublicIPTags: [] } },
    to: { networkProfile: { nodePublicIPTags: [{ ipTagType: "a", tag: "b" }] } },
    preview: "update",
    cloud: fixed,
  },
  { property: "nodeLabels", to: { nodeLabels: { team: "a" } }, preview: "update", cloud: "in place" },
  {
    property: "nodePublicIPPrefixID",
    given: { enableNodePublicIP: true },
    to: { nodePublicIPPrefixID: anyId },
    preview: "update",
    cloud: fixed,
  },
  { property: "nodeTaints", to: { nodeTaints: ["team=a:NoSchedule"] }, preview: "update", cloud: "in place" },
  {
    property: "orchestratorVersion",
    from: { orchestratorVersion: "1.34" },
    to: { orchestratorVersion: "1.35" },
    preview: "update",
    cloud: "reimaged",
  },
  {
    property: "orchestratorVersion",
    to: { orchestratorVersion: "1.34" },
    preview: "update",
    cloud: "refused: OperationNotAllowed",
  },
  { property: "osDiskSizeGB", to: { osDiskSizeGB: 256 }, preview: "update", cloud: fixed },
  {
    property: "osDiskType",
    given: { vmSize: "Standard_D8ds_v5", osDiskSizeGB: 128 },
    from: { osDiskType: "Managed" },
    to: { osDiskType: "Ephemeral" },
    preview: "update",
    cloud: fixed,
  },
  { property: "osSKU", to: { osSKU: "AzureLinux" }, preview: "update", cloud: "reimaged" },
  {
    property: "osSKU",
    given: { ...windows, enableFIPS: true },
    to: { osSKU: "Windows2025" },
    preview: "update",
    cloud: fixed,
  },
  { property: "osType", to: { osType: "Windows", osSKU: "Windows2022" }, preview: "update", cloud: fixed },
  {
    property: "podIPAllocationMode",
    to: { podIPAllocationMode: "StaticBlock" },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "podSubnetID",
    given: { vnetSubnetID: subnet("nodes") },
    to: { podSubnetID: subnet("pods") },
    preview: "update",
    cloud: fixed,
  },
  { property: "powerState", to: { powerState: { code: "Stopped" } }, preview: "update", cloud: "stopped" },
  {
    property: "proximityPlacementGroupID",
    to: { proximityPlacementGroupID: anyId },
    preview: "update",
    cloud: fixed,
  },
  { property: "scaleDownMode", to: { scaleDownMode: "Deallocate" }, preview: "update", cloud: "in place" },
  {
    property: "scaleSetEvictionPolicy",
    given: { scaleSetPriority: "Spot" },
    to: { scaleSetEvictionPolicy: "Deallocate" },
    preview: "update",
    cloud: fixed,
  },
  { property: "scaleSetPriority", to: { scaleSetPriority: "Spot" }, preview: "update", cloud: fixed },
  {
    property: "securityProfile",
    to: { securityProfile: { enableVTPM: true } },
    preview: "update",
    cloud: "reimaged",
  },
  {
    property: "spotMaxPrice",
    given: { scaleSetPriority: "Spot" },
    to: { spotMaxPrice: 0.5 },
    preview: "update",
    cloud: fixed,
  },
  { property: "tags", to: { tags: { team: "a" } }, preview: "update", cloud: "in place" },
  { property: "type", to: { type: "VirtualMachines" }, preview: "update", cloud: fixed },
  {
    property: "upgradeSettings",
    to: { upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 60 } },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "virtualMachineNodesStatus",
    to: { virtualMachineNodesStatus: [{ count: 1 }] },
    preview: "update",
    cloud: "in place",
  },
  {
    property: "virtualMachinesProfile",
    to: { virtualMachinesProfile: { scale: { manual: [{ count: 1 }] } } },
    preview: "update",
    cloud: "in place",
  },
  { property: "vmSize", to: { vmSize: "Standard_D8s_v5" }, preview: "replace", cloud: fixed },
  {
    property: "vnetSubnetID",
    given: { vnetSubnetID: subnet("nodes") },
    to: { vnetSubnetID: subnet("pods") },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "windowsProfile",
    given: windows,
    to: { windowsProfile: { disableOutboundNat: true } },
    preview: "update",
    cloud: fixed,
  },
  {
    property: "workloadRuntime",
    to: { workloadRuntime: "KataMshvVmIsolation" },
    preview: "update",
    cloud: fixed,
  },
];

describe("changes of pools: what the preview says, and what the cloud does", () => {
  it("cover every property of a pool but those of its path, whose change plans a replacement", () => {
    const path = ["agentPoolName", "resourceGroupName", "resourceName"];
    const covered = [...new Set([...table.map(({ property }) => property), ...path])].sort();
    assert.deepEqual(covered, Object.keys(schema().resources[type]?.inputs ?? {}).sort());
    const world = new World();
    const provider = new AzureNativeProvider(world.cloud);
    for (const name of path)
      assert.equal(previewOf(provider, type, linux, { ...linux, [name]: "other" }), "replace", name);
    world.close();
  });

  for (const { property, given = {}, from = {}, to, preview, cloud } of table) {
    const what = Object.keys(given).length === 0 ? "" : ` (with ${Object.keys(given).join(", ")})`;
    it(`${property} to ${JSON.stringify(to[property]).slice(0, 60)}${what}: the preview says ${preview}, the cloud ${cloud}`, async () => {
      const world = await new World().withGroup();
      try {
        await world.put(networkId, {
          location: "westeurope",
          properties: {
            addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
            subnets: ["10.1.0.0/20", "10.1.16.0/20"].map((addressPrefix, index) => ({
              name: index === 0 ? "nodes" : "pods",
              properties: { addressPrefix },
            })),
          },
        });
        const inSubnet: PropertyMap = "vnetSubnetID" in given ? { vnetSubnetID: subnet("nodes") } : {};
        await world.put(
          clusterId,
          clusterBody({
            agentPoolProfiles: [
              {
                name: "system",
                mode: "System",
                osType: "Linux",
                count: 1,
                vmSize: "Standard_D4s_v5",
                ...inSubnet,
              },
            ],
          }),
        );
        const provider = new AzureNativeProvider(world.cloud);
        const before = { ...linux, ...given, ...from };
        const after = { ...before, ...to };
        await provider.create({
          type,
          name: "shop",
          urn: `urn:pulumi:dev::shop::${type}::shop`,
          properties: before,
          preview: false,
          timeoutSeconds: 0,
        });
        assert.equal(previewOf(provider, type, before, after), preview);
        const stored = world.cloud.store.find(`${clusterId}/agentPools/pool1`)?.body;
        const { outcome, message } = await outcomeOf(provider, world.clusters, type, before, after);
        assert.equal(outcome, cloud);
        if (cloud === fixed && property !== "agentPoolProfiles")
          assert.ok(message.includes(property), message);
        if (cloud.startsWith("refused"))
          assert.deepEqual(world.cloud.store.find(`${clusterId}/agentPools/pool1`)?.body, stored);
        assert.ok(world.cloud.store.find(groupId) !== undefined);
      } finally {
        world.close();
      }
    });
  }
});
