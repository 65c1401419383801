import * as assert from "node:assert/strict";
import { deleteResource, getResource } from "../../../localcloud/azure";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { objectAt, textAt, valueAt } from "../../../localcloud/clouds/json";
import { World, armError, clusterId, linuxPool, poolIdOf, windowsPool } from "./world";

describe("azure agent pools", () => {
  let world: World;
  beforeEach(async () => {
    world = await new World().withCluster();
  });
  afterEach(() => {
    world.close();
  });

  const refused: readonly (readonly [string, string, JsonObject, number, string, RegExp])[] = [
    [
      "a Windows name of seven characters",
      "winpool",
      windowsPool(),
      400,
      "WindowsAgentPoolNameTooLong",
      /can not be longer than 6 characters/,
    ],
    ["a name with a capital", "Win", windowsPool(), 400, "InvalidParameter", /lower-case letter/],
    ["a name of thirteen characters", "abcdefghijklm", linuxPool(), 400, "InvalidParameter", /at most 12/],
    [
      "a Windows pool of mode System",
      "win1",
      windowsPool({ mode: "System" }),
      400,
      "InvalidParameter",
      /System mode needs osType Linux/,
    ],
    [
      "Windows2025 without FIPS",
      "win25",
      windowsPool({ osSKU: "Windows2025" }),
      400,
      "BadRequest",
      /needs enableFIPS to be true/,
    ],
    [
      "Windows2019, which is retired",
      "win19",
      windowsPool({ osSKU: "Windows2019" }),
      400,
      "InvalidOSSKU",
      /retired on 2026-03-01/,
    ],
    [
      "the annual channel, which is retired",
      "wina",
      windowsPool({ osSKU: "WindowsAnnual" }),
      400,
      "InvalidOSSKU",
      /retired on 2026-05-15/,
    ],
    [
      "an unknown SKU",
      "win99",
      windowsPool({ osSKU: "Windows2099" }),
      400,
      "InvalidOSSKU",
      /must be one of Windows2022, Windows2025/,
    ],
    [
      "a Linux SKU on a Windows pool",
      "winl",
      windowsPool({ osSKU: "Ubuntu" }),
      400,
      "InvalidOSSKU",
      /for osType Windows/,
    ],
    [
      "a version above the control plane",
      "new",
      linuxPool({ orchestratorVersion: "1.36" }),
      400,
      "NodePoolMcVersionIncompatible",
      /newer than the control plane/,
    ],
    [
      "a version that AKS does not have",
      "odd",
      linuxPool({ orchestratorVersion: "1.99" }),
      400,
      "AgentPoolK8sVersionNotSupported",
      /1\.99 is not supported in this region/,
    ],
    [
      "too few pods in all",
      "few",
      linuxPool({ maxPods: 10 }),
      400,
      "InvalidParameter",
      /fewer than the 30 pods/,
    ],
    [
      "maxPods of nine",
      "few",
      linuxPool({ maxPods: 9, count: 10 }),
      400,
      "InvalidParameter",
      /from 10 to 250/,
    ],
    [
      "bounds without autoscaling",
      "auto",
      linuxPool({ minCount: 1, maxCount: 3 }),
      400,
      "InvalidParameter",
      /need enableAutoScaling/,
    ],
    [
      "autoscaling without bounds",
      "auto",
      linuxPool({ enableAutoScaling: true }),
      400,
      "InvalidParameter",
      /needs minCount and maxCount/,
    ],
    [
      "a count above maxCount",
      "auto",
      linuxPool({ enableAutoScaling: true, minCount: 1, maxCount: 3, count: 4 }),
      400,
      "InvalidParameter",
      /between minCount 1 and maxCount 3/,
    ],
    [
      "a spot system pool",
      "spot",
      linuxPool({ mode: "System", scaleSetPriority: "Spot" }),
      400,
      "BadRequest",
      /cannot have scaleSetPriority Spot/,
    ],
    [
      "a spot pool with surge",
      "spot",
      linuxPool({ scaleSetPriority: "Spot", upgradeSettings: { maxSurge: "1" } }),
      400,
      "BadRequest",
      /cannot have upgradeSettings/,
    ],
    [
      "a drain timeout of a day and a minute",
      "slow",
      linuxPool({ upgradeSettings: { drainTimeoutInMinutes: 1441 } }),
      400,
      "InvalidParameter",
      /from 1 to 1440/,
    ],
    [
      "a soak of half an hour and a minute",
      "slow",
      linuxPool({ upgradeSettings: { nodeSoakDurationInMinutes: 31 } }),
      400,
      "InvalidParameter",
      /from 0 to 30/,
    ],
    [
      "a label of AKS",
      "lab",
      linuxPool({ nodeLabels: { "kubernetes.azure.com/mode": "x" } }),
      400,
      "BadRequest",
      /reserved by AKS/,
    ],
    [
      "a label of Kubernetes",
      "lab",
      linuxPool({ nodeLabels: { "kubernetes.io/os": "linux" } }),
      400,
      "BadRequest",
      /under kubernetes\.io/,
    ],
    [
      "a label without a value",
      "lab",
      linuxPool({ nodeLabels: { team: "" } }),
      400,
      "BadRequest",
      /must not be empty/,
    ],
    [
      "a taint without an effect",
      "tnt",
      linuxPool({ nodeTaints: ["os=windows"] }),
      400,
      "InvalidParameter",
      /key=value:effect/,
    ],
    [
      "an unknown VM size",
      "big",
      linuxPool({ vmSize: "Standard_Z4" }),
      400,
      "BadRequest",
      /not allowed in your subscription/,
    ],
    [
      "a subnet that is not there",
      "net",
      linuxPool({ vnetSubnetID: `${clusterId}/../virtualNetworks/a/subnets/b` }),
      400,
      "InvalidResourceReference",
      /not found/,
    ],
    [
      "an ephemeral disk on a size without one",
      "disk",
      linuxPool({ osDiskType: "Ephemeral" }),
      400,
      "BadRequest",
      /cache size of 0 GB/,
    ],
    [
      "a garbage collection that would start too late",
      "kub",
      linuxPool({ kubeletConfig: { imageGcLowThreshold: 90, imageGcHighThreshold: 80 } }),
      400,
      "InvalidParameter",
      /must not be above imageGcHighThreshold/,
    ],
    [
      "one log file per container",
      "kub",
      linuxPool({ kubeletConfig: { containerLogMaxFiles: 1 } }),
      400,
      "InvalidParameter",
      /at least 2/,
    ],
    [
      "a prefix of public addresses without public nodes",
      "pub",
      linuxPool({ nodePublicIPPrefixID: "/x" }),
      400,
      "InvalidParameter",
      /needs enableNodePublicIP/,
    ],
    [
      "a fourth zone",
      "zone",
      linuxPool({ availabilityZones: ["1", "4"] }),
      400,
      "AvailabilityZoneNotSupported",
      /'4'/,
    ],
    [
      "an unknown mode",
      "mode",
      linuxPool({ mode: "Both" }),
      400,
      "InvalidParameter",
      /'Both' is not one of System, User, Gateway/,
    ],
    [
      "Linux settings on Windows",
      "winl",
      windowsPool({ linuxOSConfig: { swapFileSizeMB: 1500 } }),
      400,
      "InvalidParameter",
      /linuxOSConfig is invalid.*not supported on Windows/,
    ],
    [
      "Trusted Launch on Windows",
      "wint",
      windowsPool({ securityProfile: { enableVTPM: true } }),
      400,
      "InvalidParameter",
      /Trusted Launch/,
    ],
    [
      "Windows nodes without outbound NAT behind a load balancer",
      "winn",
      windowsPool({ windowsProfile: { disableOutboundNat: true } }),
      400,
      "InvalidParameter",
      /NATGateway/,
    ],
    [
      "no surge and no unavailable node",
      "sur",
      linuxPool({ upgradeSettings: { maxSurge: "0" } }),
      400,
      "InvalidParameter",
      /above 0 when maxSurge is 0/,
    ],
    [
      "a surge that is no amount",
      "sur",
      linuxPool({ upgradeSettings: { maxSurge: "many" } }),
      400,
      "InvalidParameter",
      /whole numbers or percentages/,
    ],
    [
      "unavailable nodes of a system pool",
      "sur",
      linuxPool({ mode: "System", upgradeSettings: { maxUnavailable: "1" } }),
      400,
      "InvalidParameter",
      /not supported on System/,
    ],
    [
      "a price of six decimals",
      "spot",
      linuxPool({ scaleSetPriority: "Spot", spotMaxPrice: 0.123456 }),
      400,
      "InvalidParameter",
      /at most five decimals/,
    ],
    [
      "a system pool of one core",
      "sys",
      linuxPool({ mode: "System", vmSize: "Standard_B1s" }),
      400,
      "BadRequest",
      /at least 2 vCPUs/,
    ],
  ];
  for (const [what, name, body, status, code, message] of refused) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(world.put(poolIdOf(name), body), armError(status, code, message));
      assert.equal(world.cloud.store.find(poolIdOf(name)), undefined);
    });
  }

  const taken: readonly (readonly [string, string, JsonObject])[] = [
    ["a Windows name of six characters", "win22a", windowsPool()],
    ["Windows2025 with FIPS", "win25", windowsPool({ osSKU: "Windows2025", enableFIPS: true })],
    ["a spot user pool", "spot", linuxPool({ scaleSetPriority: "Spot" })],
    ["a pool two minors behind", "old", linuxPool({ orchestratorVersion: "1.34" })],
    [
      "a drain timeout of one day",
      "slow",
      linuxPool({ upgradeSettings: { drainTimeoutInMinutes: 1440, nodeSoakDurationInMinutes: 30 } }),
    ],
    [
      "a label under node.kubernetes.io",
      "lab",
      linuxPool({ nodeLabels: { "node.kubernetes.io/team": "a" } }),
    ],
    ["30 pods on three nodes", "few", linuxPool({ maxPods: 10, count: 3 })],
    ["no nodes", "none", linuxPool({ count: 0 })],
  ];
  for (const [what, name, body] of taken) {
    it(`takes ${what}`, async () => {
      const made = await world.put(poolIdOf(name), body);
      assert.equal(textAt(made, "properties.provisioningState"), "Succeeded");
    });
  }

  it("fills in what the server fills in", async () => {
    const made = await world.put(poolIdOf("win22"), windowsPool());
    assert.equal(made["id"], poolIdOf("win22").replace("/resourceGroups/", "/resourcegroups/"));
    assert.equal(made["type"], "Microsoft.ContainerService/managedClusters/agentPools");
    const properties = objectAt(made, "properties");
    assert.equal(properties["currentOrchestratorVersion"], "1.35.8");
    assert.equal(properties["orchestratorVersion"], "1.35");
    assert.equal(properties["nodeImageVersion"], "AKSWindows-2022-containerd-gen2-20348.3207.250214");
    assert.equal(properties["osDiskSizeGB"], 128);
    assert.equal(properties["osDiskType"], "Managed");
    assert.deepEqual(properties["upgradeSettings"], { maxSurge: "10%", maxUnavailable: "0" });
    assert.match(textAt(properties, "eTag") ?? "", /^[0-9a-f-]{36}$/);
  });

  it("names and labels Windows nodes as AKS does, and puts no taint of its own on them", async () => {
    await world.put(poolIdOf("win22"), windowsPool({ nodeLabels: { team: "a" } }));
    const node = world.clusters.node("akswin22000001");
    assert.equal(node.kernelVersion, "10.0.20348.3207");
    assert.equal(node.osImage, "Windows Server 2022 Datacenter");
    assert.equal(node.containerRuntimeVersion, "containerd://2.0.4+azure");
    assert.equal(node.kubeletVersion, "v1.35.8");
    assert.deepEqual(node.taints, []);
    assert.equal(node.labels["team"], "a");
    assert.equal(node.labels["kubernetes.azure.com/os-sku"], "Windows2022");
    assert.equal(node.labels["node.kubernetes.io/windows-build"], "10.0.20348");
    assert.match(
      node.providerId,
      /^azure:\/\/\/subscriptions\/.*\/resourceGroups\/mc_shop_shop_westeurope\/providers\/Microsoft.Compute\/virtualMachineScaleSets\/akswin22\/virtualMachines\/1$/,
    );
  });

  it("names Linux nodes with the cluster's digits, and taints spot nodes", async () => {
    await world.put(poolIdOf("spot"), linuxPool({ scaleSetPriority: "Spot" }));
    const [name = ""] = world.clusters.nodeNames().filter((candidate) => candidate.includes("spot"));
    assert.match(name, /^aks-spot-\d{8}-vmss000000$/);
    assert.deepEqual(world.clusters.node(name).taints, [
      { key: "kubernetes.azure.com/scalesetpriority", value: "spot", effect: "NoSchedule" },
    ]);
  });

  it("scales without touching the other nodes", async () => {
    await world.put(poolIdOf("win22"), windowsPool());
    world.clusters.log.length = 0;
    await world.put(poolIdOf("win22"), windowsPool({ count: 3 }));
    assert.deepEqual(world.clusters.log, ["add akswin22000002"]);
    world.clusters.log.length = 0;
    await world.put(poolIdOf("win22"), windowsPool({ count: 1 }));
    assert.deepEqual(world.clusters.log, [
      "cordon akswin22000001",
      "drain akswin22000001",
      "cordon akswin22000002",
      "drain akswin22000002",
      "remove akswin22000001",
      "remove akswin22000002",
    ]);
  });

  it("changes labels and taints on live nodes", async () => {
    await world.put(poolIdOf("win22"), windowsPool({ nodeLabels: { team: "a", old: "yes" } }));
    world.clusters.log.length = 0;
    await world.put(
      poolIdOf("win22"),
      windowsPool({ nodeLabels: { team: "b" }, nodeTaints: ["os=windows:NoSchedule"] }),
    );
    assert.deepEqual(world.clusters.log, []);
    const node = world.clusters.node("akswin22000000");
    assert.equal(node.labels["team"], "b");
    assert.equal(node.labels["old"], undefined);
    assert.deepEqual(node.taints, [{ key: "os", value: "windows", effect: "NoSchedule" }]);
  });

  it("upgrades node by node, with a buffer node that goes again", async () => {
    await world.put(poolIdOf("linux"), linuxPool({ orchestratorVersion: "1.34", count: 2 }));
    const [first = "", second = ""] = world.clusters.nodeNames().filter((name) => name.includes("linux"));
    const buffer = first.replace(/0$/, "2");
    world.clusters.log.length = 0;
    const made = await world.put(poolIdOf("linux"), linuxPool({ orchestratorVersion: "1.35", count: 2 }));
    assert.equal(textAt(made, "properties.currentOrchestratorVersion"), "1.35.8");
    assert.deepEqual(world.clusters.log, [
      `add ${buffer}`,
      ...[first, second].flatMap((name) => [
        `cordon ${name}`,
        `drain ${name}`,
        `remove ${name}`,
        `add ${name}`,
      ]),
      `cordon ${buffer}`,
      `drain ${buffer}`,
      `remove ${buffer}`,
    ]);
    assert.equal(world.clusters.node(first).kubeletVersion, "v1.35.8");
  });

  it("does not upgrade when the same minor is sent again", async () => {
    await world.put(poolIdOf("linux"), linuxPool({ orchestratorVersion: "1.35.7" }));
    world.clusters.log.length = 0;
    const made = await world.put(poolIdOf("linux"), linuxPool({ orchestratorVersion: "1.35" }));
    assert.equal(textAt(made, "properties.currentOrchestratorVersion"), "1.35.7");
    assert.deepEqual(world.clusters.log, []);
  });

  it("does not start an upgrade that a disruption budget can never allow", async () => {
    await world.put(poolIdOf("linux"), linuxPool({ orchestratorVersion: "1.34" }));
    world.clusters.budgets = ["shop/web"];
    world.clusters.log.length = 0;
    await assert.rejects(
      world.put(poolIdOf("linux"), linuxPool({ orchestratorVersion: "1.35" })),
      armError(400, "UnsatisfiablePDB", /PDB shop\/web/),
    );
    assert.deepEqual(world.clusters.log, []);
    assert.equal(world.cloud.store.find(poolIdOf("linux"))?.state, "Failed");
  });

  it("fails an upgrade whose drain takes too long, and takes the next PUT", async () => {
    await world.put(poolIdOf("win22"), windowsPool({ orchestratorVersion: "1.34" }));
    world.clusters.blockedNodes.add("akswin22000000");
    await assert.rejects(
      world.put(poolIdOf("win22"), windowsPool({ orchestratorVersion: "1.35" })),
      armError(400, "UpgradeFailed", /akswin22000000 failed when evicting pod shop\/web-0/),
    );
    world.clusters.blockedNodes.clear();
    const made = await world.put(poolIdOf("win22"), windowsPool({ orchestratorVersion: "1.35" }));
    assert.equal(textAt(made, "properties.provisioningState"), "Succeeded");
    assert.deepEqual(
      world.clusters.nodeNames().filter((name) => name.startsWith("akswin22")),
      ["akswin22000000", "akswin22000001"],
    );
    assert.equal(world.clusters.node("akswin22000001").kubeletVersion, "v1.35.8");
  });

  it("refuses to go back", async () => {
    await world.put(poolIdOf("linux"), linuxPool({ orchestratorVersion: "1.35" }));
    await assert.rejects(
      world.put(poolIdOf("linux"), linuxPool({ orchestratorVersion: "1.34" })),
      armError(400, "OperationNotAllowed", /^Downgrading/),
    );
  });

  it("does not scale by hand what is scaled automatically", async () => {
    const bounds = { enableAutoScaling: true, minCount: 1, maxCount: 5 };
    await world.put(poolIdOf("auto"), linuxPool({ ...bounds, count: 2 }));
    await assert.rejects(
      world.put(poolIdOf("auto"), linuxPool({ ...bounds, count: 3 })),
      armError(400, "OperationNotAllowed", /Cannot scale cluster autoscaler enabled node pool/),
    );
  });

  it("keeps one system pool", async () => {
    await assert.rejects(
      deleteResource(world.cloud, poolIdOf("system")),
      armError(400, "OperationNotAllowed", /at least one agent pool/),
    );
    await assert.rejects(
      world.put(poolIdOf("system"), linuxPool({ mode: "User", count: 2 })),
      armError(400, "OperationNotAllowed", /at least one agent pool/),
    );
    await world.put(poolIdOf("system2"), linuxPool({ mode: "System" }));
    await deleteResource(world.cloud, poolIdOf("system"));
    assert.equal(world.cloud.store.find(poolIdOf("system")), undefined);
  });

  it("removes the nodes with the pool", async () => {
    await world.put(poolIdOf("win22"), windowsPool());
    await deleteResource(world.cloud, poolIdOf("win22"));
    assert.deepEqual(
      world.clusters.nodeNames().filter((name) => name.startsWith("akswin22")),
      [],
    );
    await assert.rejects(
      getResource(world.cloud, poolIdOf("win22")),
      armError(404, "ResourceNotFound", /win22/),
    );
    await deleteResource(world.cloud, poolIdOf("win22"));
  });

  it("holds a hundred pools and no more", async () => {
    const system = world.cloud.store.find(poolIdOf("system")) ?? assert.fail();
    for (let index = 1; index < 99; index += 1) {
      world.cloud.store.save({ ...system, id: system.id.replace(/system$/, `p${String(index)}`) });
    }
    await world.put(poolIdOf("last"), linuxPool());
    await assert.rejects(
      world.put(poolIdOf("more"), linuxPool()),
      armError(400, "AgentPoolCountExceedsQuotaLimit", /at most 100/),
    );
    await world.put(poolIdOf("last"), linuxPool());
  });

  it("tells the pool's new tag on every write", async () => {
    const [first, second] = [
      await world.put(poolIdOf("linux"), linuxPool()),
      await world.put(poolIdOf("linux"), linuxPool()),
    ];
    assert.notEqual(valueAt(first, "properties.eTag"), valueAt(second, "properties.eTag"));
  });
});
