import assert from "node:assert/strict";
import { publicParameter } from "../../../localcloud/aws";
import { clusterIn, verdictOf } from "../seen";
import { Scenario } from "../harness";
import { resultTable } from "../results";
import { fateOfPool, groupOf, nodesBut, nodesOf, objectsOf, types } from "./seen";

const parameter =
  "/aws/service/ami-windows-latest/Windows_Server-2025-English-Core-EKS_Optimized-1.36/image_id";

/** One stack from its first up to its last pool; each step needs the one before. */
describe("node pools of an EKS stack", function () {
  this.bail(true);
  const stack = new Scenario("eks-dev");
  resultTable("EKS: node pools");

  after(() => stack.remove());

  const addPool = (pool: object): void => {
    stack.edit((config) => {
      (config["mullion:nodePools"] as object[]).push(pool);
    });
  };
  const verdict = async (name: string) => verdictOf(await stack.preview(), name);
  const clusterBody = async () => objectsOf(await stack.observe(), types.cluster)[0]?.body;

  it("first up: a cluster with its groups, nodes of both operating systems, and the samples on them", async () => {
    await stack.mustUp();
    const world = await stack.observe();
    assert.ok(world.objects.every(({ state }) => state === "ACTIVE"));
    assert.deepEqual(
      clusterIn(world)
        .nodes.map(({ os, osImage, labels }) => [labels["mullion/pool"], os, osImage.split(/[. ]/)[0]])
        .sort(),
      [
        ["linux", "linux", "Amazon"],
        ["system", "linux", "Amazon"],
        ["win", "windows", "Windows"],
      ],
    );
    const samples = clusterIn(world).pods.filter(({ namespace }) => namespace === "samples");
    assert.deepEqual(
      samples.map(({ phase }) => phase),
      ["Running", "Running"],
    );
  });

  it("add a Windows pool of one's own: nodes with twice the pods, and nothing else is touched", async () => {
    const [before, cluster] = [await stack.observe(), await clusterBody()];
    stack.edit((config) => {
      config["mullion:network"] = { windowsPrefixDelegation: true };
    });
    const kubelet = { maxPods: 200, systemReservedMemory: "2Gi" };
    const pool = { name: "dense", os: "Windows", release: "2022", instanceTypes: ["m6i.xlarge"], count: 1 };
    addPool({ ...pool, managed: false, kubelet });
    assert.equal(await verdict("mullion-eks-dev-pool-densea-nodes"), "create");
    await stack.mustUp();
    const after = await stack.observe();
    const [node] = nodesOf(after, "densea");
    assert.ok(node !== undefined);
    assert.equal(node.os, "windows");
    assert.deepEqual(nodesBut(after, "densea"), nodesBut(before));
    assert.deepEqual(await clusterBody(), cluster);
  });

  it("refresh: the clouds say what the state says, and the next preview is empty", async () => {
    const { exitCode, errors } = await stack.refresh();
    assert.deepEqual([exitCode, errors], [0, []]);
    assert.deepEqual((await stack.preview()).steps, []);
  });

  it("scale it to three: its node stays and two come", async () => {
    const before = await stack.observe();
    stack.editPool("dense", (pool) => {
      pool["count"] = 3;
    });
    await stack.mustUp();
    const after = await stack.observe();
    assert.equal(nodesOf(after, "densea").length, 3);
    assert.equal(fateOfPool(before, after, "densea"), "scaled");
    assert.deepEqual(nodesBut(after, "densea"), nodesBut(before, "densea"));
  });

  it("pin another AMI on it: the template changes, and an instance refresh replaces its nodes", async () => {
    const before = await stack.observe();
    stack.editPool("dense", (pool) => {
      pool["release"] = "2025";
      pool["amiId"] = publicParameter(parameter);
    });
    const plan = await stack.preview();
    assert.equal(verdictOf(plan, "mullion-eks-dev-pool-densea-template"), "update");
    assert.equal(verdictOf(plan, "mullion-eks-dev-pool-densea-nodes"), "update");
    await stack.mustUp();
    const after = await stack.observe();
    assert.equal(fateOfPool(before, after, "densea"), "new nodes");
    assert.ok(nodesOf(after, "densea").every(({ osImage }) => osImage === "Windows Server 2025 Datacenter"));
    assert.deepEqual(nodesBut(after, "densea"), nodesBut(before, "densea"));
  });

  it("replace a managed group by another instance type: the new one comes before the old one goes", async () => {
    stack.editPool("win", (pool) => {
      pool["instanceTypes"] = ["m6i.2xlarge"];
    });
    const before = await stack.observe();
    assert.equal(await verdict("mullion-eks-dev-pool-wina-nodes"), "replace");
    const { events } = await stack.mustUp();
    const order = events.flatMap(({ resOutputsEvent: done }) =>
      done?.metadata.urn.endsWith("::mullion-eks-dev-pool-wina-nodes") === true ? [done.metadata.op] : [],
    );
    assert.deepEqual(
      order.filter((op) => op === "create-replacement" || op === "delete-replaced"),
      ["create-replacement", "delete-replaced"],
    );
    const after = await stack.observe();
    assert.equal(fateOfPool(before, after, "wina"), "another group");
    assert.notEqual(groupOf(before, "wina").id, groupOf(after, "wina").id);
    assert.deepEqual(nodesBut(after, "wina"), nodesBut(before, "wina"));
  });

  it("remove the pool of one's own: group, role, entry and nodes are gone, and nothing else is touched", async () => {
    const before = await stack.observe();
    stack.edit((config) => {
      const pools = config["mullion:nodePools"] as { name: string }[];
      config["mullion:nodePools"] = pools.filter(({ name }) => name !== "dense");
    });
    await stack.mustUp();
    const after = await stack.observe();
    assert.deepEqual(objectsOf(after, types.autoScalingGroup), []);
    assert.deepEqual(nodesBut(after), nodesBut(before, "densea"));
    const plan = await stack.preview("--expect-no-changes");
    assert.equal(plan.exitCode, 0, plan.messages);
  });

  it("destroy: no objects, no cluster", async () => {
    const destroyed = await stack.destroy();
    assert.equal(destroyed.exitCode, 0, destroyed.ran.stderr);
    const { objects, clusters } = await stack.observe();
    // EKS leaves the access entries that it made itself, but not beyond the cluster.
    assert.deepEqual([objects, clusters], [[], []]);
  });
});
