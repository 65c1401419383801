import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { stackFileSchema } from "../../config/json-schema";

const written = path.resolve(__dirname, "../../config/stack.schema.json");

describe("the JSON Schema of a stack's file", () => {
  it("is the one that is committed (else: node -r tsx/cjs config/write-json-schema.ts)", () => {
    const schema: unknown = JSON.parse(JSON.stringify(stackFileSchema("mullion")));
    assert.deepEqual(JSON.parse(fs.readFileSync(written, "utf8")), schema);
  });

  it("knows every key of an AKS stack, with the project's prefix", () => {
    const schema = JSON.stringify(stackFileSchema("other"));
    for (const key of ["target", "environment", "location", "cluster", "nodePools"]) {
      assert.ok(schema.includes(`"other:${key}"`), key);
    }
  });
});
