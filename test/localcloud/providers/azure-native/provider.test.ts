import * as assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { AzureNativeProvider } from "../../../../localcloud/providers/azure-native/provider";
import type { CheckRequest } from "../../../../localcloud/providers/provider";
import { InitFailed } from "../../../../localcloud/providers/provider";
import type { PropertyMap } from "../../../../localcloud/wire/values";
import { SIGNATURE, Signature, UNKNOWN, isRecord, secret } from "../../../../localcloud/wire/values";
import { objectAt, objectsAt, textOf } from "../../../../localcloud/clouds/json";
import { World } from "../../azure/world";

const types = {
  group: "azure-native:resources:ResourceGroup",
  network: "azure-native:network:VirtualNetwork",
  subnet: "azure-native:network:Subnet",
  cluster: "azure-native:containerservice:ManagedCluster",
  pool: "azure-native:containerservice:AgentPool",
} as const;

const canary = "Canary-Password-4711";

const clusterInputs: PropertyMap = {
  resourceGroupName: "shop",
  resourceName: "shop",
  location: "westeurope",
  dnsPrefix: "shop",
  kubernetesVersion: "1.35",
  identity: { type: "SystemAssigned" },
  agentPoolProfiles: [
    { name: "system", mode: "System", osType: "Linux", count: 2, vmSize: "Standard_D4s_v5" },
  ],
  networkProfile: {
    networkPlugin: "azure",
    networkPluginMode: "overlay",
    podCidr: "10.244.0.0/16",
    serviceCidr: "10.0.0.0/16",
    dnsServiceIP: "10.0.0.10",
    outboundType: "loadBalancer",
  },
  windowsProfile: { adminUsername: "mullion", adminPassword: secret(canary) },
};

const poolInputs: PropertyMap = {
  resourceGroupName: "shop",
  resourceName: "shop",
  agentPoolName: "win22a",
  mode: "User",
  osType: "Windows",
  osSKU: "Windows2022",
  vmSize: "Standard_D4s_v5",
  count: 2,
};

describe("the azure-native stand-in", () => {
  let world: World;
  let provider: AzureNativeProvider;
  beforeEach(() => {
    world = new World();
    provider = new AzureNativeProvider(world.cloud);
    provider.configure({ args: { location: "westeurope" }, variables: {} }, () => undefined);
  });
  afterEach(() => {
    world.close();
  });

  const identity = (type: string, name = "shop") => ({
    type,
    name,
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
  });
  const check = (type: string, news: PropertyMap, more: Partial<CheckRequest> = {}) =>
    provider.check({ ...identity(type), olds: {}, news, randomSeed: new Uint8Array(32), ...more });
  const create = (type: string, properties: PropertyMap, preview = false) =>
    provider.create({ ...identity(type), properties, preview, timeoutSeconds: 0 });
  const diff = (type: string, oldInputs: PropertyMap, news: PropertyMap, olds: PropertyMap = oldInputs) =>
    provider.diff({ ...identity(type), id: "", olds, oldInputs, news, ignoreChanges: [] });
  const update = (type: string, oldInputs: PropertyMap, news: PropertyMap, preview = false) =>
    provider.update({
      ...identity(type),
      id: "",
      olds: {},
      oldInputs,
      news,
      ignoreChanges: [],
      timeoutSeconds: 0,
      preview,
    });
  const read = (type: string, id: string, properties?: PropertyMap, inputs?: PropertyMap) =>
    provider.read({ ...identity(type), id, properties, inputs, timeoutSeconds: 0 });

  async function makeCluster(): Promise<void> {
    await create(types.group, { resourceGroupName: "shop", location: "westeurope" });
    await create(types.cluster, clusterInputs);
  }

  describe("check", () => {
    it("names what stands alone with eight random digits, and what lives in it as the program does", async () => {
      const group = await check(types.group, {});
      assert.match(textOf(group.inputs["resourceGroupName"]), /^shop[0-9a-f]{8}$/);
      assert.equal(group.inputs["__createBeforeDelete"], true);
      const pool = await check(types.pool, { resourceGroupName: "shop", resourceName: "shop" });
      assert.equal(pool.inputs["agentPoolName"], "shop");
      assert.equal(pool.inputs["__createBeforeDelete"], undefined);
    });

    it("keeps a name that was made up", async () => {
      const first = await check(types.group, {});
      const second = await check(
        types.group,
        {},
        { olds: first.inputs, randomSeed: new Uint8Array(32).fill(7) },
      );
      assert.deepEqual(second.inputs, first.inputs);
    });

    it("takes the name that the stack's autonaming asks for", async () => {
      const { inputs } = await check(
        types.group,
        {},
        { autonaming: { proposedName: "dev-shop", mode: "enforce" } },
      );
      assert.equal(inputs["resourceGroupName"], "dev-shop");
    });

    it("takes the location from the configuration, else from the group", async () => {
      assert.equal((await check(types.group, {})).inputs["location"], "westeurope");
      await create(types.group, { resourceGroupName: "shop", location: "northeurope" });
      const other = new AzureNativeProvider(world.cloud);
      other.configure({ args: {}, variables: {} }, () => undefined);
      const request = { ...identity(types.network), olds: {}, randomSeed: new Uint8Array(32) };
      assert.equal(
        (await other.check({ ...request, news: { resourceGroupName: "shop" } })).inputs["location"],
        "northeurope",
      );
      assert.equal(
        (await other.check({ ...request, news: { resourceGroupName: UNKNOWN } })).inputs["location"],
        UNKNOWN,
      );
      const { failures = [] } = await other.check({ ...request, news: { resourceGroupName: "gone" } });
      assert.deepEqual(
        failures.map(({ reason }) => reason),
        [
          "missing required property 'location'. Either set it explicitly or configure it with 'pulumi config set azure-native:location <value>'.",
        ],
      );
    });

    it("finds missing and mistyped properties, at any depth", async () => {
      const { failures = [] } = await check(types.pool, {
        resourceName: "shop",
        count: "2",
        upgradeSettings: { drainTimeoutInMinutes: "30" },
        nodeTaints: "a=b:NoSchedule",
      });
      assert.deepEqual(
        failures.map(({ reason }) => reason),
        [
          "'count' should be of type 'number' but got a string",
          "'nodeTaints' should be of type 'array' but got a string",
          "missing required property 'resourceGroupName'",
          "'upgradeSettings.drainTimeoutInMinutes' should be of type 'number' but got a string",
        ],
      );
    });

    it("keeps secrets secret", async () => {
      const { inputs, failures } = await check(types.cluster, clusterInputs);
      assert.deepEqual(failures, []);
      assert.deepEqual(inputs["windowsProfile"], clusterInputs["windowsProfile"]);
    });
  });

  describe("diff", () => {
    it("plans an update for pool properties that Azure will refuse to change", () => {
      for (const [name, value] of Object.entries({
        osSKU: "Windows2025",
        osType: "Linux",
        maxPods: 50,
        enableFIPS: true,
        osDiskSizeGB: 256,
        vnetSubnetID: "/x",
      })) {
        const result = diff(types.pool, poolInputs, { ...poolInputs, [name]: value });
        assert.deepEqual([result.changes, result.replaces], ["some", []], name);
      }
    });

    it("plans a replacement that deletes first for another VM size, as the name is fixed", () => {
      const result = diff(types.pool, poolInputs, { ...poolInputs, vmSize: "Standard_D8s_v5" });
      assert.deepEqual(result.replaces, ["vmSize"]);
      assert.equal(result.deleteBeforeReplace, true);
      assert.deepEqual(result.detailedDiff, { vmSize: { kind: "update-replace", inputDiff: true } });
    });

    it("plans a cluster replacement for any change under windowsProfile", () => {
      const changed = { adminUsername: "mullion", adminPassword: secret("Another-Horse-43") };
      assert.deepEqual(
        diff(types.cluster, clusterInputs, { ...clusterInputs, windowsProfile: changed }).replaces,
        ["windowsProfile.adminPassword"],
      );
    });

    it("plans an update for a member that is added under windowsProfile, as the real provider does", () => {
      const added = {
        adminUsername: "mullion",
        adminPassword: secret(canary),
        licenseType: "Windows_Server",
      };
      const result = diff(types.cluster, clusterInputs, { ...clusterInputs, windowsProfile: added });
      assert.deepEqual(
        [result.replaces, result.detailedDiff],
        [[], { "windowsProfile.licenseType": { kind: "add", inputDiff: true } }],
      );
    });

    it("plans a cluster replacement for network properties in the map, and an update for the others", () => {
      const network = clusterInputs["networkProfile"];
      assert.ok(isRecord(network));
      assert.deepEqual(
        diff(types.cluster, clusterInputs, {
          ...clusterInputs,
          networkProfile: { ...network, podCidr: "10.200.0.0/16" },
        }).replaces,
        ["networkProfile.podCidr"],
      );
      assert.deepEqual(
        diff(types.cluster, clusterInputs, {
          ...clusterInputs,
          networkProfile: { ...network, loadBalancerSku: "standard" },
        }).replaces,
        [],
      );
    });

    it("sees no difference in the spelling of a location, nor in the name's mark", () => {
      assert.equal(
        diff(
          types.cluster,
          { ...clusterInputs, __createBeforeDelete: true },
          { ...clusterInputs, location: "West Europe" },
        ).changes,
        "none",
      );
    });

    it("plans a replacement for a member in the map that is added, unless the cloud had chosen it anyway", () => {
      const without = { networkPlugin: "azure" };
      const added = { networkPlugin: "azure", networkPluginMode: "overlay" };
      assert.deepEqual(
        diff(
          types.cluster,
          { ...clusterInputs, networkProfile: without },
          { ...clusterInputs, networkProfile: added },
        ).replaces,
        ["networkProfile.networkPluginMode"],
      );
      const olds = clusterInputs;
      assert.deepEqual(
        diff(types.cluster, olds, { ...olds, nodeResourceGroup: "MC_shop" }, { nodeResourceGroup: "MC_shop" })
          .replaces,
        [],
      );
      assert.deepEqual(
        diff(types.cluster, olds, { ...olds, nodeResourceGroup: "other" }, { nodeResourceGroup: "MC_shop" })
          .replaces,
        ["nodeResourceGroup"],
      );
    });

    it("creates first when the name was made up", () => {
      const olds = { ...clusterInputs, __createBeforeDelete: true };
      assert.equal(
        diff(types.cluster, olds, { ...clusterInputs, dnsPrefix: "other" }).deleteBeforeReplace,
        false,
      );
    });

    it("counts an unknown value as changed", () => {
      assert.deepEqual(diff(types.pool, poolInputs, { ...poolInputs, resourceName: UNKNOWN }).replaces, [
        "resourceName",
      ]);
    });
  });

  describe("preview", () => {
    it("says what the inputs say, and unknown for what only the cloud knows", async () => {
      const { id, properties } = await create(types.cluster, clusterInputs, true);
      assert.equal(id, "");
      assert.equal(properties["dnsPrefix"], "shop");
      assert.equal(properties["fqdn"], UNKNOWN);
      assert.ok(isRecord(properties["networkProfile"]));
      assert.equal(properties["networkProfile"]["networkPlugin"], "azure");
      assert.equal(properties["networkProfile"]["ipFamilies"], UNKNOWN);
      assert.equal(world.cloud.store.find("/subscriptions/x"), undefined);
    });

    it("keeps name and location in the preview of an update", async () => {
      await makeCluster();
      const properties = await provider.update({
        ...identity(types.cluster),
        id: "",
        olds: { name: "shop", location: "westeurope" },
        oldInputs: clusterInputs,
        news: clusterInputs,
        ignoreChanges: [],
        timeoutSeconds: 0,
        preview: true,
      });
      assert.equal(properties["name"], "shop");
      assert.equal(properties["currentKubernetesVersion"], UNKNOWN);
    });
  });

  it("creates, reads and deletes, with Azure's spelling of the id", async () => {
    await makeCluster();
    const { id, properties } = await create(types.pool, poolInputs);
    assert.match(
      id,
      /\/resourcegroups\/shop\/providers\/Microsoft\.ContainerService\/managedClusters\/shop\/agentPools\/win22a$/,
    );
    assert.equal(properties["nodeImageVersion"], "AKSWindows-2022-containerd-gen2-20348.3207.250214");
    assert.equal(properties["azureApiVersion"], "2025-09-01");
    await provider.delete({
      ...identity(types.pool),
      id,
      properties,
      oldInputs: poolInputs,
      timeoutSeconds: 0,
    });
    assert.equal(await read(types.pool, id, properties, poolInputs), undefined);
  });

  it("does not create what is there", async () => {
    await makeCluster();
    await assert.rejects(
      create(types.cluster, clusterInputs),
      /^Error: cannot create already existing resource '\/subscriptions\/.*\/managedClusters\/shop'$/,
    );
  });

  it("says errors in the provider's form", async () => {
    await makeCluster();
    await assert.rejects(
      create(types.pool, { ...poolInputs, agentPoolName: "winpool" }),
      /^Error: Status=400 Code="WindowsAgentPoolNameTooLong" Message="Windows agent pool name 'winpool' is too long\./,
    );
  });

  it("refuses in an update what Azure cannot change, and changes nothing", async () => {
    await makeCluster();
    const { id, properties } = await create(types.pool, poolInputs);
    await assert.rejects(
      update(types.pool, poolInputs, { ...poolInputs, maxPods: 50 }),
      /Code="PropertyChangeNotAllowed" Message="Changing property 'agentPoolProfile.maxPods' is not allowed\."/,
    );
    const found = await read(types.pool, id, properties, poolInputs);
    assert.deepEqual(found, { id, properties, inputs: poolInputs });
  });

  it("reports a creation that was accepted and failed as half done", async () => {
    await makeCluster();
    world.clusters.beforeApplyNodes = (_cluster, nodes) =>
      nodes.some((node) => node.name.startsWith("akswin22a"))
        ? Promise.reject(new Error("no capacity"))
        : Promise.resolve();
    await assert.rejects(create(types.pool, poolInputs), (error: unknown) => {
      assert.ok(error instanceof InitFailed);
      assert.match(
        error.reasons.join(),
        /Code="InternalServerError" Message="The operation failed: no capacity"/,
      );
      assert.equal(error.properties["provisioningState"], "Failed");
      return true;
    });
    world.clusters.beforeApplyNodes = () => Promise.resolve();
    assert.equal((await update(types.pool, poolInputs, poolInputs))["provisioningState"], "Succeeded");
  });

  it("gives up after the time that the program allows, and takes the next update", async () => {
    await makeCluster();
    writeFileSync(
      world.faultPlan,
      JSON.stringify([{ id: "endless", kind: "operation-endless", type: "agentPools" }]),
    );
    const endless = provider.create({
      ...identity(types.pool),
      properties: poolInputs,
      preview: false,
      timeoutSeconds: 0.05,
    });
    await assert.rejects(endless, (error: unknown) => {
      assert.ok(error instanceof InitFailed);
      assert.deepEqual(error.reasons, ["operation timed out"]);
      assert.equal(error.properties["provisioningState"], "Canceled");
      return true;
    });
    assert.equal((await update(types.pool, poolInputs, poolInputs))["provisioningState"], "Succeeded");
  });

  it("ends what it waits for when the command is cancelled", async () => {
    await makeCluster();
    writeFileSync(
      world.faultPlan,
      JSON.stringify([{ id: "endless", kind: "operation-endless", type: "agentPools" }]),
    );
    const endless = create(types.pool, poolInputs);
    setTimeout(() => {
      provider.cancel();
    }, 20);
    await assert.rejects(endless, /Code="OperationCanceled"/);
  });

  it("tries again what was throttled, as the real client does", async () => {
    await makeCluster();
    writeFileSync(
      world.faultPlan,
      JSON.stringify([{ id: "fast", kind: "throttle", type: "agentPools", times: 2 }]),
    );
    assert.equal((await create(types.pool, poolInputs)).properties["provisioningState"], "Succeeded");
    writeFileSync(world.faultPlan, JSON.stringify([{ id: "busy", kind: "conflict", type: "agentPools" }]));
    await assert.rejects(update(types.pool, poolInputs, poolInputs), /Code="OperationNotAllowed"/);
  });

  it("spells the autoscaler's settings on the wire with hyphens", async () => {
    await create(types.group, { resourceGroupName: "shop", location: "westeurope" });
    const { properties } = await create(types.cluster, {
      ...clusterInputs,
      autoScalerProfile: { scanInterval: "20s", maxNodeProvisionTime: "15m" },
    });
    const stored = world.cloud.store.ofType("Microsoft.ContainerService/managedClusters")[0]?.body;
    assert.deepEqual(objectAt(stored, "properties.autoScalerProfile"), {
      "scan-interval": "20s",
      "max-node-provision-time": "15m",
    });
    assert.deepEqual(properties["autoScalerProfile"], { scanInterval: "20s", maxNodeProvisionTime: "15m" });
  });

  it("writes the tags of a pool into its properties, those of a cluster beside them", async () => {
    await create(types.group, { resourceGroupName: "shop", location: "westeurope" });
    await create(types.cluster, { ...clusterInputs, tags: { of: "cluster" } });
    const { properties } = await create(types.pool, { ...poolInputs, tags: { of: "pool" } });
    const pools = world.cloud.store.ofType("Microsoft.ContainerService/managedClusters/agentPools");
    const [cluster] = world.cloud.store.ofType("Microsoft.ContainerService/managedClusters");
    assert.deepEqual(
      pools.map(({ body }) => objectAt(body, "properties.tags")).filter(({ of }) => of !== undefined),
      [{ of: "pool" }],
    );
    assert.deepEqual(objectAt(cluster?.body, "tags"), { of: "cluster" });
    assert.deepEqual(properties["tags"], { of: "pool" });
  });

  it("sees no difference between a SKU's old and new names", () => {
    const sku = (name: string, tier: string) => ({ ...clusterInputs, sku: { name, tier } });
    assert.equal(diff(types.cluster, sku("Basic", "Paid"), sku("Base", "Standard")).changes, "none");
    assert.equal(diff(types.cluster, sku("Base", "Free"), sku("Base", "Standard")).changes, "some");
  });

  it("shows no difference in a refresh, whatever the server filled in", async () => {
    await makeCluster();
    const id = `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/shop/providers/Microsoft.ContainerService/managedClusters/shop`;
    const first = await read(types.cluster, id, {}, clusterInputs);
    const second = await read(types.cluster, id, first?.properties, clusterInputs);
    assert.deepEqual(second?.inputs, clusterInputs);
    assert.deepEqual(second.properties, first?.properties);
  });

  it("imports with inputs that make no difference to a program which says the same", async () => {
    await makeCluster();
    const { id } = await create(types.pool, poolInputs);
    const imported = await read(types.pool, id);
    assert.equal(imported?.inputs["agentPoolName"], "win22a");
    assert.equal(imported.inputs["osSKU"], "Windows2022");
    assert.equal(imported.inputs["currentOrchestratorVersion"], undefined);
    // Check gives every program the API version, which an import lacks.
    const checked = { ...imported.inputs, azureApiVersion: imported.properties["azureApiVersion"] ?? "" };
    assert.equal(diff(types.pool, imported.inputs, checked, imported.properties).changes, "none");
    const newer = { ...checked, azureApiVersion: "2099-01-01" };
    assert.equal(diff(types.pool, imported.inputs, newer, imported.properties).changes, "some");
  });

  it("keeps separately made subnets when the network changes", async () => {
    const network = {
      resourceGroupName: "shop",
      virtualNetworkName: "net",
      location: "westeurope",
      addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
    };
    await create(types.group, { resourceGroupName: "shop", location: "westeurope" });
    const made = await create(types.network, network);
    const subnet = {
      resourceGroupName: "shop",
      virtualNetworkName: "net",
      subnetName: "nodes",
      addressPrefix: "10.1.0.0/22",
    };
    await create(types.subnet, subnet);
    const changed = { ...network, tags: { team: "a" } };
    const outputs = await update(types.network, network, changed);
    assert.ok(Array.isArray(outputs["subnets"]) && outputs["subnets"].length === 1);
    const found = await read(types.network, made.id, made.properties, network);
    assert.deepEqual(found?.inputs, { ...network, tags: { team: "a" } });
  });

  it("makes parallel subnets of one network wait for each other", async () => {
    await create(types.group, { resourceGroupName: "shop", location: "westeurope" });
    await create(types.network, {
      resourceGroupName: "shop",
      virtualNetworkName: "net",
      location: "westeurope",
      addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
    });
    const subnet = (name: string, addressPrefix: string) =>
      create(types.subnet, {
        resourceGroupName: "shop",
        virtualNetworkName: "net",
        subnetName: name,
        addressPrefix,
      });
    const made = await Promise.all([
      subnet("a", "10.1.0.0/24"),
      subnet("b", "10.1.1.0/24"),
      subnet("c", "10.1.2.0/24"),
    ]);
    assert.equal(new Set(made.map(({ id }) => id)).size, 3);
  });

  it("gives a kubeconfig for the cluster", async () => {
    await makeCluster();
    const args = { resourceGroupName: "shop", resourceName: "shop" };
    const { value } = await provider.invoke({
      token: "azure-native:containerservice:listManagedClusterUserCredentials",
      args,
      preview: false,
    });
    const [config] = objectsAt(value, "kubeconfigs");
    assert.equal(config?.["name"], "clusterUser");
    assert.equal(
      Buffer.from(textOf(config["value"]), "base64").toString(),
      "context: shop\ncluster: shop\nuser: clusterUser_shop_shop\n",
    );
  });

  it("reads clusters and pools through functions", async () => {
    await makeCluster();
    const { value } = await provider.invoke({
      token: "azure-native:containerservice:getManagedCluster",
      args: { resourceGroupName: "shop", resourceName: "shop" },
      preview: false,
    });
    assert.equal(value["currentKubernetesVersion"], "1.35.8");
    await assert.rejects(
      provider.invoke({ token: "azure-native:storage:getBlob", args: {}, preview: false }),
      /does not support the function azure-native:storage:getBlob; it supports/,
    );
  });

  it("refuses types that it does not know, by name", async () => {
    await assert.rejects(
      check("azure-native:storage:StorageAccount", {}),
      /does not support resources of type azure-native:storage:StorageAccount; it supports azure-native:resources:ResourceGroup/,
    );
    await assert.rejects(
      check("azure-native:containerservice/v20200101:ManagedCluster", {}),
      /does not support resources of type azure-native:containerservice\/v20200101:ManagedCluster/,
    );
    assert.deepEqual(
      (await check("azure-native:containerservice/v20250901:ManagedCluster", clusterInputs)).failures,
      [],
    );
  });

  it("never keeps or tells the Windows password", async () => {
    await makeCluster();
    const found = await read(
      types.cluster,
      `/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/shop/providers/Microsoft.ContainerService/managedClusters/shop`,
    );
    assert.ok(!JSON.stringify(found).includes(canary));
    world.cloud.store.transaction(() => undefined);
    const files = ["", "-wal"].map((suffix) => `${world.file}${suffix}`);
    for (const file of files.filter(existsSync)) assert.ok(!readFileSync(file).includes(canary), file);
    const weak = {
      ...clusterInputs,
      windowsProfile: { adminUsername: "mullion", adminPassword: secret("Password1") },
    };
    await assert.rejects(
      update(types.cluster, clusterInputs, weak),
      (error: unknown) =>
        error instanceof Error && /adminPassword/.test(error.message) && !error.message.includes("Password1"),
    );
  });

  it("marks outputs secret where the inputs are", async () => {
    await create(types.group, { resourceGroupName: "shop", location: "westeurope" });
    const { properties } = await create(types.cluster, { ...clusterInputs, tags: { owner: secret("me") } });
    assert.deepEqual(properties["tags"], { owner: { [SIGNATURE]: Signature.Secret, value: "me" } });
  });
});
