import assert from "node:assert/strict";
import { AdoptInputError, readCluster } from "../../adopt";
import { awsCluster, azCluster, file, linuxGroup } from "./clusters";

describe("descriptions of clusters", () => {
  it("of az are read by the names of azure-native, without what is null or the server's own", () => {
    const { cluster, pools } = readCluster([file(azCluster)]);
    assert.match(cluster.id, /\/resourceGroups\/legacy-rg\/.*\/managedClusters\/old$/);
    assert.partialDeepStrictEqual(cluster.properties, {
      enableRBAC: true,
      resourceGroupName: "legacy-rg",
      resourceName: "old",
      identity: { type: "SystemAssigned" },
      networkProfile: { dnsServiceIP: "10.0.0.10" },
    });
    assert.equal(cluster.properties["provisioningState"], undefined);
    assert.equal(cluster.properties["aadProfile"], undefined);
    assert.deepEqual(
      pools.map(({ name, id }) => [name, id.split("/").slice(-2).join("/")]),
      [
        ["npwin", "agentPools/npwin"],
        ["nodepool1", "agentPools/nodepool1"],
        ["batcha", "agentPools/batcha"],
      ],
    );
  });

  it("of ARM and of a state say the same", () => {
    const { id, name, location, tags, ...properties } = azCluster;
    const arm = readCluster([file({ id, name, location, tags, properties })]);
    const state = readCluster([
      file({
        version: 3,
        deployment: {
          resources: [
            { urn: "u", type: "pulumi:pulumi:Stack" },
            {
              urn: "c",
              type: "azure-native:containerservice/v20250901:ManagedCluster",
              id,
              outputs: { ...azCluster },
            },
          ],
        },
      }),
    ]);
    assert.deepEqual(arm.pools, readCluster([file(azCluster)]).pools);
    assert.deepEqual(state.pools, arm.pools);
  });

  it("take separate pools along", () => {
    const pool = {
      id: `${azCluster.id}/agentPools/late`,
      name: "late",
      type: "Microsoft.ContainerService/managedClusters/agentPools",
      vmSize: "Standard_D2s_v5",
    };
    assert.equal(readCluster([file(azCluster), file([pool])]).pools.length, 4);
  });

  for (const [title, files, message] of [
    ["no JSON", [{ name: "a.json", text: "Name: x" }], /^a\.json: is not JSON .*-o json/],
    ["something else", [file({ hello: 1 }, "b.json")], /^b\.json: describes no cluster/],
    ["pools without their cluster", [file(linuxGroup)], /no file describes a cluster itself/],
    ["two clusters", [file([azCluster, { ...azCluster, name: "b" }])], /describe 2 clusters/],
    [
      "two clusters of EKS",
      [file([awsCluster, { cluster: { ...awsCluster.cluster, name: "b" } }])],
      /describe 2/,
    ],
  ] as const) {
    it(`are refused in one line when they are ${title}`, () => {
      assert.throws(
        () => readCluster(files),
        (error) =>
          error instanceof AdoptInputError && message.test(error.message) && !error.message.includes("\n"),
      );
    });
  }
});
