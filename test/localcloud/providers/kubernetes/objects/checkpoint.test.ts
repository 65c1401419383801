import * as assert from "node:assert/strict";
import {
  fromOutputs,
  toObject,
  toOutputs,
  toProperties,
} from "../../../../../localcloud/providers/kubernetes/objects/checkpoint";
import { secret } from "../../../../../localcloud/wire/values";

describe("checkpoint", () => {
  it("gives an object without secret marks to the API", () => {
    const object = toObject({ data: secret({ a: "1" }), metadata: { annotations: { x: secret("y") } } });
    assert.deepEqual(object, { data: { a: "1" }, metadata: { annotations: { x: "y" } } });
  });

  it("spells schema extensions as the API does, and back", () => {
    const sdk = {
      spec: { x_kubernetes_preserve_unknown_fields: true, items: [{ x_kubernetes_int_or_string: true }] },
    };
    const api = {
      spec: { "x-kubernetes-preserve-unknown-fields": true, items: [{ "x-kubernetes-int-or-string": true }] },
    };
    assert.deepEqual(toObject(sdk), api);
    assert.deepEqual(toProperties(api, {}), sdk);
  });

  it("hides a value that was secret, and not its neighbours", () => {
    const from = { data: { a: secret("1"), b: "2" } };
    assert.deepEqual(toProperties({ data: { a: "1", b: "2" } }, from), { data: { a: secret("1"), b: "2" } });
  });

  it("hides a whole list when there is a secret in it", () => {
    const marked = toProperties({ list: ["1", "2"] }, { list: [secret("1"), "2"] });
    assert.deepEqual(marked, { list: secret(["1", "2"]) });
  });

  it("always hides the data of a Secret", () => {
    const marked = toProperties(
      { kind: "Secret", data: { a: "MQ==" }, stringData: { b: "1" }, type: "Opaque" },
      {},
    );
    assert.deepEqual(marked, {
      kind: "Secret",
      data: secret({ a: "MQ==" }),
      stringData: secret({ b: "1" }),
      type: "Opaque",
    });
  });

  it("reads back what it wrote", () => {
    const checkpoint = {
      inputs: { apiVersion: "v1", kind: "ConfigMap", data: { a: "1" } },
      live: { apiVersion: "v1", kind: "ConfigMap", data: { a: "1" }, metadata: { uid: "u" } },
      initialApiVersion: "v1",
      fieldManager: "pulumi-kubernetes-0a1b2c3d",
    };
    assert.deepEqual(fromOutputs(toOutputs(checkpoint, { data: { a: secret("1") } })), checkpoint);
  });

  it("takes the first apiVersion from the inputs where the state does not say", () => {
    assert.equal(fromOutputs({ __inputs: { apiVersion: "apps/v1" } }).initialApiVersion, "apps/v1");
  });
});
