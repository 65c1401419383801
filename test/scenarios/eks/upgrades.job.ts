import assert from "node:assert/strict";
import { resolveHome } from "../../../localcloud/home";
import { applyObjects, listControlPlanes } from "../../../localcloud/kubernetes";
import { clusterIn, verdictOf } from "../seen";
import type { World } from "../harness";
import { Scenario } from "../harness";
import { resultTable } from "../results";
import { fateOfPool, groupOf, nodesBut, nodesOf } from "./seen";

const windowsGroup = "mullion-eks-dev-pool-wina-nodes";

/** One stack through a new AMI release, a new Kubernetes minor and a new Windows, with a disruption budget in the way. */
describe("upgrades of an EKS stack", function () {
  this.bail(true);
  const stack = new Scenario("eks-dev");
  resultTable("EKS: upgrades");

  after(() => stack.remove());

  const setCluster = (kubernetesVersion: string): void => {
    stack.edit((config) => {
      config["mullion:cluster"] = { kubernetesVersion };
    });
  };
  const setPools = (
    settings: Readonly<Record<string, string | undefined>>,
    names = ["linux", "win"],
  ): void => {
    for (const name of names)
      stack.editPool(name, (pool) => {
        Object.assign(pool, settings);
        for (const key of Object.keys(settings))
          if (settings[key] === undefined) Reflect.deleteProperty(pool, key);
      });
  };
  const minorsOf = (world: World, ...pools: readonly string[]) =>
    pools.map((pool) => nodesOf(world, pool)[0]?.kubeletVersion.split(".").slice(0, 2).join("."));

  /** Gives the pods of the Windows sample a budget that allows no eviction, or takes it away. */
  async function setBudget(on: boolean): Promise<void> {
    const [plane] = listControlPlanes(resolveHome({ MULLION_HOME: stack.project.home }));
    const client = (plane ?? assert.fail("no control plane runs")).client();
    const metadata = { name: "sample", namespace: "samples" };
    const selector = { matchLabels: { "app.kubernetes.io/name": "sample-windows-2022" } };
    const spec = { selector, maxUnavailable: 0 };
    try {
      await (on
        ? applyObjects(
            client,
            [{ apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata, spec }],
            "scenario",
          )
        : client.delete("/apis/policy/v1/namespaces/samples/poddisruptionbudgets/sample"));
    } finally {
      client.close();
    }
  }

  it("starts at 1.35, the Windows pool with the AMI of October", async () => {
    setCluster("1.35");
    setPools({ releaseVersion: "1.35-2026.10.15" }, ["win"]);
    await stack.mustUp();
    const world = await stack.observe();
    assert.deepEqual(minorsOf(world, "system", "linuxa", "wina"), ["v1.35", "v1.35", "v1.35"]);
    assert.equal(groupOf(world, "wina").body["releaseVersion"], "1.35-2026.10.15");
  });

  it("another AMI release stops at a budget: PodEvictionFailure, the group runs on with nodes of both", async () => {
    setPools({ releaseVersion: "1.35-2026.11.12" }, ["win"]);
    assert.equal(verdictOf(await stack.preview(), windowsGroup), "update");
    await setBudget(true);
    const before = await stack.observe();
    const refused = await stack.up();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.errors.join("\n"), /PodEvictionFailure: .*samples\/sample-windows-2022/);
    const after = await stack.observe();
    assert.equal(groupOf(after, "wina").state, "ACTIVE");
    assert.equal(groupOf(after, "wina").body["releaseVersion"], "1.35-2026.10.15");
    assert.equal(nodesOf(after, "wina").length, 2);
    assert.deepEqual(nodesBut(after, "wina"), nodesBut(before, "wina"));
    const sample = clusterIn(after).pods.find(({ name }) => name.startsWith("sample-windows"));
    assert.equal(sample?.phase, "Running");
  });

  it("without the budget the next up finishes it, and the sample moves", async () => {
    await setBudget(false);
    const before = await stack.observe();
    await stack.mustUp();
    const after = await stack.observe();
    assert.equal(nodesOf(after, "wina").length, 1);
    assert.equal(groupOf(after, "wina").body["releaseVersion"], "1.35-2026.11.12");
    assert.deepEqual(nodesBut(after, "wina"), nodesBut(before, "wina"));
    const sample = clusterIn(after).pods.find(({ name }) => name.startsWith("sample-windows"));
    assert.equal(sample?.node, nodesOf(after, "wina")[0]?.name);
  });

  it("a pool that would be ahead of its control plane is refused before anything happens", async () => {
    setPools({ kubernetesVersion: "1.36", releaseVersion: undefined }, ["win"]);
    const before = await stack.observe();
    const refused = await stack.up();
    assert.notEqual(refused.exitCode, 0);
    assert.match(refused.ran.stdout + refused.ran.stderr, /nodePools\[1\]\.kubernetesVersion: /);
    assert.deepEqual(nodesBut(await stack.observe()), nodesBut(before));
  });

  it("control plane first: 1.36, with the system pool; the other pools stay behind", async () => {
    setCluster("1.36");
    setPools({ kubernetesVersion: "1.35" });
    const before = await stack.observe();
    const plan = await stack.preview();
    assert.equal(verdictOf(plan, "mullion-eks-dev-cluster-eks"), "update");
    assert.equal(verdictOf(plan, windowsGroup), "nothing");
    await stack.mustUp();
    const after = await stack.observe();
    assert.deepEqual(minorsOf(after, "system", "linuxa", "wina"), ["v1.36", "v1.35", "v1.35"]);
    assert.deepEqual(nodesBut(after, "system"), nodesBut(before, "system"));
    assert.equal(clusterIn(after).uid, clusterIn(before).uid);
  });

  it("then the pools: new nodes first, each old one drained, and the samples run on", async () => {
    setPools({ kubernetesVersion: undefined });
    const before = await stack.observe();
    await stack.mustUp();
    const after = await stack.observe();
    for (const pool of ["linuxa", "wina"]) assert.equal(fateOfPool(before, after, pool), "new nodes", pool);
    assert.deepEqual(minorsOf(after, "linuxa", "wina"), ["v1.36", "v1.36"]);
    assert.equal(fateOfPool(before, after, "system"), "untouched");
    assert.ok(clusterIn(after).nodes.every(({ cordoned }) => !cordoned));
    const samples = clusterIn(after).pods.filter(({ namespace }) => namespace === "samples");
    assert.deepEqual(
      samples.map(({ phase }) => phase),
      ["Running", "Running"],
    );
  });

  it("2022 to 2025 in the other slot: the new pool comes first, and the old one runs on", async () => {
    const before = await stack.observe();
    stack.edit((config) => {
      const pools = config["mullion:nodePools"] as { name: string }[];
      const old = pools.find(({ name }) => name === "win") ?? assert.fail("there is a pool win");
      pools.push({ ...old, ...{ slot: "b", release: "2025" } });
    });
    await stack.mustUp();
    const after = await stack.observe();
    assert.deepEqual(nodesBut(after, "winb"), nodesBut(before));
    assert.deepEqual(
      ["wina", "winb"].map((pool) => nodesOf(after, pool)[0]?.osImage),
      ["Windows Server 2022 Datacenter", "Windows Server 2025 Datacenter"],
    );
  });

  it("then the old one goes: drained by EKS, and the new one is not touched", async () => {
    const before = await stack.observe();
    stack.edit((config) => {
      const pools = config["mullion:nodePools"] as { name: string; slot?: string }[];
      config["mullion:nodePools"] = pools.filter(({ name, slot }) => name !== "win" || slot === "b");
      // The sample of the release that is gone goes with it.
      config["mullion:samples"] = false;
    });
    await stack.mustUp();
    assert.deepEqual(nodesBut(await stack.observe()), nodesBut(before, "wina"));
    const plan = await stack.preview("--expect-no-changes");
    assert.equal(plan.exitCode, 0, plan.messages);
  });
});
