import * as assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { getResource } from "../../../localcloud/azure";
import type { FaultKind } from "../../../localcloud/azure";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { textAt } from "../../../localcloud/clouds/json";
import { isAlive, thisProcess } from "../../../localcloud/clouds/owner";
import { World, armError, clusterBody, clusterId, linuxPool, poolIdOf } from "./world";

describe("azure after a crash", function () {
  this.timeout(30_000);
  let world: World;
  beforeEach(async () => {
    world = await new World().withCluster();
  });
  afterEach(() => {
    world.close();
  });

  /** Runs a request in a process of its own that dies of the fault. */
  function die(kind: FaultKind, method: "PUT" | "DELETE", id: string, body: JsonObject = {}): void {
    fs.writeFileSync(world.faultPlan, JSON.stringify([{ id: kind, kind, method }]));
    const child = path.join(__dirname, "crash-child.ts");
    const { signal, stderr } = spawnSync(
      process.execPath,
      ["--require", "tsx/cjs", child, world.file, world.faultPlan, method, id, JSON.stringify(body)],
      { encoding: "utf8" },
    );
    assert.equal(signal, "SIGKILL", stderr);
    fs.rmSync(world.faultPlan);
  }

  for (const kind of ["crash-before", "crash-during", "crash-after"] as const) {
    it(`a creation that died (${kind}) left nothing, and can be made again`, async () => {
      die(kind, "PUT", poolIdOf("linux"), linuxPool());
      assert.equal(world.cloud.store.operations().length, kind === "crash-before" ? 0 : 1);
      await assert.rejects(
        getResource(world.cloud, poolIdOf("linux")),
        armError(404, "ResourceNotFound", /linux/),
      );
      assert.deepEqual(world.cloud.store.operations(), []);
      const made = await world.put(poolIdOf("linux"), linuxPool());
      assert.equal(textAt(made, "properties.provisioningState"), "Succeeded");
      assert.equal(world.clusters.nodeNames().filter((name) => name.includes("linux")).length, 1);
    });
  }

  it("a creation of a cluster that died takes control plane, pools and group of machines with it", async () => {
    const other = clusterId.replace(/shop$/, "other");
    die("crash-during", "PUT", other, clusterBody());
    assert.equal(world.cloud.store.find(other)?.state, "Creating");
    await assert.rejects(getResource(world.cloud, other), armError(404, "ResourceNotFound", /other/));
    assert.deepEqual(world.cloud.store.below(other), []);
    assert.ok(world.clusters.log.some((line) => line.startsWith("remove aks-other-")));
    await world.put(other, clusterBody());
  });

  it("a change that died leaves a failed pool, which takes the next PUT", async () => {
    await world.put(poolIdOf("linux"), linuxPool());
    die("crash-during", "PUT", poolIdOf("linux"), linuxPool({ count: 3 }));
    const left = await getResource(world.cloud, poolIdOf("linux"));
    assert.equal(textAt(left, "properties.provisioningState"), "Failed");
    await world.put(poolIdOf("linux"), linuxPool({ count: 3 }));
    assert.equal(world.clusters.nodeNames().filter((name) => name.includes("linux")).length, 3);
  });

  it("a deletion that died is finished", async () => {
    await world.put(poolIdOf("linux"), linuxPool());
    die("crash-during", "DELETE", poolIdOf("linux"));
    await assert.rejects(
      getResource(world.cloud, poolIdOf("linux")),
      armError(404, "ResourceNotFound", /linux/),
    );
    assert.deepEqual(
      world.clusters.nodeNames().filter((name) => name.includes("linux")),
      [],
    );
  });

  it("work of a process that lives is left alone", async () => {
    const owner = thisProcess();
    world.cloud.store.begin({
      id: "mine",
      resource: poolIdOf("linux"),
      kind: "create",
      owner,
      startedAt: new Date(),
    });
    await getResource(world.cloud, clusterId);
    assert.equal(world.cloud.store.operations().length, 1);
  });

  it("tells a process from a later one with its number", () => {
    const { pid, startedAt } = thisProcess();
    assert.ok(isAlive({ pid, startedAt }));
    assert.ok(!isAlive({ pid, startedAt: "1" }));
    assert.ok(!isAlive({ pid: 2 ** 22 + 1, startedAt: "1" }));
  });
});
