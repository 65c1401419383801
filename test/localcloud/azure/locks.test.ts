import * as assert from "node:assert/strict";
import { deleteResource } from "../../../localcloud/azure";
import { World, armError, clusterBody, clusterId, linuxPool, poolIdOf, windowsPool } from "./world";

describe("azure operations on one cluster", () => {
  let world: World;
  afterEach(() => {
    world.close();
  });

  /** Holds the work on nodes of a pool until `release` is called. */
  function holdPool(name: string): { started: Promise<void>; release: () => void } {
    let release = (): void => undefined;
    let begin = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    world.clusters.beforeApplyNodes = async (_cluster, nodes) => {
      if (!nodes.some((node) => node.name.includes(name))) return;
      begin();
      await released;
    };
    return { started, release };
  }

  it("let two pools be made at the same time", async () => {
    world = await new World().withCluster();
    const held = holdPool("one");
    const first = world.put(poolIdOf("one"), linuxPool());
    await held.started;
    await world.put(poolIdOf("two"), linuxPool());
    held.release();
    await first;
  });

  it("make pools wait for each other when told to be strict", async () => {
    world = await new World({ serialPools: true }).withCluster();
    const held = holdPool("one");
    const first = world.put(poolIdOf("one"), linuxPool());
    await held.started;
    await assert.rejects(
      world.put(poolIdOf("two"), linuxPool()),
      armError(409, "OperationNotAllowed", /Another agentpool operation \(one - Creating\) is in progress/),
    );
    held.release();
    await first;
  });

  it("exclude a second one on the same pool, and on the cluster", async () => {
    world = await new World().withCluster();
    const held = holdPool("one");
    const first = world.put(poolIdOf("one"), linuxPool());
    await held.started;
    await assert.rejects(
      world.put(poolIdOf("one"), linuxPool()),
      armError(
        409,
        "OperationNotAllowed",
        /Another agentpool operation \(one - Creating\) is in progress.*The previous operation started at 2026-11-23T08:00:00\.000Z/,
      ),
    );
    await assert.rejects(
      world.put(clusterId, clusterBody()),
      armError(409, "OperationNotAllowed", /^Managed Cluster operation is not allowed: .*\(one - Creating\)/),
    );
    held.release();
    await first;
    await world.put(clusterId, clusterBody());
  });

  it("exclude everything else while the cluster itself is worked on", async () => {
    world = await new World().withCluster();
    const held = holdPool("system");
    const update = world.put(clusterId, { ...clusterBody(), tags: { team: "a" } });
    await held.started;
    await assert.rejects(
      world.put(poolIdOf("one"), linuxPool()),
      armError(409, "OperationNotAllowed", /Another operation \(Updating\) is in progress/),
    );
    await assert.rejects(
      world.put(clusterId, clusterBody()),
      armError(409, "OperationNotAllowed", /Another operation \(Updating\) is in progress/),
    );
    held.release();
    await update;
  });

  it("take nothing but a deletion once a deletion was issued", async () => {
    world = await new World().withCluster();
    await world.put(poolIdOf("win22"), windowsPool());
    const pool = world.cloud.store.find(poolIdOf("win22")) ?? assert.fail();
    world.cloud.store.save({ ...pool, state: "Deleting" });
    await assert.rejects(
      world.put(poolIdOf("win22"), windowsPool()),
      armError(409, "OperationNotAllowed", /since deletion was issued/),
    );
    await deleteResource(world.cloud, poolIdOf("win22"));
    assert.equal(world.cloud.store.find(poolIdOf("win22")), undefined);
  });
});
