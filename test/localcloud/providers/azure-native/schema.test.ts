import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import { resourceSpecs } from "../../../../localcloud/providers/azure-native/resources";
import { readSdkSchema } from "../../../../localcloud/providers/sdk/read-sdk";
import {
  formatSchema,
  schema,
  schemaFile,
} from "../../../../localcloud/providers/azure-native/schema/schema";

describe("the azure-native schema", () => {
  it("is what the installed SDK declares", () => {
    const current = formatSchema(readSdkSchema("@pulumi/azure-native", Object.keys(resourceSpecs)));
    const hint = "run: node -r tsx/cjs localcloud/providers/azure-native/schema/generate.ts";
    assert.ok(fs.readFileSync(schemaFile, "utf8") === current, hint);
  });

  it("has every resource of the stand-in, and all types that they need", () => {
    assert.deepEqual(Object.keys(schema().resources).sort(), Object.keys(resourceSpecs).sort());
    const { inputTypes, outputTypes, resources } = schema();
    for (const [types, shapes] of [
      [inputTypes, Object.values(resources).map(({ inputs }) => inputs)],
      [outputTypes, Object.values(resources).map(({ outputs }) => outputs)],
    ] as const) {
      for (const shape of [...Object.values(types), ...shapes]) {
        for (const { type } of Object.values(shape)) {
          const name = /<(.+)>/.exec(type)?.[1];
          assert.ok(name === undefined || types[name] !== undefined, type);
        }
      }
    }
  });

  it("knows what is required and what lists sub-resources", () => {
    const { inputs } =
      schema().resources["azure-native:network:VirtualNetwork"] ?? assert.fail("no virtual network");
    assert.deepEqual(inputs["resourceGroupName"], { type: "string", required: true });
    assert.deepEqual(inputs["subnets"], { type: "[<network.Subnet>]", subResources: true });
    assert.deepEqual(inputs["tags"], { type: "{string}" });
  });
});
