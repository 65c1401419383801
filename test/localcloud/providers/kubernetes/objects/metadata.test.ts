import * as assert from "node:assert/strict";
import {
  gvkOfType,
  inNamespace,
  isOwnedBy,
  isPatchResource,
  namespaceOf,
  objectId,
  parseId,
} from "../../../../../localcloud/providers/kubernetes/objects/metadata";
import { withoutValue, withValue } from "../../../../../localcloud/providers/kubernetes/objects/object";
import { isNamespaced } from "../../../../../localcloud/providers/kubernetes/objects/scope";
import { UNKNOWN } from "../../../../../localcloud/wire/values";

describe("type tokens", () => {
  const tokens = [
    ["kubernetes:core/v1:ConfigMap", { group: "", version: "v1", kind: "ConfigMap" }],
    ["kubernetes:apps/v1:Deployment", { group: "apps", version: "v1", kind: "Deployment" }],
    ["kubernetes:example.com/v1:Thing", { group: "example.com", version: "v1", kind: "Thing" }],
  ] as const;
  for (const [token, gvk] of tokens) {
    it(`read ${token}`, () => {
      assert.deepEqual(gvkOfType(token), gvk);
    });
  }

  it("tell a patch from a kind that only ends like one", () => {
    assert.equal(isPatchResource("kubernetes:core/v1:ConfigMapPatch", "ConfigMap"), true);
    assert.equal(isPatchResource("kubernetes:example.com/v1:Patch", "Patch"), false);
    assert.equal(isPatchResource("kubernetes:core/v1:ConfigMap", "ConfigMap"), false);
  });
});

describe("ids", () => {
  it("are namespace and name, or the name alone", () => {
    assert.equal(objectId("ns", "a"), "ns/a");
    assert.equal(objectId("", "a"), "a");
    assert.deepEqual(parseId("ns/a"), { namespace: "ns", name: "a" });
    assert.deepEqual(parseId("a"), { namespace: "", name: "a" });
  });
});

describe("objects", () => {
  it("change without changing", () => {
    const object = { metadata: { name: "a" } };
    assert.deepEqual(withValue(object, ["metadata", "labels", "x"], "1"), {
      metadata: { name: "a", labels: { x: "1" } },
    });
    assert.deepEqual(withoutValue({ metadata: { name: "a", uid: "u" } }, ["metadata", "uid"]), object);
    assert.deepEqual(object, { metadata: { name: "a" } });
  });

  it("take nothing in what is not known yet", () => {
    assert.deepEqual(withValue({ metadata: UNKNOWN }, ["metadata", "name"], "a"), { metadata: UNKNOWN });
    assert.deepEqual(withValue({ metadata: { namespace: UNKNOWN } }, ["metadata", "namespace"], "a"), {
      metadata: { namespace: "a" },
    });
  });

  it("have no namespace as long as it is not known", () => {
    assert.equal(namespaceOf({ metadata: { namespace: UNKNOWN } }), "");
    assert.deepEqual(inNamespace({ metadata: { namespace: "a", name: "b" } }, ""), {
      metadata: { name: "b" },
    });
  });

  it("are owned by the one whose uid a reference names", () => {
    const pod = { metadata: { ownerReferences: [{ uid: "1" }] } };
    assert.equal(isOwnedBy(pod, { metadata: { uid: "1" } }), true);
    assert.equal(isOwnedBy(pod, { metadata: { uid: "2" } }), false);
    assert.equal(isOwnedBy({}, { metadata: { uid: "1" } }), false);
  });
});

describe("isNamespaced", () => {
  const kinds = [
    ["", "ConfigMap", true],
    ["", "Namespace", false],
    ["apps", "Deployment", true],
    ["node.k8s.io", "RuntimeClass", false],
    ["rbac.authorization.k8s.io", "ClusterRole", false],
    ["rbac.authorization.k8s.io", "Role", true],
    ["admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding", false],
    ["", "NamespacePatch", false],
    ["example.com", "Thing", true],
  ] as const;
  for (const [group, kind, namespaced] of kinds) {
    it(`says ${namespaced} for ${kind} of ${group === "" ? "the core" : group} without a cluster`, async () => {
      assert.equal(await isNamespaced({ group, version: "v1", kind }, undefined), namespaced);
    });
  }
});
