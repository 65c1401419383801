import assert from "node:assert/strict";
import { releaseCells, releaseRows } from "../../../cli/status/releases";
import { secret } from "../../../localcloud/wire/values";

const release = {
  type: "kubernetes:helm.sh/v3:Release",
  outputs: {
    name: "prometheus",
    namespace: "monitoring",
    chart: "kube-prometheus-stack",
    version: "88.5.3",
    status: { status: "unknown" },
    values: secret({ token: "canary" }),
  },
};

describe("the table of charts", () => {
  it("says that a release of the local cloud is recorded and not rendered", () => {
    const [row] = releaseRows([{ type: "kubernetes:core/v1:Namespace", outputs: {} }, release]);
    assert.ok(row);
    assert.deepEqual(releaseCells(row), [
      "monitoring",
      "prometheus",
      "kube-prometheus-stack",
      "88.5.3",
      "recorded, not rendered: no Helm here",
    ]);
  });

  it("says what Helm said where Helm ran", () => {
    const [row] = releaseRows([
      { ...release, outputs: { ...release.outputs, status: { status: "deployed" } } },
    ]);
    assert.ok(row);
    assert.equal(releaseCells(row).at(-1), "deployed");
  });

  it("never shows values", () => {
    assert.ok(!JSON.stringify(releaseRows([release])).includes("canary"));
  });
});
