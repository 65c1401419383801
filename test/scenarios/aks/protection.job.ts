import assert from "node:assert/strict";
import { Scenario } from "../harness";
import { resultTable } from "../results";
import { clusterIn } from "../seen";
import { managedClusterIn, nodesBut } from "./seen";

/** Outside of dev the cluster and its group are protected. */
describe("protection of an AKS stack", function () {
  this.bail(true);
  const stack = new Scenario("staging");
  resultTable("Protection");

  before(() => stack.mustUp());

  after(() => stack.remove());

  it("a destroy is refused, says what is protected and what to do, and deletes nothing", async () => {
    const before = await stack.observe();
    const refused = await stack.destroy();
    assert.notEqual(refused.exitCode, 0);
    // Classes of pods and volumes go before their cluster, and are protected as it is.
    assert.match(refused.errors.join("\n") + refused.ran.stderr, /mullion-staging-baseline-ntfs.*protect/s);
    const after = await stack.observe();
    assert.deepEqual(after.objects, before.objects);
    assert.deepEqual(nodesBut(after), nodesBut(before));
  });

  it("a change that only another cluster can have is refused by the preview", async () => {
    stack.edit((config) => {
      config["mullion:systemPool"] = { vmSize: "Standard_D8s_v5", count: 2 };
    });
    const plan = await stack.preview();
    assert.notEqual(plan.exitCode, 0);
    assert.match(plan.messages, /protect/);
    stack.edit((config) => {
      config["mullion:systemPool"] = { vmSize: "Standard_D4s_v5", count: 2 };
    });
  });

  it("taking the protection away is a change that touches nothing in Azure", async () => {
    const before = await stack.observe();
    stack.edit((config) => {
      config["mullion:environment"] = "dev";
    });
    await stack.mustUp();
    const after = await stack.observe();
    assert.deepEqual(managedClusterIn(after), managedClusterIn(before));
    assert.equal(clusterIn(after).uid, clusterIn(before).uid);
  });

  it("then a destroy deletes everything", async () => {
    const destroyed = await stack.destroy();
    assert.equal(destroyed.exitCode, 0, destroyed.ran.stderr);
    const { objects, clusters } = await stack.observe();
    assert.deepEqual([objects, clusters], [[], []]);
  });
});
