import assert from "node:assert/strict";
import { openAzure, postAction, putResource } from "../../../localcloud/azure";
import { faultPlanFile } from "../../../localcloud/azure/faults";
import { KubernetesClusters } from "../../../localcloud/clouds/kubernetes-clusters";
import { objectAt } from "../../../localcloud/clouds/json";
import { resolveHome } from "../../../localcloud/home";
import { applyObjects, listControlPlanes } from "../../../localcloud/kubernetes";
import type { World } from "../harness";
import { Scenario } from "../harness";
import { resultTable } from "../results";
import { clusterIn, verdictOf } from "../seen";
import { fateOfPool, managedClusterIn, nodesBut, nodesOf, poolIn } from "./seen";

const windowsPool = "mullion-dev-pool-wina-agents";

/** One stack through a new Kubernetes minor and a new node image, with a disruption budget in the way. */
describe("upgrades of an AKS stack", function () {
  this.bail(true);
  const stack = new Scenario("dev");
  resultTable("Upgrades");

  after(() => stack.remove());

  function setVersions(cluster: string, pools: string | undefined): void {
    stack.edit((config) => {
      config["mullion:cluster"] = { kubernetesVersion: cluster };
    });
    for (const name of ["linux", "win"])
      stack.editPool(name, (pool) => {
        if (pools === undefined) Reflect.deleteProperty(pool, "kubernetesVersion");
        else pool["kubernetesVersion"] = pools;
      });
  }

  const minorsOf = (pool: string, world: World) =>
    nodesOf(world, pool).map(({ kubeletVersion }) => kubeletVersion.split(".").slice(0, 2).join("."));

  const imagesOf = (world: World) =>
    nodesOf(world, "wina").map(({ labels }) => labels["kubernetes.azure.com/node-image-version"]);

  /** Gives the pods of the Windows sample a disruption budget, or takes it away. */
  async function setBudget(spec: Readonly<Record<string, unknown>> | undefined): Promise<void> {
    const [plane] = listControlPlanes(resolveHome({ MULLION_HOME: stack.project.home }));
    const client = (plane ?? assert.fail("no control plane runs")).client();
    const metadata = { name: "sample", namespace: "samples" };
    const selector = { matchLabels: { "app.kubernetes.io/name": "sample-windows-2022" } };
    try {
      await (spec === undefined
        ? client.delete("/apis/policy/v1/namespaces/samples/poddisruptionbudgets/sample")
        : applyObjects(
            client,
            [{ apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata, spec: { selector, ...spec } }],
            "scenario",
          ));
    } finally {
      client.close();
    }
  }

  it("starts at 1.35 with all nodes of that minor", async () => {
    setVersions("1.35", undefined);
    await stack.mustUp();
    const world = await stack.observe();
    for (const pool of ["system", "linuxa", "wina"]) assert.deepEqual(minorsOf(pool, world), ["v1.35"], pool);
  });

  it("a pool that would be ahead of its control plane is refused before anything happens", async () => {
    stack.editPool("win", (pool) => {
      pool["kubernetesVersion"] = "1.36";
    });
    const before = await stack.observe();
    const refused = await stack.up();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.ran.stdout + refused.ran.stderr, /nodePools\[1\]\.kubernetesVersion: /);
    assert.deepEqual(nodesBut(await stack.observe()), nodesBut(before));
  });

  it("control plane first: 1.36, with the system pool; the other pools stay behind", async () => {
    setVersions("1.36", "1.35");
    const before = await stack.observe();
    const plan = await stack.preview();
    assert.equal(verdictOf(plan, "mullion-dev-cluster-aks"), "update");
    assert.equal(verdictOf(plan, windowsPool), "nothing");
    await stack.mustUp();
    const after = await stack.observe();
    assert.match(
      JSON.stringify(managedClusterIn(after).body["properties"]),
      /"currentKubernetesVersion":"1\.36\.\d+"/,
    );
    assert.deepEqual(
      ["system", "linuxa", "wina"].map((pool) => minorsOf(pool, after)[0]),
      ["v1.36", "v1.35", "v1.35"],
    );
    assert.deepEqual(nodesBut(after, "system"), nodesBut(before, "system"));
  });

  it("a budget that allows no eviction stops the pool before its first node, and says which one", async () => {
    setVersions("1.36", undefined);
    await setBudget({ maxUnavailable: 0 });
    const before = await stack.observe();
    const refused = await stack.up();
    assert.notEqual(refused.exitCode, 0);
    const [error] = refused.errors.filter((text) => text.includes("UnsatisfiablePDB"));
    assert.match(error ?? refused.errors.join("\n"), /samples\/sample/);
    assert.deepEqual(nodesBut(await stack.observe()), nodesBut(before));
    await setBudget(undefined);
  });

  it("without it, the pools follow: new nodes first, then each old one is drained, and the samples run on", async () => {
    const before = await stack.observe();
    await stack.mustUp();
    const after = await stack.observe();
    for (const pool of ["linuxa", "wina"]) {
      assert.deepEqual(minorsOf(pool, after), ["v1.36"], pool);
      assert.equal(fateOfPool(before, after, pool), "reimaged");
    }
    assert.equal(fateOfPool(before, after, "system"), "untouched");
    const names = new Set(clusterIn(after).nodes.map(({ name }) => name));
    const samples = clusterIn(after).pods.filter(({ namespace }) => namespace === "samples");
    assert.ok(
      samples.length === 2 && samples.every(({ phase, node }) => phase === "Running" && names.has(node)),
    );
    assert.ok(clusterIn(after).nodes.every(({ cordoned }) => !cordoned));
  });

  it("back to 1.35 is refused by Azure's own words, and nothing changes", async () => {
    setVersions("1.35", undefined);
    const before = await stack.observe();
    const refused = await stack.up();
    assert.match(refused.errors.join("\n"), /OperationNotAllowed/);
    assert.deepEqual(nodesBut(await stack.observe()), nodesBut(before));
    setVersions("1.36", undefined);
  });

  it("a new node image stops at the budget with the old node cordoned, and goes on without it", async () => {
    const home = resolveHome({ MULLION_HOME: stack.project.home });
    const azure = openAzure(home.azureDb, new KubernetesClusters(home, "aks"), {
      now: () => new Date(),
      timeScale: 0,
      faultPlan: faultPlanFile(home),
    });
    try {
      const before = await stack.observe();
      const { id } = poolIn(before, "wina");
      // As if the pool had been made a month ago.
      const stored = azure.store.find(id) ?? assert.fail("the pool is there");
      const old = { nodeImageVersion: "AKSWindows-2022-containerd-gen2-20348.3091.250117" };
      const properties = { ...objectAt(stored.body, "properties"), ...old };
      azure.store.save({ ...stored, body: { ...stored.body, properties } });
      await putResource(azure, id, { properties });
      assert.deepEqual(imagesOf(await stack.observe()), [old.nodeImageVersion]);
      await setBudget({ minAvailable: 1 });
      await assert.rejects(postAction(azure, id, "upgradeNodeImageVersion", {}), /samples\/sample/);
      assert.ok(nodesOf(await stack.observe(), "wina").some(({ cordoned }) => cordoned));
      await setBudget(undefined);
      await postAction(azure, id, "upgradeNodeImageVersion", {});
      const after = await stack.observe();
      assert.equal(fateOfPool(before, after, "wina"), "reimaged");
      assert.deepEqual(imagesOf(after), ["AKSWindows-2022-containerd-gen2-20348.3207.250214"]);
      assert.ok(nodesOf(after, "wina").every(({ cordoned }) => !cordoned));
    } finally {
      azure.store.close();
    }
    const plan = await stack.preview("--expect-no-changes");
    assert.equal(plan.exitCode, 0, plan.messages);
  });
});
