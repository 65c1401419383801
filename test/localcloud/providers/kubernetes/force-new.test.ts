import * as assert from "node:assert/strict";
import { forceNewPaths } from "../../../../localcloud/providers/kubernetes/force-new";
import type { PropertyMap } from "../../../../localcloud/wire/values";

const DEFAULT = { enableConfigMapMutable: false, enableSecretMutable: false };
const MUTABLE = { enableConfigMapMutable: true, enableSecretMutable: true };
const object = (apiVersion: string, kind: string, more: PropertyMap = {}): PropertyMap => ({
  apiVersion,
  kind,
  ...more,
});

describe("forceNewPaths", () => {
  const rows = [
    ["v1", "ConfigMap", ["binaryData", "data"]],
    ["v1", "Secret", ["type", "stringData", "data"]],
    ["apps/v1", "Deployment", ["spec.selector"]],
    ["storage.k8s.io/v1", "StorageClass", ["parameters", "provisioner"]],
    ["node.k8s.io/v1", "RuntimeClass", []],
    ["scheduling.k8s.io/v1", "PriorityClass", []],
    ["example.com/v1", "Deployment", []],
  ] as const;
  for (const [apiVersion, kind, fields] of rows) {
    it(`has ${fields.length === 0 ? "nothing but the identity" : fields.join(", ")} for ${kind} of ${apiVersion}`, () => {
      const paths = forceNewPaths(object(apiVersion, kind), `kubernetes:${apiVersion}:${kind}`, DEFAULT);
      assert.deepEqual(paths, ["metadata.name", "metadata.namespace", ...fields]);
    });
  }

  it("lets data change where the provider is told so, but not of an immutable object", () => {
    const map = object("v1", "ConfigMap");
    assert.ok(!forceNewPaths(map, "kubernetes:core/v1:ConfigMap", MUTABLE).includes("data"));
    assert.ok(
      forceNewPaths({ ...map, immutable: true }, "kubernetes:core/v1:ConfigMap", MUTABLE).includes("data"),
    );
    const secret = forceNewPaths(object("v1", "Secret"), "kubernetes:core/v1:Secret", MUTABLE);
    assert.deepEqual(secret, ["metadata.name", "metadata.namespace", "type"]);
  });

  it("has only the identity for a patch", () => {
    const paths = forceNewPaths(object("v1", "ConfigMap"), "kubernetes:core/v1:ConfigMapPatch", DEFAULT);
    assert.deepEqual(paths, ["metadata.name", "metadata.namespace"]);
  });
});
