import assert from "node:assert/strict";
import { draftOf, importFile, readCluster, reconcile, withKept } from "../../adopt";
import type { PlannedResource } from "../../adopt";
import { awsCluster, azCluster, cniAddOn, file, linuxGroup } from "./clusters";

const stack = "urn:pulumi:legacy::mullion::";
const root = `${stack}pulumi:pulumi:Stack::mullion-legacy`;
const platform = `${stack}mullion:aks:Platform::m`;
const component = (urn: string, parent: string): PlannedResource => ({
  urn,
  parent,
  custom: false,
  inputs: {},
  ignoreChanges: [],
});
const cluster = (
  inputs: PlannedResource["inputs"],
  ignoreChanges: readonly string[] = [],
): PlannedResource => ({
  urn: `${stack}mullion:aks:Platform$azure-native:containerservice:ManagedCluster::m-cluster-aks`,
  parent: platform,
  custom: true,
  inputs,
  provider: `${stack}pulumi:providers:azure-native::default_3_28_0::id`,
  ignoreChanges,
});
const pool = (inputs: PlannedResource["inputs"]): PlannedResource => ({
  urn: `${stack}mullion:aks:Platform$azure-native:containerservice:AgentPool::m-pool-npwina-agents`,
  parent: platform,
  custom: true,
  inputs,
  ignoreChanges: [],
});
const found = readCluster([file(azCluster)]);
const draft = draftOf(found, "dev");
const pathsOf = (resource: PlannedResource) =>
  reconcile([resource], found, draft.pools).matches.flatMap(({ differences }) =>
    differences.map(({ path }) => path),
  );

describe("what has to stay as it is", () => {
  it("is nothing where the program says what is there", () => {
    assert.deepEqual(pathsOf(cluster({ dnsPrefix: "old-dns", tags: { owner: "legacy" } })), []);
  });

  it("is what the program would set otherwise, or set at all", () => {
    assert.deepEqual(pathsOf(cluster({ dnsPrefix: "new", supportPlan: "KubernetesOfficial" })), [
      "dnsPrefix",
      "supportPlan",
    ]);
  });

  it("is what only the cloud says beside something that the program says, but not on the top level", () => {
    assert.deepEqual(
      pathsOf(cluster({ networkProfile: { networkPlugin: "azure" } })).includes("networkProfile.ipFamilies"),
      true,
    );
    assert.deepEqual(pathsOf(cluster({ location: "westeurope" })), []);
  });

  it("is a map of the user's own as a whole", () => {
    assert.deepEqual(pathsOf(cluster({ tags: { owner: "other" } })), ["tags"]);
  });

  it("is of the inline pools only what the system pool says", () => {
    const profile = { name: "system", mode: "System", vmSize: "Standard_D4s_v5" };
    const paths = pathsOf(cluster({ agentPoolProfiles: [profile] }));
    assert.ok(paths.includes("agentPoolProfiles[0].name"));
    assert.ok(!paths.includes("agentPoolProfiles[0].vmSize"));
    assert.ok(paths.every((path) => path.startsWith("agentPoolProfiles[0].")));
  });

  it("is nothing that is unknown, secret or ignored already", () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ciphertext: "x",
    };
    const inputs = {
      dnsPrefix: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
      windowsProfile: { adminUsername: "azureuser", enableCSIProxy: true, adminPassword: secret },
      nodeResourceGroup: "other",
    };
    assert.deepEqual(pathsOf(cluster(inputs, ["nodeResourceGroup"])), []);
  });

  it("does not tell an empty list from none", () => {
    assert.deepEqual(pathsOf(pool({ nodeTaints: [], tags: {} })), []);
  });

  it("stands in the configuration of the cluster and of the pool that it is about", () => {
    const { matches } = reconcile(
      [cluster({ dnsPrefix: "new" }), pool({ scaleDownMode: "Delete" })],
      found,
      draft.pools,
    );
    const config = withKept(draft, matches);
    assert.partialDeepStrictEqual(config, {
      adopted: { cluster: "old", keep: ["dnsPrefix"] },
      nodePools: [{ adopted: { name: "npwin", keep: ["scaleDownMode"] } }, { adopted: { name: "batcha" } }],
    });
  });
});

describe("the import file", () => {
  const planned = [
    component(root, ""),
    component(platform, root),
    cluster({ dnsPrefix: "x", __defaults: [] }),
    pool({ vmSize: "y" }),
  ];
  const { matches, creates } = reconcile(
    [...planned, { ...pool({}), urn: `${stack}random:index/randomPassword:RandomPassword::p` }],
    found,
    draft.pools,
  );

  it("names the objects, their parents and the inputs that the program says", () => {
    assert.deepEqual(importFile(matches, planned), {
      nameTable: {},
      resources: [
        { type: "mullion:aks:Platform", name: "m", component: true },
        {
          type: "azure-native:containerservice:ManagedCluster",
          name: "m-cluster-aks",
          parent: "m",
          id: found.cluster.id,
          properties: ["dnsPrefix"],
        },
        {
          type: "azure-native:containerservice:AgentPool",
          name: "m-pool-npwina-agents",
          parent: "m",
          id: `${found.cluster.id}/agentPools/npwin`,
          properties: ["vmSize"],
        },
      ],
    });
  });

  it("names what the program leaves as it is too, since there would be nothing to leave", () => {
    const eks = readCluster([file(awsCluster), file(linuxGroup), file(cniAddOn)]);
    const addOn: PlannedResource = {
      urn: `${stack}mullion:eks:Platform$mullion:eks:AddOn$aws:eks/addon:Addon::m-vpc-cni-addon`,
      custom: true,
      inputs: { clusterName: "Old_Cluster", addonName: "vpc-cni" },
      ignoreChanges: ["tags", "scalingConfig.desiredSize"],
    };
    const other = { ...addOn, urn: `${addOn.urn}2`, inputs: { ...addOn.inputs, addonName: "coredns" } };
    const { matches: taken, creates: made } = reconcile([addOn, other], eks, []);
    assert.deepEqual(made, [other]);
    assert.deepEqual(importFile(taken, [addOn, other]).resources, [
      {
        type: "aws:eks/addon:Addon",
        name: "m-vpc-cni-addon",
        id: "Old_Cluster:vpc-cni",
        properties: ["addonName", "clusterName", "tags"],
      },
    ]);
  });

  it("leaves what the cluster lacks to the first up", () => {
    assert.deepEqual(
      creates.map(({ urn }) => urn.split("::").at(-1)),
      ["p"],
    );
  });

  it("tells names apart that two types share", () => {
    const eks = readCluster([file(awsCluster), file(linuxGroup)]);
    const up = `${stack}mullion:eks:Platform::m`;
    const [role, inner] = [
      `${stack}mullion:eks:Platform$mullion:eks:Role::m-x`,
      `${stack}mullion:eks:Platform$mullion:eks:Cluster::m-x`,
    ];
    const resource = (parent: string, type: string, name: string): PlannedResource => ({
      urn: `${parent.split("::").slice(0, 3).join("::")}$${type}::${name}`,
      parent,
      custom: true,
      inputs: {},
      ignoreChanges: [],
    });
    const all = [
      component(up, root),
      component(role, up),
      component(inner, up),
      resource(inner, "aws:eks/cluster:Cluster", "m-eks"),
      resource(role, "aws:eks/nodeGroup:NodeGroup", "m-pool-system-nodes"),
    ];
    const { matches: own } = reconcile(all, eks, draftOf(eks, "dev").pools);
    const written = importFile(own, all);
    assert.deepEqual(
      written.resources.map(({ name, logicalName = name, parent = "" }) => [name, logicalName, parent]),
      [
        ["m", "m", ""],
        ["m-x", "m-x", "m"],
        ["m-x#2", "m-x", "m"],
        ["m-eks", "m-eks", "m-x"],
        ["m-pool-system-nodes", "m-pool-system-nodes", "m-x#2"],
      ],
    );
  });
});
