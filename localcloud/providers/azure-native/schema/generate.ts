import * as fs from "node:fs";
import { resourceSpecs } from "../resources";
import { readSdkSchema } from "../../sdk/read-sdk";
import { formatSchema, schemaFile } from "./schema";

// Run with `node -r tsx/cjs localcloud/providers/azure-native/schema/generate.ts` after a new version of the SDK.
fs.writeFileSync(schemaFile, formatSchema(readSdkSchema("@pulumi/azure-native", Object.keys(resourceSpecs))));
