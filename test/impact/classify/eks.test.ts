import assert from "node:assert/strict";
import type { EffectClass } from "../../../catalogue/impact";
import { analyse, readPreview } from "../../../impact";
import type { JsonMap } from "../../../impact/json";
import { edit, preview, same, step, urnOf } from "../build";
import type { Resource, StepOptions } from "../build";

const cluster: Resource = {
  type: "aws:eks/cluster:Cluster",
  name: "shop",
  inputs: { name: "shop", version: "1.35", accessConfig: { authenticationMode: "API" } },
};
const group: Resource = {
  type: "aws:eks/nodeGroup:NodeGroup",
  name: "linux",
  inputs: {
    clusterName: "shop",
    nodeGroupName: "linux",
    amiType: "AL2023_x86_64_STANDARD",
    version: "1.34",
    scalingConfig: { minSize: 1, desiredSize: 2, maxSize: 4 },
  },
};
const windows: Resource = {
  ...group,
  name: "win",
  inputs: { ...group.inputs, nodeGroupName: "win", amiType: "WINDOWS_CORE_2022_x86_64" },
};

interface Row {
  readonly resource?: Resource;
  readonly change: JsonMap;
  readonly options?: StepOptions;
  readonly effect: EffectClass;
  readonly codes?: readonly string[];
  readonly reversible?: string;
}

const refused = { effect: "refused", codes: ["InvalidParameterException"] } as const;
const scaling = (minSize: number, desiredSize: number, maxSize: number) => ({
  scalingConfig: { minSize, desiredSize, maxSize },
});

/** The cluster, with a public endpoint only. */
const open: Resource = {
  ...cluster,
  inputs: { ...cluster.inputs, vpcConfig: { subnetIds: ["subnet-1"] } },
};
const endpoints = (access: JsonMap) => ({ vpcConfig: { subnetIds: ["subnet-1"], ...access } });

const rows: Readonly<Record<string, Row>> = {
  "no endpoint at all": {
    resource: open,
    change: endpoints({ endpointPublicAccess: false }),
    ...refused,
  },
  "only a private endpoint": {
    resource: open,
    change: endpoints({ endpointPublicAccess: false, endpointPrivateAccess: true }),
    effect: "scheduling",
  },
  "a private endpoint that is not known yet": {
    resource: open,
    change: endpoints({
      endpointPublicAccess: false,
      endpointPrivateAccess: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    }),
    effect: "scheduling",
  },
  "tags of a group": { change: { tags: { a: "b" } }, effect: "metadata" },
  "labels of a group": { change: { labels: { a: "b" } }, effect: "scheduling" },
  "more nodes": { change: scaling(1, 3, 4), effect: "scale" },
  "fewer nodes": { change: scaling(1, 1, 4), effect: "scale" },
  "sizes out of order": { change: scaling(3, 2, 4), ...refused },
  "the next minor of a group": {
    change: { version: "1.35" },
    effect: "rolling",
    reversible: "new pool only",
  },
  "an older minor of a group": { change: { version: "1.33" }, ...refused },
  "a minor above the control plane's": { change: { version: "1.36" }, ...refused },
  "a release of another minor": { change: { releaseVersion: "1.33.5-20260801" }, ...refused },
  "a release of the group's minor": {
    change: { releaseVersion: "1.34.4-20261112" },
    effect: "rolling",
    reversible: "yes",
  },
  "Windows 2025 below 1.35": {
    resource: windows,
    change: { amiType: "WINDOWS_CORE_2025_x86_64" },
    options: { op: "replace" },
    ...refused,
  },
  "Amazon Linux 2 after its end": {
    change: { amiType: "AL2_x86_64" },
    options: { op: "replace" },
    ...refused,
  },
  "an AMI type that this program does not know": {
    change: { amiType: "AL2030_x86_64" },
    options: { op: "replace" },
    effect: "pool-replace",
    reversible: "new pool only",
  },
  "another image, made first under the same name": {
    change: { amiType: "BOTTLEROCKET_x86_64" },
    options: { op: "replace", createFirst: true },
    effect: "refused",
    codes: ["ResourceInUseException"],
  },
  "the next minor of a cluster": {
    resource: cluster,
    change: { version: "1.36" },
    effect: "irreversible",
    reversible: "no",
  },
};

describe("EKS changes", () => {
  for (const [name, row] of Object.entries(rows)) {
    it(`${name}: ${row.effect}`, () => {
      const resource = row.resource ?? group;
      const others = [cluster, group, windows]
        .filter(({ name, type }) => name !== resource.name || type !== resource.type)
        .map(same);
      const text = preview(...others, edit(resource, row.change, row.options));
      const { summary, changes } = analyse(readPreview(text), { asOf: "2026-11-23" });
      assert.deepEqual(
        { effect: changes[0]?.effect, codes: changes[0]?.codes },
        { effect: row.effect, codes: row.codes ?? [] },
      );
      if (row.reversible !== undefined) assert.equal(summary.reversible, row.reversible);
    });
  }

  it("judges a new group as it judges a changed one", () => {
    const made = step(group, undefined, { ...group.inputs, amiType: "AL2_x86_64" });
    const { summary } = analyse(readPreview(preview(same(cluster), made)), { asOf: "2026-11-23" });
    assert.deepEqual([summary.worst, summary.verdict], ["refused", "BLOCK"]);
  });

  describe("an add-on, which the table does not cover,", () => {
    const addOn: Resource = {
      type: "aws:eks/addon:Addon",
      name: "cni",
      inputs: { clusterName: "shop", addonName: "vpc-cni" },
    };
    const effectsOf = (clusterStep: JsonMap, reasons: readonly string[]) => {
      const moved = edit(
        addOn,
        { clusterName: "other", addonName: "vpc-cni" },
        {
          op: "replace",
          replaceReasons: reasons,
          propertyDependencies: { clusterName: [urnOf(cluster)], addonName: [] },
        },
      );
      const { changes } = analyse(readPreview(preview(clusterStep, moved)), { asOf: "2026-11-23" });
      return changes.filter(({ urn }) => urn === urnOf(addOn)).map(({ effect }) => effect);
    };
    const replaced = edit(cluster, { name: "other" }, { op: "replace", replaceReasons: ["name"] });

    it("goes with its cluster when only that replaces it", () => {
      assert.deepEqual(effectsOf(replaced, ["clusterName"]), ["cluster-replace"]);
      assert.deepEqual(effectsOf(replaced, []), ["cluster-replace"], "the engine may name no reason");
    });

    it("is unclassified when something else does, or its cluster stays", () => {
      assert.deepEqual(effectsOf(replaced, ["clusterName", "addonName"]), ["unclassified"]);
      assert.deepEqual(effectsOf(same(cluster), ["clusterName"]), ["unclassified"]);
    });
  });
});
