import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import { deleteResource, getResource, putResource } from "../../../localcloud/azure";
import type { Fault } from "../../../localcloud/azure";
import {
  addFault,
  clearFaults,
  faultKinds,
  faultPlanFile,
  readFaultPlan,
} from "../../../localcloud/azure/faults";
import { resolveHome } from "../../../localcloud/home";
import { World, armError, clusterBody, clusterId, groupId, linuxPool, poolIdOf, windowsPool } from "./world";

describe("azure faults", () => {
  let world: World;
  beforeEach(async () => {
    world = await new World().withCluster();
  });
  afterEach(() => {
    world.close();
  });

  const plan = (...faults: readonly Omit<Fault, "id">[]) => {
    const withIds = faults.map((fault, index) => ({ id: `fault-${String(index)}`, ...fault }));
    fs.writeFileSync(world.faultPlan, JSON.stringify(withIds));
  };
  const stateOf = (id: string) => world.cloud.store.find(id)?.state;

  it("throttle a request, once", async () => {
    plan({ kind: "throttle", type: "agentPools", retryAfterSeconds: 7 });
    await assert.rejects(world.put(poolIdOf("linux"), linuxPool()), (error: unknown) =>
      armError(429, "Throttled", /Retry after 7 seconds/)(error),
    );
    assert.equal(stateOf(poolIdOf("linux")), undefined);
    await world.put(poolIdOf("linux"), linuxPool());
    assert.equal(stateOf(poolIdOf("linux")), "Succeeded");
  });

  it("strike where, when and as often as the plan says", async () => {
    plan({ kind: "conflict", type: "agentPools", name: "two", skip: 1, times: 2 });
    await world.put(poolIdOf("one"), linuxPool());
    await world.put(poolIdOf("two"), linuxPool());
    for (let round = 0; round < 2; round += 1) {
      await assert.rejects(
        world.put(poolIdOf("two"), linuxPool()),
        armError(409, "OperationNotAllowed", /in progress/),
      );
    }
    await world.put(poolIdOf("two"), linuxPool());
  });

  it("leave reading alone unless the plan says GET", async () => {
    plan(
      { kind: "throttle", times: 100 },
      { kind: "throttle", method: "GET", name: "shop", type: "managedClusters" },
    );
    await assert.rejects(getResource(world.cloud, clusterId), armError(429, "Throttled", /throttled/));
    await getResource(world.cloud, clusterId);
  });

  it("use up the quota before anything is made", async () => {
    plan({ kind: "quota", type: "agentPools" });
    await assert.rejects(
      world.put(poolIdOf("linux"), linuxPool()),
      armError(400, "QuotaExceeded", /Insufficient vcpu quota/),
    );
    assert.equal(stateOf(poolIdOf("linux")), undefined);
  });

  for (const [kind, status, code] of [
    ["capacity", 409, "AllocationFailed"],
    ["operation-failed", 400, "VMExtensionProvisioningError"],
  ] as const) {
    it(`fail an operation that was accepted: ${kind}; the next PUT mends it`, async () => {
      plan({ kind, type: "agentPools" });
      await assert.rejects(world.put(poolIdOf("linux"), linuxPool()), armError(status, code, /./));
      assert.equal(stateOf(poolIdOf("linux")), "Failed");
      assert.deepEqual(world.cloud.store.operations(), []);
      await world.put(poolIdOf("linux"), linuxPool());
      assert.equal(stateOf(poolIdOf("linux")), "Succeeded");
      assert.equal(world.clusters.nodeNames().filter((name) => name.includes("linux")).length, 1);
    });
  }

  it("lose the answer of work that was done", async () => {
    plan({ kind: "answer-lost", type: "agentPools" });
    await assert.rejects(
      world.put(poolIdOf("linux"), linuxPool()),
      armError(504, "GatewayTimeout", /did not receive a response/),
    );
    assert.equal(world.clusters.nodeNames().filter((name) => name.includes("linux")).length, 1);
    await world.put(poolIdOf("linux"), linuxPool());
    assert.equal(world.clusters.nodeNames().filter((name) => name.includes("linux")).length, 1);
  });

  it("let an operation run until the caller gives up", async () => {
    plan({ kind: "operation-endless", type: "agentPools" });
    const abort = new AbortController();
    const endless = putResource(world.cloud, poolIdOf("linux"), linuxPool(), { signal: abort.signal });
    setTimeout(() => {
      abort.abort();
    }, 20);
    await assert.rejects(endless, armError(409, "OperationCanceled", /canceled/));
    assert.equal(stateOf(poolIdOf("linux")), "Canceled");
    await world.put(poolIdOf("linux"), linuxPool());
    assert.equal(stateOf(poolIdOf("linux")), "Succeeded");
  });

  it("leave a node that never gets Ready, and the next PUT makes it anew", async () => {
    plan({ kind: "node-not-ready", type: "agentPools", name: "win22" });
    await assert.rejects(
      world.put(poolIdOf("win22"), windowsPool()),
      armError(400, "NodesNotReady", /akswin22000001/),
    );
    assert.equal(stateOf(poolIdOf("win22")), "Failed");
    world.clusters.log.length = 0;
    await world.put(poolIdOf("win22"), windowsPool());
    assert.ok(
      world.clusters.log.includes("remove akswin22000001") &&
        !world.clusters.log.includes("remove akswin22000000"),
    );
  });

  it("give Windows nodes another build than their pool's", async () => {
    plan({ kind: "wrong-build", type: "agentPools" });
    await world.put(poolIdOf("win22"), windowsPool({ count: 1 }));
    assert.match(world.clusters.node("akswin22000000").kernelVersion, /^10\.0\.26100\./);
    await world.put(poolIdOf("win22"), windowsPool({ count: 1 }));
    assert.match(world.clusters.node("akswin22000000").kernelVersion, /^10\.0\.20348\./);
  });

  it("strike deletions too", async () => {
    await world.put(poolIdOf("linux"), linuxPool());
    plan({ kind: "operation-failed", method: "DELETE" });
    await assert.rejects(
      deleteResource(world.cloud, poolIdOf("linux")),
      armError(400, "VMExtensionProvisioningError", /./),
    );
    assert.equal(stateOf(poolIdOf("linux")), "Failed");
    await deleteResource(world.cloud, poolIdOf("linux"));
    assert.equal(stateOf(poolIdOf("linux")), undefined);
  });

  it("are kept in the home, and read back with what is wrong", () => {
    const home = resolveHome({ MULLION_HOME: world.folder });
    assert.equal(faultPlanFile(home), world.faultPlan);
    const added = addFault(home, { kind: "throttle", times: 3 });
    assert.deepEqual(readFaultPlan(world.faultPlan), [{ id: added.id, kind: "throttle", times: 3 }]);
    clearFaults(home);
    assert.deepEqual(readFaultPlan(world.faultPlan), []);
    const wrong = (content: unknown) => {
      fs.writeFileSync(world.faultPlan, JSON.stringify(content));
      return () => readFaultPlan(world.faultPlan);
    };
    assert.throws(wrong({}), /azure-faults\.json must hold a list of faults/);
    assert.throws(
      wrong([{ kind: "earthquake" }]),
      new RegExp(`fault 1: kind must be one of ${Object.keys(faultKinds).join(", ")}`),
    );
    assert.throws(
      wrong([{ kind: "throttle" }, { kind: "throttle", times: -1 }]),
      /fault 2: times must be a whole number/,
    );
    assert.throws(
      wrong([{ kind: "throttle", method: "PATCH" }]),
      /fault 1: method must be one of GET, PUT, DELETE, POST/,
    );
    assert.throws(wrong([{ kind: "throttle", type: 3 }]), /fault 1: type must be a string/);
  });
});

describe("azure throttling", () => {
  it("lets twenty PUTs of a pool through at once and one a minute after that, in Azure's time", async () => {
    const world = new World({}, { timeScale: 1e-9 });
    await world.withCluster();
    await world.put(poolIdOf("linux"), linuxPool());
    for (let request = 1; request < 20; request += 1) await world.put(poolIdOf("linux"), linuxPool());
    await assert.rejects(world.put(poolIdOf("linux"), linuxPool()), (error: unknown) =>
      armError(429, "Throttled", /Retry after 60 seconds/)(error),
    );
    world.now = new Date(world.now.getTime() + 1);
    await world.put(poolIdOf("linux"), linuxPool());
    await world.put(clusterId, clusterBody());
    assert.ok(world.cloud.store.find(groupId) !== undefined);
    world.close();
  });

  it("throttles nothing when no time passes", async () => {
    const world = await new World().withCluster();
    for (let request = 0; request < 25; request += 1) await world.put(poolIdOf("linux"), linuxPool());
    world.close();
  });
});
