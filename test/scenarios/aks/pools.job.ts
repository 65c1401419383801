import assert from "node:assert/strict";
import { Scenario } from "../harness";
import { resultTable } from "../results";
import { clusterIn, verdictOf } from "../seen";
import { managedClusterIn, nodesBut, nodesOf, poolIn, poolNames } from "./seen";

/** One stack from its first up to its last pool; each step needs the one before. */
describe("node pools of an AKS stack", function () {
  this.bail(true);
  const stack = new Scenario("dev");
  resultTable("Node pools");

  after(() => stack.remove());

  it("first up: a cluster with its pools, nodes of both operating systems, and the samples on them", async () => {
    await stack.mustUp();
    const world = await stack.observe();
    assert.deepEqual(poolNames(world), ["system", "linuxa", "wina"]);
    assert.ok(world.objects.every(({ state }) => state === "Succeeded"));
    assert.deepEqual(
      clusterIn(world).nodes.map(({ pool, os, osImage }) => [
        pool,
        os,
        osImage.split(/[. ]/).slice(0, 3).join(" "),
      ]),
      [
        ["linuxa", "linux", "Ubuntu 24 04"],
        ["system", "linux", "Ubuntu 24 04"],
        ["wina", "windows", "Windows Server 2022"],
      ],
    );
    const samples = clusterIn(world).pods.filter(({ namespace }) => namespace === "samples");
    assert.deepEqual(
      samples.map(({ phase }) => phase),
      ["Running", "Running"],
    );
  });

  it("add a Linux pool: one more pool, and nothing else is touched", async () => {
    const before = await stack.observe();
    stack.edit((config) => {
      (config["mullion:nodePools"] as object[]).push({
        name: "jobs",
        os: "Linux",
        vmSize: "Standard_D4s_v5",
        count: 2,
        labels: { purpose: "jobs" },
        taints: [{ key: "purpose", value: "jobs", effect: "NoSchedule" }],
      });
    });
    const plan = await stack.preview();
    assert.deepEqual(
      plan.steps.map(({ op, urn }) => [op, urn.split("::").at(-1)]),
      [["create", "mullion-dev-pool-jobsa-agents"]],
    );
    await stack.mustUp();
    const after = await stack.observe();
    assert.deepEqual(poolNames(after), ["system", "linuxa", "wina", "jobsa"]);
    assert.deepEqual(
      nodesOf(after, "jobsa").map(({ labels }) => [labels["purpose"], labels["mullion/pool"]]),
      [
        ["jobs", "jobs"],
        ["jobs", "jobs"],
      ],
    );
    assert.deepEqual(nodesBut(after, "jobsa"), nodesBut(before));
    assert.deepEqual(managedClusterIn(after).body, managedClusterIn(before).body);
  });

  it("scale it to three: its nodes stay and one comes", async () => {
    const before = await stack.observe();
    stack.editPool("jobs", (pool) => {
      pool["count"] = 3;
    });
    assert.equal(verdictOf(await stack.preview(), "mullion-dev-pool-jobsa-agents"), "update");
    await stack.mustUp();
    const after = await stack.observe();
    assert.equal(nodesOf(after, "jobsa").length, 3);
    assert.deepEqual(
      nodesOf(before, "jobsa").filter(({ uid }) => !nodesOf(after, "jobsa").some((node) => node.uid === uid)),
      [],
    );
    assert.deepEqual(nodesBut(after, "jobsa"), nodesBut(before, "jobsa"));
  });

  it("scale it to none: its nodes go, and the pool stays", async () => {
    stack.editPool("jobs", (pool) => {
      pool["count"] = 0;
    });
    await stack.mustUp();
    const world = await stack.observe();
    assert.deepEqual(nodesOf(world, "jobsa"), []);
    assert.equal(poolIn(world, "jobsa").state, "Succeeded");
  });

  it("remove it: pool and nodes are gone, and nothing else is touched", async () => {
    const before = await stack.observe();
    stack.edit((config) => {
      config["mullion:nodePools"] = (config["mullion:nodePools"] as { name: string }[]).filter(
        ({ name }) => name !== "jobs",
      );
    });
    assert.equal(verdictOf(await stack.preview(), "mullion-dev-pool-jobsa-agents"), "delete");
    await stack.mustUp();
    const after = await stack.observe();
    assert.deepEqual(poolNames(after), ["system", "linuxa", "wina"]);
    assert.deepEqual(nodesBut(after), nodesBut(before, "jobsa"));
    const plan = await stack.preview("--expect-no-changes");
    assert.equal(plan.exitCode, 0, plan.messages);
  });

  it("destroy: no objects, no cluster", async () => {
    const destroyed = await stack.destroy();
    assert.equal(destroyed.exitCode, 0, destroyed.ran.stderr);
    const { objects, clusters } = await stack.observe();
    assert.deepEqual([objects, clusters], [[], []]);
  });
});
