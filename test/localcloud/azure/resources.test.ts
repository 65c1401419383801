import * as assert from "node:assert/strict";
import { deleteResource, getResource, listResources } from "../../../localcloud/azure";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { listAt, objectsAt, textAt, valueAt } from "../../../localcloud/clouds/json";
import {
  World,
  armError,
  clusterBody,
  clusterId,
  groupId,
  linuxPool,
  networkId,
  poolIdOf,
  subscription,
  systemPool,
} from "./world";

const provider = (type: string, name: string) => `${groupId}/providers/${type}/${name}`;
const here = (properties: JsonObject = {}): JsonObject => ({ location: "westeurope", properties });
const network = (prefixes: readonly string[], subnets?: JsonObject) =>
  here({ addressSpace: { addressPrefixes: prefixes }, ...(subnets === undefined ? {} : { subnets }) });
const subnetId = (name: string) => `${networkId}/subnets/${name}`;
const subnet = (addressPrefix: string): JsonObject => ({ properties: { addressPrefix } });
const roleAssignmentId = (guid: string, scope = groupId) =>
  `${scope}/providers/Microsoft.Authorization/roleAssignments/${guid}`;
const guid = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

describe("azure resources around clusters", () => {
  let world: World;
  beforeEach(async () => {
    world = await new World().withGroup();
  });
  afterEach(() => {
    world.close();
  });

  it("refuse types that the cloud does not have, ids that are none, and groups that are not there", async () => {
    await assert.rejects(
      world.put(provider("Microsoft.Storage/storageAccounts", "a"), here()),
      armError(
        400,
        "InvalidResourceType",
        /no resource type 'Microsoft\.Storage\/storageAccounts'; it has Microsoft\.Resources\/resourceGroups/,
      ),
    );
    for (const id of [
      "shop",
      "/subscriptions",
      "/subscriptions/a/resourceGroups",
      `${groupId}/providers/Microsoft.Network/virtualNetworks`,
      `${groupId}//a`,
    ]) {
      await assert.rejects(world.put(id, here()), armError(400, "InvalidResourceId", /not valid/), id);
    }
    await assert.rejects(
      world.put(networkId.replace("/shop/", "/gone/"), network(["10.1.0.0/16"])),
      armError(404, "ResourceGroupNotFound", /'gone'/),
    );
    await assert.rejects(
      world.put(subnetId("nodes"), subnet("10.1.0.0/24")),
      armError(404, "ParentResourceNotFound", /virtualNetworks\/shop/),
    );
  });

  it("are found whatever the case of their ids", async () => {
    await world.put(networkId, network(["10.1.0.0/16"]));
    assert.equal(
      (await getResource(world.cloud, networkId.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")))[
        "id"
      ],
      networkId,
    );
  });

  it("stay where they are", async () => {
    await assert.rejects(
      world.put(groupId, { location: "northeurope" }),
      armError(400, "InvalidResourceLocation", /already exists in location 'westeurope'/),
    );
    assert.equal((await world.put(groupId, { location: "West Europe" }))["location"], "westeurope");
    await assert.rejects(
      world.put(`${subscription}/resourceGroups/other`, {}),
      armError(400, "LocationRequired", /required/),
    );
    await assert.rejects(
      world.put(`${subscription}/resourceGroups/dot.`, { location: "westeurope" }),
      armError(400, "InvalidResourceGroup", /'dot\.'/),
    );
  });

  it("go with their group, clusters first", async () => {
    await world.put(networkId, network(["10.1.0.0/16"]));
    await world.put(subnetId("nodes"), subnet("10.1.0.0/22"));
    await world.put(
      clusterId,
      clusterBody({ agentPoolProfiles: [{ ...systemPool, vnetSubnetID: subnetId("nodes") }] }),
    );
    await deleteResource(world.cloud, groupId);
    assert.equal(world.clusters.running.size, 0);
    assert.deepEqual(world.cloud.store.below(subscription), []);
  });

  describe("networks", () => {
    it("refuse ranges that are none, and subnets outside or over each other", async () => {
      await assert.rejects(
        world.put(networkId, network(["10.1.0.0/33"])),
        armError(400, "InvalidAddressPrefixFormat", /10\.1\.0\.0\/33/),
      );
      await assert.rejects(
        world.put(networkId, network([])),
        armError(400, "InvalidAddressPrefixFormat", /at least one/),
      );
      await world.put(networkId, network(["10.1.0.0/16"]));
      await assert.rejects(
        world.put(subnetId("a"), subnet("10.2.0.0/24")),
        armError(400, "NetcfgInvalidSubnet", /outside/),
      );
      await assert.rejects(
        world.put(subnetId("a"), subnet("10.1.0.1/24")),
        armError(400, "InvalidAddressPrefixFormat", /'a'/),
      );
      await world.put(subnetId("a"), subnet("10.1.0.0/24"));
      await assert.rejects(
        world.put(subnetId("b"), subnet("10.1.0.128/25")),
        armError(400, "NetcfgSubnetRangesOverlap", /existing subnet 'a'/),
      );
      await world.put(subnetId("b"), subnet("10.1.1.0/24"));
    });

    it("check subnets that stand in them the same way", async () => {
      const two = (a: string, b: string) =>
        network(["10.1.0.0/16"], [
          { name: "a", ...subnet(a) },
          { name: "b", ...subnet(b) },
        ] as unknown as JsonObject);
      await assert.rejects(
        world.put(networkId, two("10.1.0.0/24", "10.3.0.0/24")),
        armError(400, "NetcfgInvalidSubnet", /'b'/),
      );
      await assert.rejects(
        world.put(networkId, two("10.1.0.0/24", "10.1.0.0/25")),
        armError(400, "NetcfgSubnetRangesOverlap", /'b'.*'a'/),
      );
      const made = await world.put(networkId, two("10.1.0.0/24", "10.1.1.0/24"));
      assert.deepEqual(
        objectsAt(made, "properties.subnets").map(({ name }) => name),
        ["a", "b"],
      );
      assert.equal(
        textAt(await getResource(world.cloud, subnetId("b")), "properties.addressPrefix"),
        "10.1.1.0/24",
      );
    });

    it("lose the subnets that a PUT leaves out, which is what the provider guards against", async () => {
      await world.put(networkId, network(["10.1.0.0/16"]));
      await world.put(subnetId("a"), subnet("10.1.0.0/24"));
      await world.put(networkId, network(["10.1.0.0/16"]));
      assert.equal(world.cloud.store.find(subnetId("a")), undefined);
    });

    it("keep subnets that pools are in: no deletion, no new prefix, no PUT without them", async () => {
      await world.put(networkId, network(["10.1.0.0/16"]));
      await world.put(subnetId("nodes"), subnet("10.1.0.0/22"));
      await world.put(
        clusterId,
        clusterBody({ agentPoolProfiles: [{ ...systemPool, vnetSubnetID: subnetId("nodes") }] }),
      );
      const inUse = armError(
        400,
        "InUseSubnetCannotBeDeleted",
        /Subnet nodes is in use by .*agentPools\/system/,
      );
      await assert.rejects(deleteResource(world.cloud, subnetId("nodes")), inUse);
      await assert.rejects(deleteResource(world.cloud, networkId), inUse);
      await assert.rejects(world.put(networkId, network(["10.1.0.0/16"])), inUse);
      await assert.rejects(
        world.put(subnetId("nodes"), subnet("10.1.4.0/22")),
        armError(400, "InUsePrefixCannotBeDeleted", /active allocations/),
      );
      assert.equal(
        listAt(await getResource(world.cloud, subnetId("nodes")), "properties.ipConfigurations").length,
        1,
      );
      await deleteResource(world.cloud, clusterId);
      await deleteResource(world.cloud, networkId);
      assert.equal(world.cloud.store.find(subnetId("nodes")), undefined);
    });

    it("give no subnet that is delegated, and no second network, to a cluster", async () => {
      await world.put(networkId, network(["10.1.0.0/16"]));
      await world.put(subnetId("nodes"), subnet("10.1.0.0/22"));
      await world.put(subnetId("web"), {
        properties: {
          addressPrefix: "10.1.4.0/24",
          delegations: [{ name: "web", properties: { serviceName: "Microsoft.Web/serverFarms" } }],
        },
      });
      await assert.rejects(
        world.put(
          clusterId,
          clusterBody({ agentPoolProfiles: [{ ...systemPool, vnetSubnetID: subnetId("web") }] }),
        ),
        armError(400, "SubnetIsDelegated", /web/),
      );
      await world.put(
        clusterId,
        clusterBody({ agentPoolProfiles: [{ ...systemPool, vnetSubnetID: subnetId("nodes") }] }),
      );
      await assert.rejects(
        world.put(poolIdOf("linux"), linuxPool()),
        armError(400, "InvalidParameter", /same virtual network/),
      );
      await assert.rejects(
        world.put(poolIdOf("linux"), linuxPool({ vnetSubnetID: "nodes" })),
        armError(400, "InvalidParameter", /not the id of a subnet/),
      );
    });

    it("take no pools while they are changing, nor VM pools of a cluster with the system's identity", async () => {
      await world.put(networkId, network(["10.1.0.0/16"]));
      await world.put(subnetId("nodes"), subnet("10.1.0.0/22"));
      const inSubnet = { vnetSubnetID: subnetId("nodes") };
      await world.put(clusterId, clusterBody({ agentPoolProfiles: [{ ...systemPool, ...inSubnet }] }));
      await assert.rejects(
        world.put(poolIdOf("vms"), linuxPool({ ...inSubnet, type: "VirtualMachines" })),
        armError(400, "InvalidParameter", /need a user-assigned identity/),
      );
      const stored = world.cloud.store.find(networkId) ?? assert.fail();
      world.cloud.store.save({ ...stored, state: "Updating" });
      await assert.rejects(
        world.put(poolIdOf("linux"), linuxPool(inSubnet)),
        armError(400, "VirtualNetworkNotInSucceededState", /is in state Updating/),
      );
      world.cloud.store.save({ ...stored, state: "Succeeded" });
      await world.put(poolIdOf("linux"), linuxPool(inSubnet));
    });

    it("write one subnet at a time", async () => {
      await world.put(networkId, network(["10.1.0.0/16"]));
      world.cloud.store.begin({
        id: "other",
        resource: subnetId("x"),
        kind: "create",
        owner: { pid: process.pid, startedAt: "" },
        startedAt: new Date(),
      });
      await assert.rejects(
        world.put(subnetId("a"), subnet("10.1.0.0/24")),
        armError(409, "AnotherOperationInProgress", /in progress/),
      );
    });
  });

  describe("role assignments", () => {
    const assignment = (principalId: string, more: JsonObject = {}): JsonObject => ({
      properties: {
        principalId,
        roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${guid("4")}`,
        ...more,
      },
    });

    it("have GUIDs for names and exist once", async () => {
      await assert.rejects(
        world.put(roleAssignmentId("owner"), assignment(guid("1"))),
        armError(400, "InvalidRoleAssignmentId", /must be a GUID/),
      );
      const made = await world.put(roleAssignmentId(guid("a")), assignment(guid("1")));
      assert.equal(textAt(made, "properties.scope"), groupId);
      await world.put(roleAssignmentId(guid("a")), assignment(guid("1")));
      await assert.rejects(
        world.put(roleAssignmentId(guid("b")), assignment(guid("1"))),
        armError(409, "RoleAssignmentExists", /aaaaaaaa000040008000000000000000/),
      );
      await assert.rejects(
        world.put(roleAssignmentId(guid("a")), assignment(guid("2"))),
        armError(400, "RoleAssignmentUpdateNotPermitted", /not allowed to be updated/),
      );
      await world.put(roleAssignmentId(guid("b")), assignment(guid("2")));
    });

    it("do not know an identity that was just made, unless told what it is", async () => {
      const identity = await world.put(
        provider("Microsoft.ManagedIdentity/userAssignedIdentities", "own"),
        here(),
      );
      const principal = textAt(identity, "properties.principalId") ?? "";
      await assert.rejects(
        world.put(roleAssignmentId(guid("a")), assignment(principal)),
        armError(400, "PrincipalNotFound", /principalType/),
      );
      await world.put(
        roleAssignmentId(guid("a")),
        assignment(principal, { principalType: "ServicePrincipal" }),
      );
      await deleteResource(world.cloud, roleAssignmentId(guid("a")));
      world.now = new Date(world.now.getTime() + 60_000);
      await world.put(roleAssignmentId(guid("a")), assignment(principal));
    });

    it("need their scope", async () => {
      await assert.rejects(
        world.put(roleAssignmentId(guid("a"), subnetId("gone")), assignment(guid("1"))),
        armError(404, "ParentResourceNotFound", /gone/),
      );
    });
  });

  it("federate identities once per issuer and subject", async () => {
    const identity = provider("Microsoft.ManagedIdentity/userAssignedIdentities", "own");
    await world.put(identity, here());
    const credential = (subject: string, audiences = ["api://AzureADTokenExchange"]) => ({
      properties: { issuer: "https://issuer", subject, audiences },
    });
    const id = (name: string) => `${identity}/federatedIdentityCredentials/${name}`;
    await world.put(id("one"), credential("system:serviceaccount:a:b"));
    await assert.rejects(
      world.put(id("two"), credential("system:serviceaccount:a:b")),
      armError(400, "BadRequest", /already exists/),
    );
    await assert.rejects(
      world.put(id("two"), credential("")),
      armError(400, "BadRequest", /subject .* must not be empty/),
    );
    await assert.rejects(
      world.put(id("two"), credential("x", [])),
      armError(400, "BadRequest", /exactly one audience/),
    );
  });

  it("keep maintenance windows under the names that AKS reads", async () => {
    await world.put(clusterId, clusterBody());
    const id = (name: string) => `${clusterId}/maintenanceConfigurations/${name}`;
    const window = (changes: JsonObject = {}): JsonObject => ({
      properties: {
        maintenanceWindow: {
          durationHours: 4,
          startTime: "02:00",
          schedule: { weekly: { dayOfWeek: "Sunday", intervalWeeks: 1 } },
          ...changes,
        },
      },
    });
    const name = "aksManagedNodeOSUpgradeSchedule";
    assert.equal(
      textAt(await world.put(id(name), window()), "properties.maintenanceWindow.utcOffset"),
      "+00:00",
    );
    await assert.rejects(
      world.put(id("mine"), window()),
      armError(400, "InvalidParameter", /must be one of default, aksManagedAutoUpgradeSchedule/),
    );
    await assert.rejects(
      world.put(id(name), window({ durationHours: 3 })),
      armError(400, "InvalidParameter", /from 4 to 24/),
    );
    await assert.rejects(
      world.put(id(name), window({ startTime: "25:00" })),
      armError(400, "InvalidParameter", /HH:mm/),
    );
    await assert.rejects(
      world.put(id(name), window({ utcOffset: "2" })),
      armError(400, "InvalidParameter", /utcOffset/),
    );
    await assert.rejects(
      world.put(id(name), window({ schedule: {} })),
      armError(400, "InvalidParameter", /Exactly one of/),
    );
    await assert.rejects(
      world.put(id("default"), window()),
      armError(400, "InvalidParameter", /takes timeInWeek/),
    );
    assert.deepEqual(
      (
        await listResources(
          world.cloud,
          clusterId,
          "Microsoft.ContainerService/managedClusters/maintenanceConfigurations",
        )
      ).map((found) => found["name"]),
      [name],
    );
  });

  it("collect logs and metrics only from what is there to what is there", async () => {
    const [logs, metrics] = [
      provider("Microsoft.OperationalInsights/workspaces", "logs"),
      provider("Microsoft.Monitor/accounts", "metrics"),
    ];
    const rule = provider("Microsoft.Insights/dataCollectionRules", "rule");
    const destinations = { logAnalytics: [{ name: "logs", workspaceResourceId: logs }] };
    const flows = (destination: string) =>
      here({
        destinations,
        dataFlows: [{ streams: ["s"], destinations: [destination] }],
      });
    await assert.rejects(
      world.put(logs, here({ retentionInDays: 7 })),
      armError(400, "InvalidParameter", /30 to 730/),
    );
    await assert.rejects(
      world.put(rule, flows("logs")),
      armError(404, "ResourceNotFound", /workspaces\/logs/),
    );
    assert.equal(valueAt(await world.put(logs, here()), "properties.retentionInDays"), 30);
    await assert.rejects(world.put(rule, flows("elsewhere")), armError(400, "InvalidPayload", /'elsewhere'/));
    assert.match(
      textAt(await world.put(rule, flows("logs")), "properties.immutableId") ?? "",
      /^dcr-[0-9a-f]{32}$/,
    );
    assert.match(
      textAt(await world.put(metrics, here()), "properties.metrics.prometheusQueryEndpoint") ?? "",
      /^https:\/\/metrics-.{4}\.westeurope\.prometheus/,
    );
    const rules = (...list: readonly JsonObject[]) => here({ scopes: [metrics], rules: list });
    const group = provider("Microsoft.AlertsManagement/prometheusRuleGroups", "rules");
    await assert.rejects(
      world.put(group, rules({ expression: "1" })),
      armError(400, "BadRequest", /Rule 0 must have either record or alert/),
    );
    assert.equal(
      valueAt(await world.put(group, rules({ record: "a", expression: "1" })), "properties.enabled"),
      true,
    );
    const bound = (scope: string) =>
      `${scope}/providers/Microsoft.Insights/dataCollectionRuleAssociations/logs`;
    await assert.rejects(
      world.put(bound(clusterId), { properties: { dataCollectionRuleId: rule } }),
      armError(404, "ParentResourceNotFound", /shop/),
    );
    await world.put(clusterId, clusterBody());
    await assert.rejects(
      world.put(bound(clusterId), { properties: {} }),
      armError(400, "InvalidPayload", /needs dataCollectionRuleId/),
    );
    await world.put(bound(clusterId), { properties: { dataCollectionRuleId: rule } });
  });
});
