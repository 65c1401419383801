import * as assert from "node:assert/strict";
import { conform } from "../../../../../localcloud/providers/kubernetes/objects/schema";
import type { PropertyMap } from "../../../../../localcloud/wire/values";

const REF = "#/components/schemas/";
const schema = {
  root: {
    type: "object",
    properties: {
      kind: { type: "string" },
      metadata: { allOf: [{ $ref: `${REF}Meta` }], default: {} },
      replicas: { type: "integer" },
      anything: { type: "object" },
      port: { $ref: `${REF}IntOrString` },
      limits: {
        type: "object",
        additionalProperties: { $ref: `${REF}io.k8s.apimachinery.pkg.api.resource.Quantity` },
      },
      items: { type: "array", items: { $ref: `${REF}Item` } },
      rules: { type: "array", items: { type: "string" } },
      needed: { type: "array", items: { type: "string" } },
    },
    required: ["needed"],
  },
  components: {
    Meta: {
      type: "object",
      properties: { labels: { type: "object", additionalProperties: { type: "string" } } },
    },
    Item: { type: "object", properties: { name: { type: "string" } } },
    IntOrString: { format: "int-or-string" },
  },
};

const CASES: readonly [what: string, given: PropertyMap, conformed: PropertyMap][] = [
  ["drops fields that the kind does not have", { kind: "X", nonsense: 1 }, { kind: "X" }],
  ["drops them in lists, too", { items: [{ name: "a", nmae: "b" }] }, { items: [{ name: "a" }] }],
  [
    "writes quantities canonically",
    { limits: { cpu: "0.5", memory: "1024Mi" } },
    { limits: { cpu: "500m", memory: "1Gi" } },
  ],
  ["keeps free keys", { metadata: { labels: { any: "thing" } } }, { metadata: { labels: { any: "thing" } } }],
  ["drops empty maps of free keys", { metadata: { labels: {} } }, { metadata: {} }],
  ["drops empty lists", { items: [] }, {}],
  ["keeps an empty list that is required", { needed: [] }, { needed: [] }],
  ["keeps empty rules, as the server does", { rules: [] }, { rules: [] }],
  ["keeps what a schema without fields takes", { anything: { a: { b: 1 } } }, { anything: { a: { b: 1 } } }],
  ["keeps numbers and texts where both fit", { port: "http" }, { port: "http" }],
  ["keeps explicit nothing", { replicas: null }, { replicas: null }],
  [
    "leaves an object with a wrong type as it is",
    { replicas: "many", nonsense: 1 },
    { replicas: "many", nonsense: 1 },
  ],
  [
    "leaves an object with a fraction for an integer as it is",
    { replicas: 1.5, nonsense: 1 },
    { replicas: 1.5, nonsense: 1 },
  ],
];

describe("conform", () => {
  for (const [what, given, conformed] of CASES) {
    it(what, () => {
      assert.deepEqual(conform(given, schema), conformed);
    });
  }
});
