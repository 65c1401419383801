import assert from "node:assert/strict";
import { openAzure, putResource } from "../../../localcloud/azure";
import { faultPlanFile } from "../../../localcloud/azure/faults";
import { KubernetesClusters } from "../../../localcloud/clouds/kubernetes-clusters";
import { objectAt, overlay } from "../../../localcloud/clouds/json";
import { resolveHome } from "../../../localcloud/home";
import { listControlPlanes } from "../../../localcloud/kubernetes";
import { Scenario } from "../harness";
import { resultTable } from "../results";
import { clusterIn, verdictOf } from "../seen";
import { fateOfPool, managedClusterIn, nodesBut, nodesOf, poolNames } from "./seen";

/** One stack through what only Windows pools have: a release that ends, and an administrator's password. */
describe("Windows pools of an AKS stack", function () {
  this.bail(true);
  const stack = new Scenario("dev");
  resultTable("Windows pools");

  before(() => stack.mustUp());

  after(() => stack.remove());

  it("2022 to 2025, first step: a pool in the other slot comes, and the old one runs on", async () => {
    const before = await stack.observe();
    stack.edit((config) => {
      const pools = config["mullion:nodePools"] as { name: string }[];
      const old = pools.find(({ name }) => name === "win") ?? assert.fail("there is a pool win");
      pools.push({ ...old, ...{ slot: "b", release: "2025" } });
    });
    const plan = await stack.preview();
    assert.equal(verdictOf(plan, "mullion-dev-pool-winb-agents"), "create");
    assert.equal(verdictOf(plan, "mullion-dev-pool-wina-agents"), "nothing");
    assert.equal(verdictOf(plan, "mullion-dev-cluster-aks"), "nothing");
    await stack.mustUp();
    const after = await stack.observe();
    assert.deepEqual(nodesBut(after, "winb"), nodesBut(before));
    assert.deepEqual(
      [...nodesOf(after, "wina"), ...nodesOf(after, "winb")].map(({ osImage, labels }) => [
        osImage,
        labels["mullion/pool"],
        labels["mullion/slot"],
      ]),
      [
        ["Windows Server 2022 Datacenter", "win", "a"],
        ["Windows Server 2025 Datacenter", "win", "b"],
      ],
    );
  });

  it("second step: the old pool is drained by hand, and no pod is left on it", async () => {
    const home = resolveHome({ MULLION_HOME: stack.project.home });
    const clusters = new KubernetesClusters(home, "aks");
    const [plane] = listControlPlanes(home);
    const cluster = plane?.id ?? assert.fail("no control plane runs");
    for (const { name } of nodesOf(await stack.observe(), "wina")) {
      await clusters.cordon(cluster, name);
      await clusters.drain(cluster, name, 60);
    }
    const world = await stack.observe();
    const names = nodesOf(world, "wina").map(({ name }) => name);
    const left = clusterIn(world).pods.filter(
      ({ namespace, node }) => namespace === "samples" && names.includes(node),
    );
    assert.deepEqual(left, []);
  });

  it("third step: the old pool goes, and the new one is not touched", async () => {
    const before = await stack.observe();
    stack.edit((config) => {
      const pools = config["mullion:nodePools"] as { name: string; slot?: string }[];
      config["mullion:nodePools"] = pools.filter(({ name, slot }) => name !== "win" || slot === "b");
    });
    assert.equal(verdictOf(await stack.preview(), "mullion-dev-pool-wina-agents"), "delete");
    await stack.mustUp();
    const after = await stack.observe();
    assert.deepEqual(poolNames(after), ["system", "linuxa", "winb"]);
    assert.deepEqual(nodesBut(after), nodesBut(before, "wina"));
  });

  it("a change of slot in place does it in one up: the new pool first, then the old one goes", async () => {
    stack.editPool("win", (pool) => {
      pool["slot"] = "a";
    });
    const plan = await stack.preview();
    assert.equal(verdictOf(plan, "mullion-dev-pool-wina-agents"), "create");
    assert.equal(verdictOf(plan, "mullion-dev-pool-winb-agents"), "delete");
    const { events } = await stack.mustUp();
    const order = events.flatMap(({ resOutputsEvent: done }) => {
      const name = done?.metadata.urn.split("::").at(-1) ?? "";
      return /pool-win[ab]-agents$/.test(name) ? [`${done?.metadata.op ?? ""} ${name}`] : [];
    });
    assert.deepEqual(order, ["create mullion-dev-pool-wina-agents", "delete mullion-dev-pool-winb-agents"]);
    assert.deepEqual(poolNames(await stack.observe()), ["system", "linuxa", "wina"]);
  });

  it("another password version makes a password and touches no node", async () => {
    const before = await stack.observe();
    stack.edit((config) => {
      config["mullion:windows"] = { passwordVersion: 2 };
    });
    const plan = await stack.preview();
    assert.equal(verdictOf(plan, "mullion-dev-cluster-windows-admin-password"), "replace");
    assert.equal(verdictOf(plan, "mullion-dev-cluster-aks"), "nothing");
    await stack.mustUp();
    const after = await stack.observe();
    assert.deepEqual(nodesBut(after), nodesBut(before));
    assert.deepEqual(managedClusterIn(after), managedClusterIn(before));
  });

  it("the password is changed by hand: Azure reimages all Windows pools and no other", async () => {
    const home = resolveHome({ MULLION_HOME: stack.project.home });
    const azure = openAzure(home.azureDb, new KubernetesClusters(home, "aks"), {
      now: () => new Date(),
      timeScale: 0,
      faultPlan: faultPlanFile(home),
    });
    const before = await stack.observe();
    const { id } = managedClusterIn(before);
    try {
      const stored = azure.store.find(id) ?? assert.fail("the cluster is there");
      const windowsProfile = overlay(objectAt(stored.body, "properties.windowsProfile"), {
        adminPassword: "Another-Horse-of-43",
      });
      const pools = azure.store.children(id).map(({ id: pool, body }) => ({
        ...objectAt(body, "properties"),
        name: pool.split("/").at(-1) ?? "",
      }));
      const properties = { ...objectAt(stored.body, "properties"), windowsProfile, agentPoolProfiles: pools };
      await putResource(azure, id, { ...stored.body, properties });
    } finally {
      azure.store.close();
    }
    const after = await stack.observe();
    assert.equal(fateOfPool(before, after, "wina"), "reimaged");
    assert.deepEqual(nodesBut(after, "wina"), nodesBut(before, "wina"));
  });
});
