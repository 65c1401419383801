import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { readResource } from "../../../localcloud/aws";
import type { AwsFaultKind, AwsVerb } from "../../../localcloud/aws/faults";
import { controlPlaneId } from "../../../localcloud/aws/eks/tokens";
import type { JsonObject } from "../../../localcloud/clouds/json";
import { thisProcess } from "../../../localcloud/clouds/owner";
import { World, region, shop, types } from "./world";

describe("AWS after a crash", function () {
  this.timeout(120_000);
  let world: World;
  beforeEach(async () => {
    world = await new World().withCluster();
  });
  afterEach(() => {
    world.close();
  });

  /** Runs a request in a process of its own that dies of the fault. */
  function die(
    kind: AwsFaultKind,
    method: AwsVerb,
    type: string,
    request: { readonly id?: string; readonly body?: JsonObject },
  ): void {
    fs.writeFileSync(world.faultPlan, JSON.stringify([{ id: kind, kind, method }]));
    const { id = "", body = {} } = request;
    const child = path.join(__dirname, "crash-child.ts");
    const { signal, stderr } = spawnSync(
      process.execPath,
      ["--require", "tsx/cjs", child, world.file, world.faultPlan, method, type, id, JSON.stringify(body)],
      { encoding: "utf8" },
    );
    assert.equal(signal, "SIGKILL", stderr);
    fs.rmSync(world.faultPlan);
  }

  const read = (type: string, id: string) => readResource(world.cloud, { type, region, id });
  const nodes = () => world.clusters.nodeNames(shop).length;

  for (const kind of ["crash-before", "crash-during", "crash-after"] as const) {
    it(`a creation that died (${kind}) left nothing, and can be made again`, async () => {
      die(kind, "Create", types.nodeGroup, { body: world.group("linux") });
      assert.equal(world.cloud.store.operations().length, kind === "crash-before" ? 0 : 1);
      assert.equal(await read(types.nodeGroup, "shop:linux"), undefined);
      assert.deepEqual(world.cloud.store.operations(), []);
      await world.create(types.nodeGroup, world.group("linux"));
      assert.equal(nodes(), 2);
    });
  }

  it("a creation of a cluster that died takes its control plane with it", async () => {
    die("crash-during", "Create", types.cluster, { body: world.cluster({ name: "other" }) });
    assert.equal(await read(types.cluster, "other"), undefined);
    assert.ok(world.clusters.log.includes(`remove ${controlPlaneId(region, "other")}`));
    await world.create(types.cluster, world.cluster({ name: "other" }));
  });

  it("a change that died is taken up by the next one", async () => {
    await world.create(types.nodeGroup, world.group("linux"));
    const bigger = world.group("linux", { scalingConfig: { minSize: 1, maxSize: 5, desiredSize: 3 } });
    die("crash-during", "Update", types.nodeGroup, { id: "shop:linux", body: bigger });
    const left = await read(types.nodeGroup, "shop:linux");
    assert.equal(left?.properties["status"], "ACTIVE");
    assert.equal(nodes(), 2);
    await world.update(types.nodeGroup, "shop:linux", bigger);
    assert.equal(nodes(), 3);
  });

  it("a deletion that died is finished", async () => {
    await world.create(types.nodeGroup, world.group("linux"));
    die("crash-during", "Delete", types.nodeGroup, { id: "shop:linux" });
    assert.equal(await read(types.nodeGroup, "shop:linux"), undefined);
    assert.equal(nodes(), 0);
  });

  it("work of a process that lives is left alone", async () => {
    const operation = { id: "mine", resource: `${types.cluster}|${region}|shop`, kind: "update" };
    world.cloud.store.begin({ ...operation, owner: thisProcess(), startedAt: new Date() });
    await read(types.cluster, "shop");
    assert.equal(world.cloud.store.operations().length, 1);
  });
});
