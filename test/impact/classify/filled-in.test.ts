import assert from "node:assert/strict";
import { analyse, readPreview } from "../../../impact";
import type { JsonMap } from "../../../impact/json";
import type { Report } from "../../../impact";
import { cluster, edit, preview, same, windowsPool } from "../build";
import type { Resource } from "../build";

const group: Resource = {
  type: "aws:eks/nodeGroup:NodeGroup",
  name: "linux",
  inputs: { clusterName: "shop", nodeGroupName: "linux", amiType: "AL2023_x86_64_STANDARD" },
};

function report(resource: Resource, change: JsonMap, outputs: JsonMap): Report {
  const steps =
    resource === group
      ? [edit(group, change, { outputs })]
      : [same(cluster), edit(resource, change, { outputs })];
  return analyse(readPreview(preview(...steps)), { asOf: "2026-11-23" });
}

describe("a property that the program says for the first time", () => {
  it("does nothing where the cloud had filled in the same value", () => {
    const { summary } = report(windowsPool, { osDiskType: "Ephemeral" }, { osDiskType: "Ephemeral" });
    assert.deepEqual([summary.worst, summary.verdict], ["metadata", "SAFE"]);
  });

  it("does nothing where the cloud had filled in the same list or map", () => {
    const value = { b: ["x"], a: 1 };
    const { summary } = report(windowsPool, { kubeletConfig: { a: 1, b: ["x"] } }, { kubeletConfig: value });
    assert.equal(summary.worst, "metadata");
  });

  it("changes what the cloud had filled in otherwise, and the report shows it", () => {
    const { summary, changes } = report(windowsPool, { osDiskType: "Ephemeral" }, { osDiskType: "Managed" });
    assert.equal(summary.worst, "refused");
    assert.deepEqual(
      changes[0]?.changes.map(({ path, old, new: next }) => [path, old, next]),
      [["osDiskType", "Managed", "Ephemeral"]],
    );
  });

  it("is compared with the version that the cloud had chosen", () => {
    assert.equal(report(group, { version: "1.34" }, { version: "1.35" }).summary.worst, "refused");
    assert.equal(report(group, { version: "1.36" }, { version: "1.35" }).summary.worst, "rolling");
    assert.equal(report(group, { version: "1.35" }, { version: "1.35" }).summary.worst, "metadata");
  });

  it("counts as new where the state does not tell", () => {
    for (const outputs of [{}, { osDiskType: null }, { osDiskType: "[secret]" }])
      assert.equal(report(windowsPool, { osDiskType: "Ephemeral" }, outputs).summary.worst, "refused");
  });

  it("does not hide another change of the same resource", () => {
    const outputs = { osDiskType: "Ephemeral" };
    assert.equal(
      report(windowsPool, { osDiskType: "Ephemeral", maxPods: 50 }, outputs).summary.worst,
      "refused",
    );
  });
});
