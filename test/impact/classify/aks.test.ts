import assert from "node:assert/strict";
import { analyse, readPreview } from "../../../impact";
import type { EffectClass } from "../../../catalogue/impact";
import type { JsonMap } from "../../../impact/json";
import type { Report } from "../../../impact";
import { cluster, edit, linuxPool, preview, same, step, windowsPool } from "../build";
import type { Resource, StepOptions } from "../build";

function report(...steps: readonly JsonMap[]): Report {
  return analyse(readPreview(preview(...steps)), { asOf: "2026-11-23" });
}

interface Row {
  readonly resource?: Resource;
  readonly change: JsonMap;
  readonly options?: StepOptions;
  readonly effect: EffectClass;
  readonly verdict: "SAFE" | "REVIEW" | "BLOCK";
  readonly codes?: readonly string[];
}

const inline = (changes: JsonMap) => ({
  agentPoolProfiles: [{ ...cluster.inputs.agentPoolProfiles[0], ...changes }],
});
const bounds = { enableAutoScaling: true, minCount: 1, maxCount: 6 };
const autoscaled: Resource = { ...linuxPool, inputs: { ...linuxPool.inputs, ...bounds, count: 3 } };
const replace: StepOptions = { op: "replace" };

const rows: Readonly<Record<string, Row>> = {
  "tags of a pool": { change: { tags: { a: "b" } }, effect: "metadata", verdict: "SAFE" },
  "upgrade settings of a pool": {
    change: { upgradeSettings: { maxSurge: "50%", drainTimeoutInMinutes: 30 } },
    effect: "metadata",
    verdict: "SAFE",
  },
  "labels of a pool": { change: { nodeLabels: { a: "b" } }, effect: "scheduling", verdict: "REVIEW" },
  "taints of a pool": {
    change: { nodeTaints: ["os=windows:NoExecute"] },
    effect: "scheduling",
    verdict: "REVIEW",
  },
  "more nodes": { change: { count: 7 }, effect: "scale", verdict: "SAFE" },
  "fewer nodes": { change: { count: 5 }, effect: "scale", verdict: "REVIEW" },
  "the next Kubernetes minor of a pool": {
    change: { orchestratorVersion: "1.36" },
    effect: "rolling",
    verdict: "REVIEW",
  },
  "an older Kubernetes minor of a pool": {
    change: { orchestratorVersion: "1.34" },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["OperationNotAllowed"],
  },
  "osSKU of a Windows pool": {
    change: { osSKU: "Windows2025", enableFIPS: true },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["PropertyChangeNotAllowed"],
  },
  "osSKU of a Linux pool": {
    resource: linuxPool,
    change: { osSKU: "Ubuntu" },
    effect: "rolling",
    verdict: "REVIEW",
  },
  "FIPS of a Linux pool": {
    resource: linuxPool,
    change: { enableFIPS: true },
    effect: "rolling",
    verdict: "REVIEW",
  },
  "FIPS of a Windows pool": {
    change: { enableFIPS: true },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["PropertyChangeNotAllowed"],
  },
  "maxPods of a pool": {
    change: { maxPods: 80 },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["PropertyChangeNotAllowed"],
  },
  "maxPods of a pool with replaceOnChanges": {
    change: { maxPods: 80 },
    options: replace,
    effect: "pool-replace",
    verdict: "REVIEW",
  },
  "vmSize of a pool, deleted first": {
    change: { vmSize: "Standard_D16s_v5" },
    options: replace,
    effect: "pool-replace",
    verdict: "REVIEW",
  },
  "vmSize of a pool, made first under the same name": {
    change: { vmSize: "Standard_D16s_v5" },
    options: { ...replace, createFirst: true },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["cannot create already existing resource"],
  },
  "vmSize of a pool, made first under another name": {
    change: { vmSize: "Standard_D16s_v5", agentPoolName: "win22b" },
    options: { ...replace, createFirst: true },
    effect: "pool-replace",
    verdict: "REVIEW",
  },
  "a Windows pool name of seven characters": {
    change: { agentPoolName: "windows" },
    options: replace,
    effect: "refused",
    verdict: "BLOCK",
    codes: ["WindowsAgentPoolNameTooLong"],
  },
  "a replacement of a protected pool": {
    change: { vmSize: "x" },
    options: { ...replace, protect: true },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["protected"],
  },
  "a replacement of a pool whose protection goes with the same deployment": {
    change: { vmSize: "x" },
    options: { ...replace, protect: "taken-away" },
    effect: "pool-replace",
    verdict: "REVIEW",
  },
  "a replacement of a pool that the same deployment protects": {
    change: { vmSize: "x" },
    options: { ...replace, protect: "given" },
    effect: "pool-replace",
    verdict: "REVIEW",
  },
  "a Windows pool at a minor without its images": {
    change: { orchestratorVersion: "1.37" },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["NodePoolMcVersionIncompatible", "InvalidOSSKU"],
  },
  "a property that the table does not have": {
    change: { somethingNew: 1 },
    effect: "unclassified",
    verdict: "REVIEW",
  },
  "an update that names nothing": { change: {}, effect: "unclassified", verdict: "REVIEW" },
  "an unknown operation": {
    change: { tags: { a: "b" } },
    options: { op: "transmogrify" },
    effect: "unclassified",
    verdict: "REVIEW",
  },
  "tags of a cluster": {
    resource: cluster,
    change: { tags: { team: "x" } },
    effect: "metadata",
    verdict: "SAFE",
  },
  "the next minor of a cluster": {
    resource: cluster,
    change: { kubernetesVersion: "1.37" },
    effect: "irreversible",
    verdict: "BLOCK",
  },
  "a patch of a cluster": {
    resource: cluster,
    change: { kubernetesVersion: "1.36.9" },
    effect: "metadata",
    verdict: "SAFE",
  },
  "two minors of a cluster at once": {
    resource: cluster,
    change: { kubernetesVersion: "1.38" },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["OperationNotAllowed"],
  },
  "the Windows password of a cluster": {
    resource: cluster,
    change: {},
    options: { ...replace, replaceReasons: ["windowsProfile.adminPassword"] },
    effect: "cluster-replace",
    verdict: "BLOCK",
  },
  "the proxy of a cluster": {
    resource: cluster,
    change: { httpProxyConfig: { httpProxy: "http://proxy" } },
    effect: "rolling",
    verdict: "REVIEW",
  },
  "more nodes of an inline pool": {
    resource: cluster,
    change: inline({ count: 4 }),
    effect: "scale",
    verdict: "SAFE",
  },
  "another count of a pool under the autoscaler": {
    resource: autoscaled,
    change: { count: 4 },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["OperationNotAllowed"],
  },
  "another count of a pool under the autoscaler, with new bounds": {
    resource: autoscaled,
    change: { count: 9, maxCount: 12 },
    effect: "scale",
    verdict: "SAFE",
  },
  "another count of an inline pool under the autoscaler": {
    resource: { ...cluster, inputs: { ...cluster.inputs, ...inline({ ...bounds, count: 3 }) } },
    change: inline({ ...bounds, count: 4 }),
    effect: "refused",
    verdict: "BLOCK",
    codes: ["OperationNotAllowed"],
  },
  "maxPods of an inline pool that AKS has in no pool": {
    resource: cluster,
    change: inline({ maxPods: 5 }),
    effect: "refused",
    verdict: "BLOCK",
    codes: ["PropertyChangeNotAllowed", "InvalidParameter"],
  },
  "long-term support outside of the Premium tier": {
    resource: cluster,
    change: { supportPlan: "AKSLongTermSupport" },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["BadRequest"],
  },
  "long-term support in the Premium tier": {
    resource: cluster,
    change: { supportPlan: "AKSLongTermSupport", sku: { name: "Base", tier: "Premium" } },
    effect: "metadata",
    verdict: "SAFE",
  },
  "no local accounts without Entra ID": {
    resource: cluster,
    change: { disableLocalAccounts: true },
    effect: "refused",
    verdict: "BLOCK",
    codes: ["BadRequest"],
  },
  "no local accounts with Entra ID": {
    resource: { ...cluster, inputs: { ...cluster.inputs, aadProfile: { managed: true } } },
    change: { disableLocalAccounts: true },
    effect: "scheduling",
    verdict: "REVIEW",
  },
  "vmSize of an inline pool": {
    resource: cluster,
    change: inline({ vmSize: "x" }),
    effect: "refused",
    verdict: "BLOCK",
    codes: ["PropertyChangeNotAllowed"],
  },
};

describe("AKS changes", () => {
  for (const [name, row] of Object.entries(rows)) {
    it(`${name}: ${row.effect}, ${row.verdict}`, () => {
      const resource = row.resource ?? windowsPool;
      const others = [cluster, windowsPool, linuxPool].filter(({ name }) => name !== resource.name).map(same);
      const { summary, changes } = report(...others, edit(resource, row.change, row.options));
      assert.equal(changes.length, 1);
      assert.deepEqual(
        { effect: changes[0]?.effect, verdict: summary.verdict, codes: changes[0]?.codes },
        { effect: row.effect, verdict: row.verdict, codes: row.codes ?? [] },
      );
    });
  }

  it("takes any dated spelling of the azure-native types", () => {
    for (const type of [
      "azure-native:containerservice/v20240901:AgentPool",
      "azure-native_containerservice_v20260501:containerservice:AgentPool",
    ]) {
      assert.equal(report(edit({ ...windowsPool, type }, { maxPods: 80 })).summary.worst, "refused");
    }
  });

  it("counts the nodes of all Windows pools of a cluster whose password changes, and only those", () => {
    const { summary, pools } = report(
      edit(cluster, {}, { diffReasons: ["windowsProfile.adminPassword"] }),
      same(windowsPool),
      same(linuxPool),
    );
    assert.deepEqual(summary.nodesDrained, { min: 6, max: 6 });
    assert.deepEqual(summary.windowsPools, { touched: 1, total: 1 });
    assert.deepEqual(
      pools.filter(({ touched }) => touched).map(({ title }) => title),
      ["win"],
    );
  });

  it("finds the deletion of a pool to drain all its nodes", () => {
    const { summary, changes } = report(same(cluster), step(windowsPool, windowsPool.inputs, undefined));
    assert.equal(changes[0]?.effect, "pool-replace");
    assert.deepEqual(summary.nodesDrained, { min: 6, max: 6 });
  });

  describe("the last system pool", () => {
    const system = {
      ...linuxPool,
      name: "second",
      inputs: { ...linuxPool.inputs, agentPoolName: "second", mode: "System" },
    };
    const demoted = inline({ mode: "User" });

    it("cannot become a user pool, nor go", () => {
      const { changes } = report(edit(cluster, demoted), same(windowsPool));
      assert.deepEqual(
        [changes[0]?.effect, changes[0]?.codes],
        ["refused", ["MustDefineAtLeastOneSystemPool"]],
      );
      const other = { ...cluster, inputs: { ...cluster.inputs, ...demoted } };
      const gone = report(same(other), step(system, system.inputs, undefined));
      assert.deepEqual(
        [gone.changes[0]?.effect, gone.changes[0]?.codes],
        ["refused", ["OperationNotAllowed"]],
      );
    });

    it("may do both while there is another one", () => {
      assert.equal(report(edit(cluster, demoted), same(system)).summary.worst, "scheduling");
      assert.equal(
        report(same(cluster), step(system, system.inputs, undefined)).summary.worst,
        "pool-replace",
      );
    });

    it("goes with its cluster", () => {
      const all = report(step(cluster, cluster.inputs, undefined), step(system, system.inputs, undefined));
      assert.ok(all.changes.every(({ codes }) => codes.length === 0));
    });
  });

  describe("a pool that goes from the inline list of its cluster", () => {
    const refreshed: Resource = {
      ...cluster,
      inputs: {
        ...cluster.inputs,
        agentPoolProfiles: [...cluster.inputs.agentPoolProfiles, { name: "win22a" }],
      },
    };
    const tidied = (...others: readonly JsonMap[]) =>
      report(edit(refreshed, { agentPoolProfiles: cluster.inputs.agentPoolProfiles }), ...others);

    it("stays as it is where the program has it as a resource of its own", () => {
      const { summary, changes } = tidied(same(windowsPool));
      assert.deepEqual([summary.worst, summary.verdict], ["metadata", "SAFE"]);
      assert.match(changes[0]?.sentences.platform ?? "", /^A refresh had read the pool/);
    });

    it("needs somebody to delete it where nothing else has it", () => {
      assert.equal(tidied().summary.worst, "manual-follow-up");
      const made = step(windowsPool, undefined, windowsPool.inputs);
      assert.equal(tidied(made).changes[0]?.effect, "manual-follow-up");
    });
  });

  it("knows that only another pool has the old Kubernetes minor again", () => {
    const { summary } = report(same(cluster), edit(windowsPool, { orchestratorVersion: "1.36" }));
    assert.equal(summary.reversible, "new pool only");
  });

  it("calls a preview that reports errors blocked, whatever its steps", () => {
    const text = JSON.stringify({
      ...(JSON.parse(preview()) as object),
      diagnostics: [{ severity: "error", message: "canary" }],
    });
    const { summary } = analyse(readPreview(text), { asOf: "2026-11-23" });
    assert.equal(summary.verdict, "BLOCK");
    assert.equal(
      summary.why,
      "The preview itself reports 1 error, so its plan may be incomplete; read them in its own output.",
    );
  });
});
