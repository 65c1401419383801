import * as fs from "node:fs";
import * as path from "node:path";
import type { Schema } from "../../sdk/shapes";
import { parseSchema } from "../../sdk/shapes";

export { elementType, formatSchema, judged, typeMembers } from "../../sdk/shapes";
export type { ObjectShape, ResourceShape, Schema } from "../../sdk/shapes";

/** The generated file that the provider reads. */
export const schemaFile = path.join(__dirname, "schema.json");

let loaded: Schema | undefined;

/** The schema of the supported resources, as generated from the installed SDK. */
export function schema(): Schema {
  loaded ??= parseSchema(fs.readFileSync(schemaFile, "utf8"));
  return loaded;
}
