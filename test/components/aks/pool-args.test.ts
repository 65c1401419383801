import assert from "node:assert/strict";
import type { PoolPlacement } from "../../../components/aks/pool-args";
import { agentPoolArgs } from "../../../components/aks/pool-args";
import { osFamily } from "../../../components/os";
import { configOf, withLinuxPool, withWindowsPool } from "../../config/base";

const placement: PoolPlacement = {
  resourceGroupName: "group",
  clusterName: "cluster",
  kubernetesVersion: "1.36",
  network: configOf().network,
  nodeSubnetId: "/subnet",
  tags: { team: "platform" },
};

const windowsArgs = (change: object = {}) => argsAt(withWindowsPool(change), 1);
const linuxArgs = (change: object = {}) => argsAt(withLinuxPool(change), 0);

function argsAt(values: Readonly<Record<string, unknown>>, index: number) {
  const pool = configOf(values).nodePools[index];
  assert.ok(pool);
  return agentPoolArgs(pool, osFamily(pool.os), placement);
}

describe("agentPoolArgs", () => {
  it("makes a Windows pool with everything that Azure could choose by itself said", () => {
    assert.deepEqual(windowsArgs(), {
      resourceGroupName: "group",
      resourceName: "cluster",
      agentPoolName: "wina",
      mode: "User",
      type: "VirtualMachineScaleSets",
      osType: "Windows",
      osSKU: "Windows2022",
      enableFIPS: false,
      orchestratorVersion: "1.36",
      vmSize: "Standard_D4s_v5",
      enableAutoScaling: false,
      count: 1,
      scaleSetPriority: "Regular",
      maxPods: 110,
      osDiskSizeGB: 128,
      osDiskType: "Managed",
      enableEncryptionAtHost: false,
      availabilityZones: [],
      vnetSubnetID: "/subnet",
      nodeLabels: { "mullion/pool": "win", "mullion/slot": "a" },
      nodeTaints: ["os=windows:NoSchedule"],
      upgradeSettings: {
        maxSurge: "33%",
        maxUnavailable: "0",
        drainTimeoutInMinutes: 60,
        nodeSoakDurationInMinutes: 5,
      },
      tags: { team: "platform" },
    });
  });

  it("makes a Linux pool without taint", () => {
    assert.partialDeepStrictEqual(linuxArgs(), { osType: "Linux", osSKU: "Ubuntu", nodeTaints: [] });
  });

  it("turns FIPS on for Windows Server 2025, whether asked to or not", () => {
    assert.equal(windowsArgs({ release: "2025" }).enableFIPS, true);
    assert.equal(windowsArgs({ release: "2025", fips: true }).enableFIPS, true);
    assert.equal(windowsArgs({ fips: true }).enableFIPS, true);
  });

  it("starts an autoscaled pool at its minimum", () => {
    assert.partialDeepStrictEqual(windowsArgs({ count: undefined, autoscale: { min: 2, max: 9 } }), {
      enableAutoScaling: true,
      count: 2,
      minCount: 2,
      maxCount: 9,
    });
  });

  it("leaves surge out on spot pools, where Azure refuses it", () => {
    const args = windowsArgs({ spot: { maxPrice: 0.25 } });
    assert.deepEqual(args.upgradeSettings, { drainTimeoutInMinutes: 60, nodeSoakDurationInMinutes: 5 });
    assert.partialDeepStrictEqual(args, {
      scaleSetPriority: "Spot",
      scaleSetEvictionPolicy: "Delete",
      spotMaxPrice: 0.25,
    });
  });

  it("keeps own labels and taints beside those of Mullion", () => {
    const args = windowsArgs({
      labels: { team: "web" },
      taints: [{ key: "dedicated", value: "web", effect: "NoExecute" }],
    });
    assert.deepEqual(args.nodeLabels, { team: "web", "mullion/pool": "win", "mullion/slot": "a" });
    assert.deepEqual(args.nodeTaints, ["os=windows:NoSchedule", "dedicated=web:NoExecute"]);
  });

  it("says that pods leave without NAT only when they do", () => {
    assert.equal("windowsProfile" in windowsArgs(), false);
    const withoutNat = {
      ...withWindowsPool({ outboundNat: false }),
      network: { outboundType: "managedNATGateway" },
    };
    assert.deepEqual(argsAt(withoutNat, 1).windowsProfile, { disableOutboundNat: true });
  });

  it("gives each pod an address of the subnet in nodeSubnet mode, so 30 pods a node unless asked", () => {
    const pool = configOf().nodePools[1];
    assert.ok(pool);
    const inSubnet = { ...placement, network: { ...placement.network, mode: "nodeSubnet" as const } };
    assert.equal(agentPoolArgs(pool, osFamily("Windows"), inSubnet).maxPods, 30);
    assert.equal(agentPoolArgs({ ...pool, maxPods: 50 }, osFamily("Windows"), inSubnet).maxPods, 50);
  });

  it("lets a pool stay behind the cluster", () => {
    assert.equal(linuxArgs({ kubernetesVersion: "1.35" }).orchestratorVersion, "1.35");
  });
});
