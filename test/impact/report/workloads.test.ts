import assert from "node:assert/strict";
import { analyse, readPreview } from "../../../impact";
import type { PoolRow } from "../../../impact";
import type { JsonMap } from "../../../impact/json";
import { cluster, edit, linuxPool, preview, same, windowsPool } from "../build";
import type { Resource } from "../build";

const windows = { "kubernetes.io/os": "windows" };
const build = "node.kubernetes.io/windows-build";

function deployment(name: string, replicas: number | undefined, more: JsonMap = {}): Resource {
  const { namespace = "shop", nodeSelector = windows } = more;
  return {
    type: "kubernetes:apps/v1:Deployment",
    name,
    inputs: {
      metadata: { name, namespace },
      spec: {
        ...(replicas === undefined ? {} : { replicas }),
        template: { metadata: { labels: { app: name, tier: "web" } }, spec: { nodeSelector } },
      },
    },
  };
}

function budget(matchLabels: JsonMap, limits: JsonMap, namespace = "shop"): Resource {
  return {
    type: "kubernetes:policy/v1:PodDisruptionBudget",
    name: "guard",
    inputs: { metadata: { name: "guard", namespace }, spec: { selector: { matchLabels }, ...limits } },
  };
}

/** The row of the Windows pool when its nodes are drained beside these objects. */
function row(...objects: readonly Resource[]): PoolRow {
  const steps = [
    same(cluster),
    edit(windowsPool, { orchestratorVersion: "1.36" }),
    same(linuxPool),
    ...objects.map(same),
  ];
  const found = analyse(readPreview(preview(...steps)), { asOf: "2026-11-23" }).pools.find(
    ({ title }) => title === windowsPool.name,
  );
  assert.ok(found !== undefined && found.drained.max > 0);
  return found;
}

describe("workloads of a pool", () => {
  it("are those whose node selector its nodes have, in the order of their names", () => {
    const { workloads } = row(
      deployment("web", 1),
      deployment("anywhere", 1, { nodeSelector: {} }),
      deployment("elsewhere", 1, { nodeSelector: { "kubernetes.io/os": "linux" } }),
      deployment("here", 1, { nodeSelector: { ...windows, agentpool: "win22a" } }),
      deployment("other-pool", 1, { nodeSelector: { ...windows, agentpool: "win22b" } }),
      deployment("build", 1, { nodeSelector: { ...windows, [build]: "10.0.20348" } }),
      deployment("newer-build", 1, { nodeSelector: { ...windows, [build]: "10.0.26100" } }),
    );
    assert.deepEqual(workloads, ["Deployment/build", "Deployment/here", "Deployment/web"]);
  });

  it("may be those that want a build, when nobody can tell which one its nodes have", () => {
    const inputs = { ...windowsPool.inputs, osSKU: undefined };
    const wanted = deployment("build", 1, { nodeSelector: { ...windows, [build]: "10.0.20348" } });
    const steps = [
      same(cluster),
      edit({ ...windowsPool, inputs }, { orchestratorVersion: "1.36" }),
      same(wanted),
    ];
    const { pools } = analyse(readPreview(preview(...steps)), { asOf: "2026-11-23" });
    assert.deepEqual(pools[0]?.workloads, ["Deployment/build"]);
  });

  const app = { app: "web" };
  const stopped =
    "PodDisruptionBudget/guard lets no pod of Deployment/web go: the drain runs into its timeout.";
  const rows: readonly (readonly [string, Resource, Resource, string])[] = [
    ["as many pods as there are", deployment("web", 2), budget(app, { minAvailable: 2 }), stopped],
    ["more pods than there are", deployment("web", 2), budget(app, { minAvailable: "3" }), stopped],
    ["fewer pods than there are", deployment("web", 3), budget(app, { minAvailable: 2 }), ""],
    ["the only pod", deployment("web", undefined), budget(app, { minAvailable: 1 }), stopped],
    ["all pods", deployment("web", 9), budget(app, { minAvailable: "100%" }), stopped],
    ["most pods", deployment("web", 9), budget(app, { minAvailable: "90%" }), ""],
    ["every pod, by no absence", deployment("web", 9), budget(app, { maxUnavailable: 0 }), stopped],
    ["every pod, by 0%", deployment("web", 9), budget(app, { maxUnavailable: "0%" }), stopped],
    ["all but one", deployment("web", 1), budget(app, { maxUnavailable: 1 }), ""],
    ["nothing", deployment("web", 1), budget(app, {}), ""],
    ["pods elsewhere", deployment("web", 1), budget(app, { minAvailable: 1 }, "other"), ""],
    ["other pods", deployment("web", 1), budget({ ...app, tier: "db" }, { minAvailable: 1 }), ""],
    ["no pods in particular", deployment("web", 1), budget({}, { minAvailable: 1 }), ""],
  ];
  for (const [keeps, workload, guard, risk] of rows) {
    it(`${risk === "" ? "can go" : "cannot go"} when a disruption budget keeps ${keeps}`, () => {
      assert.equal(row(workload, guard).budgetRisk, risk);
    });
  }
});
