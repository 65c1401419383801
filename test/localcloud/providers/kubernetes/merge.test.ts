import * as assert from "node:assert/strict";
import { withIgnoredFields } from "../../../../localcloud/providers/kubernetes/ignore-changes";
import { takenOverManagers } from "../../../../localcloud/providers/kubernetes/managed-fields";
import { mergePatchOf } from "../../../../localcloud/providers/kubernetes/merge-patch";
import { containsPath, parsePropertyPath } from "../../../../localcloud/providers/kubernetes/property-path";

const entry = (manager: string, operation: string, fieldsV1: object, subresource?: string) => ({
  manager,
  operation,
  fieldsV1: structuredClone(fieldsV1) as Record<string, never>,
  ...(subresource === undefined ? {} : { subresource }),
});
const OWN = "pulumi-kubernetes-0a1b2c3d";
const LABEL = { "f:metadata": { "f:labels": { "f:v": {} } } };
const DATA = { "f:data": { ".": {}, "f:a": {} } };

describe("takenOverManagers", () => {
  it("makes the entry of a plain create its own", () => {
    const taken = takenOverManagers(
      [entry("pulumi-kubernetes", "Update", DATA), entry("other", "Update", LABEL)],
      OWN,
    );
    assert.deepEqual(taken, [entry("other", "Update", LABEL), entry(OWN, "Apply", DATA)]);
  });

  it("folds what kubectl set into its own entry", () => {
    const taken = takenOverManagers(
      [entry("kubectl-label", "Update", LABEL), entry(OWN, "Apply", DATA)],
      OWN,
    );
    assert.deepEqual(taken, [entry(OWN, "Apply", { ...DATA, ...LABEL })]);
  });

  it("leaves entries of subresources and of other managers alone", () => {
    const entries = [
      entry("kubectl", "Update", LABEL, "scale"),
      entry("other", "Apply", DATA),
      entry(OWN, "Apply", DATA),
    ];
    assert.equal(takenOverManagers(entries, OWN), undefined);
  });
});

describe("withIgnoredFields", () => {
  const inputs = { metadata: { labels: { v: "new" } } };
  const live = (managers: ReturnType<typeof entry>[]) => ({
    metadata: { labels: { v: "live" }, managedFields: managers },
  });

  it("leaves a field out that only another manager owns", () => {
    const object = live([entry("other", "Apply", LABEL)]);
    assert.deepEqual(withIgnoredFields(inputs, object, ["metadata.labels.v"], OWN), {
      metadata: { labels: {} },
    });
  });

  it("sends the live value of a field that it owns itself, alone or with others", () => {
    const object = live([entry("other", "Apply", LABEL), entry(OWN, "Apply", LABEL)]);
    assert.deepEqual(withIgnoredFields(inputs, object, ["metadata.labels.v"], OWN), {
      metadata: { labels: { v: "live" } },
    });
  });

  it("keeps the input where the object has no such field, and passes over paths into lists", () => {
    assert.deepEqual(withIgnoredFields(inputs, {}, ["metadata.labels.v", "spec.ports[0].port"], OWN), inputs);
  });
});

describe("mergePatchOf", () => {
  const rows = [
    ["sends what differs from the live object", {}, { a: 1, b: 2 }, { a: 1, b: 1 }, { b: 2 }],
    [
      "takes away what the program dropped",
      { m: { a: 1, b: 1 } },
      { m: { a: 1 } },
      { m: { a: 1, b: 1 } },
      { m: { b: null } },
    ],
    ["leaves what others set", { m: { a: 1 } }, { m: { a: 1 } }, { m: { a: 1, extra: 1 } }, {}],
    ["does not take away what is gone already", { a: 1 }, {}, {}, {}],
    ["sends lists whole", {}, { l: [1, 2] }, { l: [1] }, { l: [1, 2] }],
  ] as const;
  for (const [what, old, news, live, patch] of rows) {
    it(what, () => {
      assert.deepEqual(mergePatchOf(old, news, live), patch);
    });
  }
});

describe("property paths", () => {
  it("are read with indexes, quotes and wildcards", () => {
    assert.deepEqual(parsePropertyPath('metadata.labels["a.b/\\"c"]'), ["metadata", "labels", 'a.b/"c']);
    assert.deepEqual(parsePropertyPath("spec.ports[0].port"), ["spec", "ports", 0, "port"]);
    assert.deepEqual(parsePropertyPath("spec.ports[*]"), ["spec", "ports", "*"]);
  });

  it("are refused where they end badly", () => {
    assert.throws(
      () => parsePropertyPath("spec.ports["),
      /"spec\.ports\[" is no property path: unexpected "\["/,
    );
  });

  it("contain what lies below them", () => {
    assert.equal(containsPath(["spec", "*"], ["spec", 0, "port"]), true);
    assert.equal(containsPath(["spec", "a"], ["spec"]), false);
    assert.equal(containsPath(["spec", "a"], ["spec", "b"]), false);
  });
});
