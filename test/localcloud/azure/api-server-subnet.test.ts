import * as assert from "node:assert/strict";
import { deleteResource, getResource } from "../../../localcloud/azure";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { valueAt } from "../../../localcloud/clouds/json";

import { World, armError, clusterBody, clusterId, groupId, networkId, systemPool } from "./world";

const subnetOf = (name: string) => `${networkId}/subnets/${name}`;
const aks = [{ name: "aks", properties: { serviceName: "Microsoft.ContainerService/managedClusters" } }];
const kubelet = `${groupId}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nodes`;

/** A cluster whose nodes are in an own network and whose API server is to be in one of its subnets. */
const integrated = (subnetId: string | undefined): JsonObject => ({
  agentPoolProfiles: [{ ...systemPool, vnetSubnetID: subnetOf("nodes") }],
  apiServerAccessProfile: { enableVnetIntegration: true, ...(subnetId === undefined ? {} : { subnetId }) },
});

describe("azure: an API server in the virtual network", () => {
  let world: World;

  beforeEach(async () => {
    world = await new World().withGroup();
    const subnets: JsonObject[] = [
      { name: "nodes", properties: { addressPrefix: "10.1.0.0/20" } },
      { name: "api", properties: { addressPrefix: "10.1.16.0/28", delegations: aks } },
      { name: "other", properties: { addressPrefix: "10.1.16.32/28", delegations: aks } },
      { name: "small", properties: { addressPrefix: "10.1.16.16/29", delegations: aks } },
      { name: "plain", properties: { addressPrefix: "10.1.17.0/28" } },
    ];
    const addressSpace = { addressPrefixes: ["10.1.0.0/16"] };
    await world.put(networkId, { location: "westeurope", properties: { addressSpace, subnets } });
  });

  afterEach(() => {
    world.close();
  });

  const cluster = (changes: JsonObject) => world.put(clusterId, clusterBody(changes));

  it("goes into a subnet that is delegated to AKS, which then cannot be deleted", async () => {
    await cluster(integrated(subnetOf("api")));
    await assert.rejects(
      deleteResource(world.cloud, subnetOf("api")),
      armError(400, "InUseSubnetCannotBeDeleted", /managedClusters\/shop/),
    );
  });

  it("is refused without a subnet, in one that is not there, not delegated or too small", async () => {
    const target = "apiServerAccessProfile.subnetId";
    const refusals: readonly (readonly [string | undefined, string, RegExp])[] = [
      [undefined, "InvalidParameter", /required when nodes are in a virtual network/],
      [subnetOf("none"), "InvalidResourceReference", /subnets\/none/],
      [subnetOf("plain"), "InvalidParameter", /must be delegated to Microsoft\.ContainerService/],
      [subnetOf("small"), "InsufficientSubnetSize", /must be a \/28 or larger/],
    ];
    for (const [subnet, code, message] of refusals)
      await assert.rejects(cluster(integrated(subnet)), armError(400, code, message, target));
  });

  it("is refused in another network than the nodes'", async () => {
    const elsewhere = `${networkId}2`;
    const addressSpace = { addressPrefixes: ["10.2.0.0/16"] };
    const subnets = [{ name: "api", properties: { addressPrefix: "10.2.0.0/28", delegations: aks } }];
    await world.put(elsewhere, { location: "westeurope", properties: { addressSpace, subnets } });
    await assert.rejects(
      cluster(integrated(`${elsewhere}/subnets/api`)),
      armError(400, "InvalidParameter", /not in the virtual network of the nodes/),
    );
  });

  it("moves in while the cluster lives, which reimages the nodes, and never out again or elsewhere", async () => {
    await cluster({ ...integrated(undefined), apiServerAccessProfile: {} });
    world.clusters.log.length = 0;
    await cluster(integrated(subnetOf("api")));
    assert.ok(
      world.clusters.log.some((line) => line.startsWith("drain")),
      "nodes are drained",
    );
    const out = { apiServerAccessProfile: { enableVnetIntegration: false, subnetId: subnetOf("api") } };
    await assert.rejects(
      cluster({ ...integrated(undefined), ...out }),
      armError(400, "PropertyChangeNotAllowed", /enableVnetIntegration/),
    );
    await assert.rejects(
      cluster(integrated(subnetOf("other"))),
      armError(400, "PropertyChangeNotAllowed", /subnetId/),
    );
  });
});

describe("azure: the identity of nodes", () => {
  it("can be one that is there, and comes back with its client", async () => {
    const world = await new World().withGroup();
    const identityProfile = { kubeletidentity: { resourceId: kubelet } };
    await assert.rejects(
      world.put(clusterId, clusterBody({ identityProfile })),
      armError(
        400,
        "FailedIdentityOperation",
        /userAssignedIdentities\/nodes/,
        "identityProfile.kubeletidentity",
      ),
    );
    const made = await world.put(kubelet, { location: "westeurope" });
    await world.put(clusterId, clusterBody({ identityProfile }));
    const seen = await getResource(world.cloud, clusterId);
    assert.deepEqual(valueAt(seen, "properties.identityProfile.kubeletidentity"), {
      resourceId: kubelet,
      clientId: valueAt(made, "properties.clientId"),
      objectId: valueAt(made, "properties.principalId"),
    });
    world.close();
  });
});
