import assert from "node:assert/strict";
import type { PodFacts } from "../../../fleet/cluster/pod";
import { monitoringGaps } from "../../../fleet/judge/monitoring";
import { node, pod } from "../objects";

const nodes = [node({ name: "l1", os: "linux" }), node({ name: "w1" }), node({ name: "w2" })];

/** Gaps where DaemonSets of these names have pods on these nodes. */
function gaps(
  placed: Readonly<Record<string, readonly string[]>>,
  change: (pod: PodFacts) => PodFacts = (one) => one,
) {
  const daemonSets = Object.keys(placed).map((name) => ({ namespace: "shop", name, images: [] }));
  const pods = Object.entries(placed).flatMap(([daemonSet, on]) =>
    on.map((name) => change(pod({ name: `${daemonSet}-${name}`, node: name, daemonSet }))),
  );
  return monitoringGaps({ nodes, pods, daemonSets }).map(({ part, os, nodes: without }) => [
    part,
    os,
    ...without,
  ]);
}

const exporters = { "node-exporter": ["l1"], "windows-exporter": ["w1", "w2"] };

describe("monitoring gaps", () => {
  it("are none where every node is measured by the exporter of its OS", () => {
    assert.deepEqual(gaps(exporters), []);
  });

  it("are the nodes of an OS that nobody measures, all or some of them", () => {
    assert.deepEqual(gaps({}), [
      ["node-exporter", "linux", "l1"],
      ["node-exporter", "windows", "w1", "w2"],
    ]);
    assert.deepEqual(gaps({ ...exporters, "windows-exporter": ["w1"] }), [
      ["node-exporter", "windows", "w2"],
    ]);
    const [gap] = monitoringGaps({ nodes, pods: [], daemonSets: [] }).filter(({ os }) => os === "windows");
    assert.match(gap?.message ?? "", /^No Windows node is measured by a ready windows_exporter/);
  });

  it("are not filled by the exporter of the other OS, nor by a pod that is not ready", () => {
    assert.deepEqual(gaps({ ...exporters, "windows-exporter": [], "node-exporter": ["l1", "w1", "w2"] }), [
      ["node-exporter", "windows", "w1", "w2"],
    ]);
    assert.deepEqual(
      gaps(exporters, (one) => ({ ...one, row: { ...one.row, healthy: one.row.node !== "w2" } })),
      [["node-exporter", "windows", "w2"]],
    );
  });

  it("are not filled by a pod of the same name that no DaemonSet has", () => {
    const pods = [pod({ name: "windows-exporter", node: "w1" })];
    const found = monitoringGaps({ nodes: [node({ name: "w1" })], pods, daemonSets: [] });
    assert.equal(found.length, 1);
  });

  it("are agents too where other nodes have one", () => {
    assert.deepEqual(gaps({ ...exporters, "fluent-bit": ["l1"] }), [["agent", "windows", "w1", "w2"]]);
    assert.deepEqual(gaps({ ...exporters, "ama-logs": ["l1"], "ama-logs-windows": ["w1", "w2"] }), []);
  });

  it("know agents that measure the node too, and exporters by their image", () => {
    assert.deepEqual(gaps({ "cloudwatch-agent": ["l1"], "cloudwatch-agent-windows": ["w1", "w2"] }), []);
    const daemonSets = [
      { namespace: "shop", name: "x", images: ["ghcr.io/prometheus-community/windows-exporter:0.31"] },
    ];
    const found = monitoringGaps({
      nodes: [node({ name: "w1" })],
      pods: [pod({ node: "w1", daemonSet: "x" })],
      daemonSets,
    });
    assert.deepEqual(found, []);
  });
});
