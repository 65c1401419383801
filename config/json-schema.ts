import type { JsonSchema } from "@valibot/to-json-schema";
import { toJsonSchema } from "@valibot/to-json-schema";
import { stack } from "./schema/stack";

/**
 * JSON Schema of a stack's file (`Pulumi.<stack>.yaml`), for completion and checks in editors. Rules that join
 * several values are not in it: JSON Schema cannot say them.
 *
 * @param project - name of the project, the prefix of all keys
 */
export function stackFileSchema(project: string): JsonSchema {
  const targets = toJsonSchema(stack, { typeMode: "input", errorMode: "ignore" });
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of a Mullion stack",
    type: "object",
    required: ["config"],
    properties: {
      config: {
        type: "object",
        oneOf: (targets.anyOf ?? targets.oneOf ?? []).map((target) => withPrefix(asObject(target), project)),
      },
    },
  };
}

function asObject(schema: JsonSchema | boolean): JsonSchema {
  if (typeof schema === "boolean") throw new Error("a target's schema must be an object schema");
  return schema;
}

/** The keys of one target as they stand in the file; keys of other projects and providers may stand beside them. */
function withPrefix({ properties = {}, required = [] }: JsonSchema, project: string): JsonSchema {
  const prefixed = Object.entries(properties).map(([key, value]) => [`${project}:${key}`, value] as const);
  return {
    type: "object",
    required: required.map((key) => `${project}:${key}`),
    properties: Object.fromEntries(prefixed),
    patternProperties: { [`^(?!${project}:)`]: {} },
    additionalProperties: false,
  };
}
