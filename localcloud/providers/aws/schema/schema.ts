import * as fs from "node:fs";
import * as path from "node:path";
import type { ResourceShape, Schema } from "../../sdk/shapes";
import { parseSchema } from "../../sdk/shapes";
import { Unsupported } from "../../provider";

/** The generated file that the provider reads. */
export const schemaFile = path.join(__dirname, "schema.json");

let loaded: Schema | undefined;

/** The schema of the supported resources, as generated from the installed SDK. */
export function schema(): Schema {
  loaded ??= parseSchema(fs.readFileSync(schemaFile, "utf8"));
  return loaded;
}

/**
 * The shape of a resource type.
 *
 * @throws Unsupported for one that the stand-in does not have.
 */
export function shapeOf(type: string): ResourceShape {
  const shape = schema().resources[type];
  if (shape !== undefined) return shape;
  const known = Object.keys(schema().resources).join(", ");
  throw new Unsupported(`the local cloud does not support ${type}; it supports ${known}`);
}
