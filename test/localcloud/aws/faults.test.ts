import assert from "node:assert/strict";
import * as fs from "node:fs";
import { createResource, readResource } from "../../../localcloud/aws";
import type { AwsFault } from "../../../localcloud/aws/faults";
import { awsFaultPlanFile, awsFaults } from "../../../localcloud/aws/faults";
import { addFaultTo, clearFaultsOf, readFaults } from "../../../localcloud/clouds/faults";
import { resolveHome } from "../../../localcloud/home";
import { unthrottled } from "../../../localcloud/providers/aws/retry";
import { World, awsError, region, shop, types } from "./world";

describe("AWS faults", () => {
  let world: World;
  beforeEach(async () => {
    world = await new World().withCluster();
  });
  afterEach(() => {
    world.close();
  });

  const plan = (...faults: readonly Omit<AwsFault, "id">[]) => {
    const withIds = faults.map((fault, index) => ({ id: `fault-${String(index)}`, ...fault }));
    fs.writeFileSync(world.faultPlan, JSON.stringify(withIds));
  };
  const create = (name = "linux") => world.create(types.nodeGroup, world.group(name));
  const stateOf = (name: string) =>
    world.cloud.store.ofType(types.nodeGroup).find(({ body }) => body["nodeGroupName"] === name)?.state;

  for (const [kind, code] of [
    ["throttle", "ThrottlingException"],
    ["conflict", "ResourceInUseException"],
    ["quota", "ResourceLimitExceededException"],
  ] as const) {
    it(`refuse a request before anything is made: ${kind}`, async () => {
      plan({ kind, type: "NodeGroup" });
      await assert.rejects(create(), awsError(code, /./));
      assert.equal(stateOf("linux"), undefined);
      await create();
      assert.equal(stateOf("linux"), "ACTIVE");
    });
  }

  it("strike where, when and as often as the plan says", async () => {
    plan({ kind: "conflict", type: "eks/nodeGroup:NodeGroup", name: "two", skip: 1, times: 2 });
    await create("one");
    await create("two");
    const update = () => world.update(types.nodeGroup, "shop:two", world.group("two"));
    await assert.rejects(update(), awsError("ResourceInUseException", /two/));
    await assert.rejects(update(), awsError("ResourceInUseException", /two/));
    await update();
  });

  it("know groups by the beginning of a name that the provider ended", async () => {
    plan({ kind: "quota", name: "wina" });
    const named = world.group("wina-2026112308000000000000000001", { nodeGroupNamePrefix: "wina-" });
    await create("other");
    await assert.rejects(
      world.create(types.nodeGroup, named),
      awsError("ResourceLimitExceededException", /./),
    );
  });

  it("leave reading alone unless the plan says Describe", async () => {
    const target = { type: types.cluster, region, id: "shop" };
    plan({ kind: "throttle", times: 100 });
    await readResource(world.cloud, target);
    plan({ kind: "throttle", method: "Describe" });
    await assert.rejects(readResource(world.cloud, target), awsError("ThrottlingException", /./));
  });

  it("throttle for longer than the provider's patience of 25 requests, or not", async () => {
    const target = { type: types.nodeGroup, region };
    let asked = 0;
    const request = (name: string) => () => {
      asked += 1;
      return createResource(world.cloud, target, world.group(name));
    };
    plan({ kind: "throttle", type: "NodeGroup", times: 24 });
    await unthrottled(request("patient"));
    assert.equal(asked, 25);
    assert.equal(stateOf("patient"), "ACTIVE");
    fs.writeFileSync(
      world.faultPlan,
      JSON.stringify([{ id: "more", kind: "throttle", type: "NodeGroup", times: 25 }]),
    );
    await assert.rejects(unthrottled(request("impatient")), awsError("ThrottlingException", /Rate exceeded/));
    assert.equal(stateOf("impatient"), undefined);
  });

  for (const [kind, code] of [
    ["capacity", "AsgInstanceLaunchFailures"],
    ["operation-failed", "InternalFailure"],
  ] as const) {
    it(`fail an operation that was accepted: ${kind}; the next change mends it`, async () => {
      plan({ kind, type: "NodeGroup" });
      await assert.rejects(create(), awsError(code, /./));
      assert.equal(stateOf("linux"), "CREATE_FAILED");
      assert.deepEqual(world.cloud.store.operations(), []);
      await world.update(types.nodeGroup, "shop:linux", world.group("linux"));
      assert.equal(stateOf("linux"), "ACTIVE");
      assert.equal(world.clusters.nodeNames(shop).length, 2);
    });
  }

  it("never end an operation until the caller gives up", async () => {
    plan({ kind: "operation-endless", type: "NodeGroup" });
    const cancel = new AbortController();
    const heard: string[] = [];
    const waiting = {
      signal: cancel.signal,
      progress: (message: string) => {
        heard.push(message);
        cancel.abort();
      },
    };
    await assert.rejects(
      createResource(world.cloud, { type: types.nodeGroup, region }, world.group("linux"), waiting),
      awsError("RequestCanceled", /./),
    );
    assert.match(heard.join(), /does not end/);
    assert.deepEqual(world.cloud.store.operations(), []);
  });

  it("lose the answer although the work is done", async () => {
    plan({ kind: "answer-lost", type: "NodeGroup" });
    await assert.rejects(create(), awsError("ServiceUnavailableException", /./));
    assert.equal(world.clusters.nodeNames(shop).length, 2);
  });

  it("keep a node from getting Ready: the group fails, and the next change replaces the node", async () => {
    plan({ kind: "node-not-ready", type: "NodeGroup", name: "linux" });
    await assert.rejects(create(), awsError("NodeCreationFailure", /did not become Ready/));
    assert.equal(stateOf("linux"), "CREATE_FAILED");
    const broken = world.clusters.log.find((line) => line.startsWith("break "))?.slice("break ".length);
    assert.ok(broken !== undefined && world.clusters.nodeNames(shop).includes(broken));
    await world.update(types.nodeGroup, "shop:linux", world.group("linux"));
    assert.equal(world.clusters.nodeNames(shop).length, 2);
    assert.ok(!world.clusters.nodeNames(shop).includes(broken));
  });

  it("are kept by home, until they are cleared", () => {
    const file = awsFaultPlanFile(resolveHome({ MULLION_HOME: world.folder }));
    assert.deepEqual(readFaults(file, awsFaults), []);
    const { id } = addFaultTo(file, awsFaults, { kind: "quota", method: "Create" });
    assert.deepEqual(readFaults(file, awsFaults), [{ id, kind: "quota", method: "Create" }]);
    clearFaultsOf(file);
    assert.deepEqual(readFaults(file, awsFaults), []);
  });

  it("must be known by kind and method", () => {
    fs.writeFileSync(world.faultPlan, JSON.stringify([{ kind: "wrong-build" }]));
    assert.throws(() => readFaults(world.faultPlan, awsFaults), /fault 1: kind must be one of throttle, /);
    fs.writeFileSync(world.faultPlan, JSON.stringify([{ kind: "quota", method: "PUT" }]));
    assert.throws(
      () => readFaults(world.faultPlan, awsFaults),
      /fault 1: method must be one of Create, Update, Delete, Describe$/,
    );
  });
});
