import * as fs from "node:fs";
import * as path from "node:path";
import { stackFileSchema } from "./json-schema";

/** Writes the JSON Schema that Pulumi.<stack>.yaml refers to: `node -r tsx/cjs config/write-json-schema.ts`. */
fs.writeFileSync(
  path.join(__dirname, "stack.schema.json"),
  `${JSON.stringify(stackFileSchema("mullion"), null, 2)}\n`,
);
