import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openAzure, postAction, putResource } from "../../../localcloud/azure";
import { controlPlaneId } from "../../../localcloud/azure/aks/ids";
import { KubernetesClusters } from "../../../localcloud/clouds/kubernetes-clusters";
import { valueAt } from "../../../localcloud/clouds/json";
import { resolveHome } from "../../../localcloud/home";
import { applyObjects, findControlPlane, isReady, listControlPlanes } from "../../../localcloud/kubernetes";
import type { KubernetesClient, KubernetesObject, Node } from "../../../localcloud/kubernetes";
import { armError, clusterBody, clusterId, groupId, linuxPool, poolIdOf } from "./world";

interface Pod extends KubernetesObject {
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly phase?: string };
}

type NodeWithInfo = Node & { readonly status: { readonly nodeInfo: { readonly kubeletVersion: string } } };

describe("azure upgrades on real nodes", function () {
  // Building Kubernetes for the first time takes minutes.
  this.timeout(900_000);
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-aks-upgrade-"));
  const home = resolveHome({ MULLION_HOME: root });
  const faultPlan = path.join(root, "faults.json");
  const clusters = new KubernetesClusters(home, "aks");
  const cloud = openAzure(home.azureDb, clusters, {
    now: () => new Date("2026-11-23T08:00:00Z"),
    timeScale: 0,
    faultPlan,
  });
  let client: KubernetesClient;

  before(async () => {
    await putResource(cloud, groupId, { location: "westeurope" });
    await putResource(cloud, clusterId, clusterBody({ kubernetesVersion: "1.34" }));
    await putResource(cloud, poolIdOf("apps"), linuxPool({ count: 2 }));
    client = (findControlPlane(home, controlPlaneId(clusterId)) ?? assert.fail("no control plane")).client();
    await applyObjects(client, [web()], "test");
    await running(2);
  });

  after(async () => {
    client.close();
    for (const { id } of listControlPlanes(home)) await clusters.remove(id);
    cloud.store.close();
    fs.rmSync(root, { recursive: true, force: true });
  });

  /** Two pods on the pool, one per node. */
  function web(): KubernetesObject {
    const labels = { app: "web" };
    const affinity = {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 1,
            podAffinityTerm: {
              labelSelector: { matchLabels: labels },
              topologyKey: "kubernetes.io/hostname",
            },
          },
        ],
      },
    };
    const spec = {
      nodeSelector: { agentpool: "apps" },
      affinity,
      containers: [{ name: "web", image: "web:1" }],
    };
    return {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "default" },
      spec: { replicas: 2, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    };
  }

  const budget = (spec: Record<string, unknown>): KubernetesObject => ({
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: { name: "web", namespace: "default" },
    spec: { selector: { matchLabels: { app: "web" } }, ...spec },
  });
  const withoutBudget = () => client.delete("/apis/policy/v1/namespaces/default/poddisruptionbudgets/web");
  const pods = async () =>
    (await client.list<Pod>("/api/v1/namespaces/default/pods")).filter(
      ({ status }) => status.phase === "Running",
    );
  const poolNodes = () => client.list<NodeWithInfo>("/api/v1/nodes", { labelSelector: "agentpool=apps" });

  async function running(count: number): Promise<void> {
    for (let round = 0; round < 200; round += 1) {
      if ((await pods()).length === count) return;
      await sleep(100);
    }
    assert.fail(`there are not ${String(count)} running pods`);
  }

  it("refuses to begin when a budget allows no eviction ever", async () => {
    await putResource(cloud, clusterId, clusterBody({ kubernetesVersion: "1.35" }));
    await applyObjects(client, [budget({ maxUnavailable: 0 })], "test");
    await assert.rejects(
      putResource(cloud, poolIdOf("apps"), linuxPool({ count: 2, orchestratorVersion: "1.35" })),
      armError(400, "UnsatisfiablePDB", /default\/web/),
    );
    await withoutBudget();
    assert.deepEqual(
      (await poolNodes()).map(({ status }) => status.nodeInfo.kubeletVersion),
      ["v1.34.4", "v1.34.4"],
    );
  });

  it("fails when the drain takes longer than its timeout, and keeps the node cordoned", async () => {
    await applyObjects(client, [budget({ minAvailable: 2 })], "test");
    await assert.rejects(
      putResource(cloud, poolIdOf("apps"), linuxPool({ count: 2, orchestratorVersion: "1.35" })),
      armError(400, "UpgradeFailed", /failed when evicting pod default\/web-/),
    );
    assert.equal(cloud.store.find(poolIdOf("apps"))?.state, "Failed");
    assert.ok((await poolNodes()).some(({ spec }) => spec.unschedulable === true));
    await withoutBudget();
  });

  it("goes on where it stopped, with a budget that leaves a way, and replaces every node", async () => {
    await applyObjects(client, [budget({ maxUnavailable: 1 })], "test");
    await putResource(cloud, poolIdOf("apps"), linuxPool({ count: 2, orchestratorVersion: "1.35" }));
    const nodes = await poolNodes();
    assert.deepEqual(
      nodes.map(({ status }) => status.nodeInfo.kubeletVersion),
      ["v1.35.8", "v1.35.8"],
    );
    assert.ok(nodes.every((node) => isReady(node) && node.spec.unschedulable !== true));
    await running(2);
    const names = new Set(nodes.map(({ metadata }) => metadata.name));
    assert.ok((await pods()).every(({ spec }) => names.has(spec.nodeName)));
  });

  it("upgrades the node image on request, and does nothing when there is no newer one", async () => {
    const pool = cloud.store.find(poolIdOf("apps")) ?? assert.fail();
    const old = "AKSUbuntu-2404gen2containerd-202510.19.0";
    const properties = {
      ...(valueAt(pool.body, "properties") as Record<string, string>),
      nodeImageVersion: old,
    };
    cloud.store.save({ ...pool, body: { properties } });
    const images = async () =>
      (await poolNodes()).map(({ metadata }) => metadata.labels?.["kubernetes.azure.com/node-image-version"]);
    await putResource(cloud, poolIdOf("apps"), linuxPool({ count: 2, orchestratorVersion: "1.35" }));
    assert.deepEqual(await images(), [old, old]);
    await postAction(cloud, poolIdOf("apps"), "upgradeNodeImageVersion", {});
    const newest = "AKSUbuntu-2404gen2containerd-202511.07.0";
    assert.deepEqual(await images(), [newest, newest]);
    const uids = (await poolNodes()).map(({ metadata }) => metadata.uid);
    await postAction(cloud, poolIdOf("apps"), "upgradeNodeImageVersion", {});
    assert.deepEqual(
      (await poolNodes()).map(({ metadata }) => metadata.uid),
      uids,
    );
  });

  it("can be asked again for a node image whose upgrade failed", async () => {
    const pool = cloud.store.find(poolIdOf("apps")) ?? assert.fail();
    const old = "AKSUbuntu-2404gen2containerd-202510.19.0";
    const properties = {
      ...(valueAt(pool.body, "properties") as Record<string, string>),
      nodeImageVersion: old,
    };
    cloud.store.save({ ...pool, body: { properties } });
    await putResource(cloud, poolIdOf("apps"), linuxPool({ count: 2, orchestratorVersion: "1.35" }));
    const [before] = await poolNodes();
    await applyObjects(client, [budget({ minAvailable: 2 })], "test");
    await assert.rejects(
      postAction(cloud, poolIdOf("apps"), "upgradeNodeImageVersion", {}),
      armError(400, "UpgradeFailed", /failed when evicting pod default\/web-/),
    );
    assert.equal(cloud.store.find(poolIdOf("apps"))?.state, "Failed");
    await applyObjects(client, [budget({ maxUnavailable: 1 })], "test");
    await postAction(cloud, poolIdOf("apps"), "upgradeNodeImageVersion", {});
    assert.equal(cloud.store.find(poolIdOf("apps"))?.state, "Succeeded");
    assert.ok((await poolNodes()).every(({ spec }) => spec.unschedulable !== true));
    assert.ok((await poolNodes()).every(({ metadata }) => metadata.uid !== before?.metadata.uid));
  });

  it("leaves a node that is not Ready when the fault plan says so, and mends it", async () => {
    fs.writeFileSync(faultPlan, JSON.stringify([{ kind: "node-not-ready", type: "agentPools" }]));
    await assert.rejects(
      putResource(cloud, poolIdOf("apps"), linuxPool({ count: 3 })),
      armError(400, "NodesNotReady", /vmss000002/),
    );
    await sleep(3000);
    assert.deepEqual((await poolNodes()).map(isReady), [true, true, false]);
    await putResource(cloud, poolIdOf("apps"), linuxPool({ count: 3 }));
    assert.deepEqual((await poolNodes()).map(isReady), [true, true, true]);
  });

  it("leaves the cluster's version to the API server", async () => {
    const version = await client.request({ method: "GET", path: "/version" });
    const cluster = cloud.store.find(clusterId)?.body;
    assert.equal(valueAt(cluster, "properties.currentKubernetesVersion"), "1.35.8");
    assert.equal(Reflect.get(Object(version.body), "emulationMinor"), "35");
  });
});
