import * as fs from "node:fs";
import { readSdkSchema } from "../../sdk/read-sdk";
import { formatSchema } from "../../sdk/shapes";
import { resourceSpecs } from "../resources";
import { schemaFile } from "./schema";

// Run with `node -r tsx/cjs localcloud/providers/aws/schema/generate.ts` after a new version of the SDK.
fs.writeFileSync(schemaFile, formatSchema(readSdkSchema("@pulumi/aws", Object.keys(resourceSpecs))));
