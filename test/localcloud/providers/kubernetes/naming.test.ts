import * as assert from "node:assert/strict";
import {
  isGenerateName,
  newFieldManager,
  withNewName,
  withOldName,
} from "../../../../localcloud/providers/kubernetes/naming";
import {
  propagationPolicy,
  timeoutSeconds,
} from "../../../../localcloud/providers/kubernetes/objects/annotations";
import { UNKNOWN } from "../../../../localcloud/wire/values";

const request = { name: "My_Config", randomSeed: Uint8Array.from([1, 2, 0xab, 0xcd, 5]) };
const annotated = (annotations: Readonly<Record<string, string>>) => ({ metadata: { annotations } });

describe("automatic names", () => {
  it("are the logical name, not cleaned, and eight hex digits", () => {
    const named = withNewName({ metadata: { namespace: "x" } }, request);
    assert.deepEqual(named, {
      metadata: {
        namespace: "x",
        name: "My_Config-0102abcd",
        annotations: { "pulumi.com/autonamed": "true" },
      },
    });
  });

  it("are what the stack proposes", () => {
    const named = withNewName({}, { ...request, autonaming: { proposedName: "cm", mode: "propose" } });
    assert.deepEqual(named, { metadata: { name: "cm", annotations: { "pulumi.com/autonamed": "true" } } });
  });

  it("can be forbidden", () => {
    const forbidden = { ...request, autonaming: { proposedName: "", mode: "disabled" as const } };
    assert.throws(() => withNewName({}, forbidden), {
      message: "autonaming is disabled, resource requires the .metadata.name field to be set",
    });
    assert.deepEqual(withNewName({ metadata: { name: "a" } }, forbidden), { metadata: { name: "a" } });
  });

  it("are not made for an object with a name, even one that is not known", () => {
    const all: readonly Record<string, string>[] = [{ name: "a" }, { name: UNKNOWN }, { generateName: "a-" }];
    for (const metadata of all) {
      assert.deepEqual(withNewName({ metadata }, request), { metadata });
    }
  });

  it("are kept, and only those", () => {
    const old = { metadata: { name: "a-00000000", annotations: { "pulumi.com/autonamed": "true" } } };
    assert.deepEqual(withOldName({}, old), old);
    assert.deepEqual(withOldName({ metadata: { name: "b" } }, old), { metadata: { name: "b" } });
    assert.deepEqual(withOldName({}, { metadata: { name: "c" } }), {});
  });

  it("are left to the server only when there is no name", () => {
    assert.equal(isGenerateName({ metadata: { generateName: "a-" } }), true);
    assert.equal(isGenerateName({ metadata: { generateName: "a-", name: "b" } }), false);
  });

  it("of field managers differ from object to object", () => {
    assert.match(newFieldManager(), /^pulumi-kubernetes-[0-9a-f]{8}$/);
    assert.notEqual(newFieldManager(), newFieldManager());
  });
});

describe("annotations", () => {
  it("set the time limit where customTimeouts do not", () => {
    const object = annotated({ "pulumi.com/timeoutSeconds": "5" });
    assert.equal(timeoutSeconds(11, object), 11);
    assert.equal(timeoutSeconds(0, object), 5);
    assert.equal(timeoutSeconds(0, annotated({ "pulumi.com/timeoutSeconds": "soon" })), 600);
    assert.equal(timeoutSeconds(0, {}, 60), 60);
  });

  it("say what becomes of owned objects; any other word means Foreground", () => {
    const policy = (word: string) =>
      propagationPolicy(annotated({ "pulumi.com/deletionPropagationPolicy": word }));
    assert.equal(policy("Orphan"), "Orphan");
    assert.equal(policy("background"), "Background");
    assert.equal(policy("sideways"), "Foreground");
  });
});
