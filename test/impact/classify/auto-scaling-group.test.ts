import assert from "node:assert/strict";
import type { EffectClass } from "../../../catalogue/impact";
import { analyse, readPreview } from "../../../impact";
import type { Report } from "../../../impact";
import type { JsonMap } from "../../../impact/json";
import { edit, preview, same, step } from "../build";
import type { Resource, StepOptions } from "../build";

const cluster: Resource = {
  type: "aws:eks/cluster:Cluster",
  name: "shop",
  inputs: { name: "shop", version: "1.35" },
};

const tag = (key: string, value: string): JsonMap => ({ key, value, propagateAtLaunch: true });
const policy = (version: string, ...types: readonly string[]): JsonMap => ({
  launchTemplate: {
    launchTemplateSpecification: { launchTemplateId: "lt-1", version },
    overrides: types.map((instanceType) => ({ instanceType })),
  },
});

const group: Resource = {
  type: "aws:autoscaling/group:Group",
  name: "win",
  inputs: {
    namePrefix: "shop-win-",
    minSize: 2,
    maxSize: 2,
    desiredCapacity: 2,
    mixedInstancesPolicy: policy("1", "m5.large"),
    instanceRefresh: { strategy: "Rolling", preferences: { maxHealthyPercentage: 150 } },
    tags: [
      tag("kubernetes.io/cluster/shop", "owned"),
      tag("k8s.io/cluster-autoscaler/node-template/label/kubernetes.io/os", "windows"),
    ],
  },
};

function report(change: JsonMap, options?: StepOptions, before: Resource = group): Report {
  return analyse(readPreview(preview(same(cluster), edit(before, change, options))), { asOf: "2026-11-23" });
}

const rows: Readonly<
  Record<string, { change: JsonMap; options?: StepOptions; effect: EffectClass; drained: number }>
> = {
  "more machines": { change: { desiredCapacity: 3, maxSize: 3, minSize: 3 }, effect: "scale", drained: 0 },
  "fewer machines": { change: { desiredCapacity: 1, maxSize: 1, minSize: 1 }, effect: "scale", drained: 1 },
  "another template": {
    change: { mixedInstancesPolicy: policy("2", "m5.large") },
    effect: "rolling",
    drained: 2,
  },
  "another machine type": {
    change: { mixedInstancesPolicy: policy("1", "m5.xlarge") },
    effect: "rolling",
    drained: 2,
  },
  "another template and no refresh": {
    change: { mixedInstancesPolicy: policy("2", "m5.large"), instanceRefresh: {} },
    effect: "manual-follow-up",
    drained: 0,
  },
  "other subnets": { change: { vpcZoneIdentifiers: ["subnet-2"] }, effect: "rolling", drained: 2 },
  "another name": {
    change: { namePrefix: "shop-windows-" },
    options: { op: "replace", createFirst: true },
    effect: "pool-replace",
    drained: 2,
  },
  "a property that nobody knows": { change: { brandNew: true }, effect: "unclassified", drained: 0 },
};

describe("changes of an Auto Scaling group whose machines are nodes", () => {
  for (const [name, { change, options, effect, drained }] of Object.entries(rows)) {
    it(`${name}: ${effect}`, () => {
      const { changes, summary } = report(change, options);
      assert.equal(changes[0]?.effect, effect);
      assert.equal(summary.nodesDrained.max, drained);
    });
  }

  it("are rows of the pool table, with cluster, system and machines", () => {
    const { pools } = report({ mixedInstancesPolicy: policy("1", "m5.xlarge") });
    const [pool] = pools;
    assert.deepEqual(
      [pool?.title, pool?.os, pool?.surge, pool?.columns.find(({ name }) => name === "machine")],
      ["win", "Windows", "50%", { name: "machine", old: "m5.large", new: "m5.xlarge" }],
    );
  });

  it("say that no PodDisruptionBudget is asked", () => {
    const [change] = report({ mixedInstancesPolicy: policy("2", "m5.large") }).changes;
    assert.match(JSON.stringify(change), /asks no PodDisruptionBudget/);
  });

  it("are not those of a group that has nothing to do with a cluster", () => {
    const app: Resource = { ...group, name: "app", inputs: { ...group.inputs, tags: [tag("team", "shop")] } };
    const { pools, changes } = report({ desiredCapacity: 3 }, {}, app);
    assert.deepEqual(pools, []);
    assert.notEqual(changes[0]?.effect, "scale");
  });

  it("are judged by no law of managed groups", () => {
    const made = step(group, undefined, { ...group.inputs, desiredCapacity: 5 });
    const { summary } = analyse(readPreview(preview(same(cluster), made)), { asOf: "2026-11-23" });
    assert.equal(summary.worst, "scale");
  });
});
