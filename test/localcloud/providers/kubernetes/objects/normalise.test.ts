import * as assert from "node:assert/strict";
import { normalise } from "../../../../../localcloud/providers/kubernetes/objects/normalise";
import type { PropertyMap } from "../../../../../localcloud/wire/values";
import { UNKNOWN } from "../../../../../localcloud/wire/values";

const secretOf = (fields: PropertyMap): PropertyMap => ({ apiVersion: "v1", kind: "Secret", ...fields });
const definition = (spec: PropertyMap): PropertyMap => ({
  apiVersion: "apiextensions.k8s.io/v1",
  kind: "CustomResourceDefinition",
  spec,
});

const CASES: readonly [what: string, given: PropertyMap, normalised: PropertyMap][] = [
  [
    "turns stringData of a Secret into data",
    secretOf({ stringData: { a: "1" } }),
    secretOf({ data: { a: "MQ==" } }),
  ],
  [
    "lets stringData win",
    secretOf({ data: { a: "eA==", b: "eQ==" }, stringData: { a: "1" } }),
    secretOf({ data: { a: "MQ==", b: "eQ==" } }),
  ],
  ["drops white space from base64", secretOf({ data: { a: "MQ==\n" } }), secretOf({ data: { a: "MQ==" } })],
  [
    "leaves what is no base64 for the server",
    secretOf({ data: { a: "not base64!" } }),
    secretOf({ data: { a: "not base64!" } }),
  ],
  [
    "keeps a Secret with unknowns",
    secretOf({ stringData: { a: UNKNOWN } }),
    secretOf({ stringData: { a: UNKNOWN } }),
  ],
  [
    "drops what v1 definitions mean anyway",
    definition({ preserveUnknownFields: false, group: "x" }),
    definition({ group: "x" }),
  ],
  [
    "keeps what they do not",
    definition({ preserveUnknownFields: true }),
    definition({ preserveUnknownFields: true }),
  ],
  [
    "drops metadata that only the server writes",
    { metadata: { name: "a", uid: "u", resourceVersion: "1", managedFields: [] } },
    { metadata: { name: "a" } },
  ],
];

describe("normalise", () => {
  for (const [what, given, normalised] of CASES) {
    it(what, () => {
      assert.deepEqual(normalise(given, undefined), normalised);
    });
  }
});
