import assert from "node:assert/strict";
import { readDeployment } from "../../../fleet/inventory/deployment";
import { deployedCluster } from "../../../fleet/state/cluster";
import type { PropertyMap } from "../../../localcloud/wire/values";
import { aksResources, eksResources, exportOf, resource } from "../states";

const clusterOf = async (resources: readonly PropertyMap[]) =>
  deployedCluster(readDeployment(await exportOf({ resources })).resources);

describe("the cluster in a state", () => {
  it("is AKS with its inline and its own pools", async () => {
    assert.deepEqual(await clusterOf(aksResources), {
      target: "aks",
      name: "aks-shop",
      version: "1.36",
      networkPolicy: "azure",
      pools: [
        { name: "system", os: "linux", linux: "AzureLinux", version: "", nodes: { least: 3, most: 3 } },
        { name: "win22a", os: "windows", windows: "2022", version: "1.36", nodes: { least: 1, most: 4 } },
      ],
    });
  });

  it("is EKS with managed groups and Mullion's own machines; other Auto Scaling groups are none of it", async () => {
    const { target, name, pools } = await clusterOf(eksResources);
    assert.deepEqual([target, name], ["eks", "eks-shop"]);
    assert.deepEqual(pools, [
      {
        name: "win22a-2026112",
        os: "windows",
        windows: "2022",
        version: "1.35",
        nodes: { least: 2, most: 2 },
      },
      { name: "owna", os: "windows", version: "", nodes: { least: 1, most: 3 } },
    ]);
  });

  it("is AKS of the classic provider", async () => {
    const cluster = resource("azure:containerservice/kubernetesCluster:KubernetesCluster", "c", {
      inputs: { name: "old", kubernetesVersion: "1.33", defaultNodePool: { name: "def", nodeCount: 2 } },
    });
    const pool = resource("azure:containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool", "p", {
      inputs: {
        name: "win",
        osType: "Windows",
        osSku: "Windows2019",
        autoScalingEnabled: true,
        minCount: 1,
        maxCount: 3,
      },
    });
    const { target, pools } = await clusterOf([cluster, pool]);
    assert.equal(target, "aks");
    assert.deepEqual(pools, [
      { name: "def", os: "linux", linux: "Ubuntu", version: "", nodes: { least: 2, most: 2 } },
      { name: "win", os: "windows", windows: "2019", version: "", nodes: { least: 1, most: 3 } },
    ]);
  });

  it("is an existing one, named by the stack's outputs, or none at all", async () => {
    const { target, pools } = await clusterOf([resource("mullion:existing:Cluster", "edge")]);
    assert.deepEqual([target, pools], ["existing", []]);
    assert.equal((await clusterOf([])).target, "unknown");
  });

  it("has nothing of what was replaced or only read", async () => {
    const [cluster = {}, pool = {}] = aksResources;
    assert.equal((await clusterOf([cluster, { ...pool, delete: true }])).pools.length, 1);
    assert.equal((await clusterOf([{ ...cluster, external: true }])).target, "unknown");
  });
});
