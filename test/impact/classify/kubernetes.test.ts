import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { analyse, readPreview } from "../../../impact";
import type { JsonMap } from "../../../impact/json";
import { changesOf } from "../../../impact/classify/change";
import { kubernetesReplaces } from "../../../impact/classify/kubernetes";
import { subjectOf } from "../../../impact/subject";
import { preview, same, edit, step, urnOf, cluster } from "../build";
import type { Resource } from "../build";

/** What the real provider planned and the real API server did with one change. */
interface Recorded {
  readonly urn: string;
  readonly op: "update" | "replace";
  readonly failed: boolean;
  readonly paths: readonly string[];
}

const recorded = JSON.parse(
  fs.readFileSync(path.join(__dirname, "../fixtures/kubernetes-recorded.json"), "utf8"),
) as readonly Recorded[];

function report(...steps: readonly JsonMap[]) {
  return analyse(readPreview(preview(...steps)), { asOf: "2026-11-23" });
}

function recordedStep({ urn, op, paths }: Recorded): JsonMap {
  const state = { urn, custom: true, inputs: {} };
  return {
    op,
    urn,
    oldState: { ...state, id: "x" },
    newState: state,
    detailedDiff: Object.fromEntries(paths.map((one) => [one, { kind: "update" }])),
  };
}

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const object = (type: string, name: string, inputs: JsonMap): Resource => ({
  type: `kubernetes:${type}`,
  name,
  inputs: { metadata: { name, namespace: "shop" }, ...inputs },
});

const settings = object("core/v1:ConfigMap", "settings", { data: { a: "1" } });
const web = object("apps/v1:Deployment", "web", {
  spec: { replicas: 2, template: { spec: { containers: [{ name: "web", image: "x:1" }] } } },
});
const provider: Resource = {
  type: "pulumi:providers:kubernetes",
  name: "k8s",
  inputs: { kubeconfig: "[secret]" },
};
const managed = { provider: `${urnOf(provider)}::id` };

describe("Kubernetes changes", () => {
  it("are recorded in a number worth trusting", () => {
    assert.ok(recorded.length >= 50, String(recorded.length));
    assert.ok(recorded.filter(({ failed }) => failed).length >= 8);
  });

  for (const row of recorded) {
    const name = row.urn.split("::").at(-1) ?? "";
    it(`${name}: the API server ${row.failed ? "refused" : "took"} it, and the report says so`, () => {
      const { changes } = report(recordedStep(row));
      assert.equal(changes[0]?.effect === "refused", row.failed, JSON.stringify(changes));
    });

    it(`${name}: the provider planned ${row.op}, and the table says so`, () => {
      const [, read] = readPreview(preview(recordedStep({ ...row, op: "update" }))).steps;
      assert.ok(read);
      const changes = changesOf({ step: read, subject: subjectOf(read.type) });
      assert.equal(
        changes.some((change) => kubernetesReplaces(read.type, change)),
        row.op === "replace",
      );
    });
  }

  it("calls a custom kind unclassified, and a new object of it safe", () => {
    const custom = object("example.com/v1:Widget", "w", { spec: { a: 1 } });
    assert.equal(report(edit(custom, { spec: { a: 2 } })).summary.worst, "unclassified");
    assert.equal(report(step(custom, undefined, custom.inputs)).summary.verdict, "SAFE");
  });

  it("calls a deleted namespace irreversible", () => {
    const namespace = object("core/v1:Namespace", "shop", {});
    const { summary } = report(step(namespace, namespace.inputs, undefined));
    assert.deepEqual([summary.worst, summary.verdict, summary.reversible], ["irreversible", "BLOCK", "no"]);
  });
});

describe("a kubeconfig that is not known", () => {
  const unknownProvider = step(
    provider,
    provider.inputs,
    { kubeconfig: unknown },
    {
      op: "replace",
      replaceReasons: ["kubeconfig"],
      diffReasons: ["kubeconfig"],
      propertyDependencies: { kubeconfig: [urnOf(cluster)] },
    },
  );
  const replaced = { ...managed, op: "replace", replaceReasons: ["provider"] };

  it("collapses what looks replaced only because of it, and explains it by the cluster", () => {
    const result = report(
      edit(cluster, { tags: { team: "x" } }),
      unknownProvider,
      edit(web, {}, replaced),
      edit(settings, {}, replaced),
    );
    assert.deepEqual(
      result.changes.map(({ name }) => name),
      ["shop"],
    );
    assert.deepEqual(result.summary.verdict, "SAFE");
    assert.deepEqual(
      result.cascades.map(({ kind, cluster: of, objects }) => ({ kind, of, objects })),
      [{ kind: "phantom", of: "shop", objects: 2 }],
    );
  });

  it("tells a real edit among them, and whether it is an update or a replacement", () => {
    const image = {
      spec: { replicas: 2, template: { spec: { containers: [{ name: "web", image: "x:2" }] } } },
    };
    const result = report(
      edit(cluster, { tags: { team: "x" } }),
      unknownProvider,
      edit(web, image, replaced),
      edit(settings, { data: { a: "2" } }, replaced),
    );
    assert.deepEqual(
      result.changes.map(({ name, operation, effect }) => ({ name, operation, effect })),
      [
        { name: "web", operation: "update", effect: "scheduling" },
        { name: "settings", operation: "replace", effect: "scheduling" },
        { name: "shop", operation: "update", effect: "metadata" },
      ],
    );
  });

  it("passes over what the provider's check fills in", () => {
    const old = {
      metadata: {
        name: "web-1a2b3c4d",
        namespace: "default",
        annotations: { "pulumi.com/autonamed": "true" },
      },
      spec: { replicas: 1 },
    };
    const result = report(
      edit(cluster, { tags: {} }),
      unknownProvider,
      step(web, old, { spec: { replicas: 1 }, metadata: { annotations: {} } }, replaced),
    );
    assert.deepEqual(result.cascades[0]?.objects, 1);
  });

  it("takes it for real when the cluster itself is replaced", () => {
    const result = report(
      edit(cluster, { location: "northeurope" }, { op: "replace", replaceReasons: ["location"] }),
      unknownProvider,
      edit(web, {}, replaced),
    );
    assert.equal(result.cascades[0]?.kind, "real");
    assert.equal(result.summary.worst, "cluster-replace");
  });

  it("is never called safe when the input does not tell why", () => {
    const result = report(same(cluster), unknownProvider, edit(web, {}, replaced));
    assert.equal(result.cascades[0]?.kind, "open");
    assert.equal(result.summary.verdict, "REVIEW");
  });

  it("is no excuse for a provider that points to another known cluster", () => {
    const other = step(provider, provider.inputs, provider.inputs, {
      op: "replace",
      replaceReasons: ["kubeconfig"],
      diffReasons: ["kubeconfig"],
    });
    assert.equal(report(other, edit(web, {}, replaced)).summary.worst, "cluster-replace");
  });
});
