import * as fs from "node:fs";
import * as path from "node:path";
import { isRecord } from "../../localcloud/wire/values";
import { UserError } from "../context";

/**
 * Reads the configuration of a policy pack: a JSON object of rules, as `pulumi preview --policy-pack-config` takes it.
 * What it says about single rules is for the pack to judge.
 *
 * @throws UserError naming the file, what is wrong with it and what belongs there.
 * @see https://www.pulumi.com/docs/iac/using-pulumi/crossguard/configuration/
 */
export function readPackConfig(file: string): unknown {
  const name = path.basename(file);
  const example = '{ "images-are-pinned": "mandatory", "settings": { "strict": true } }';
  let config: unknown;
  try {
    config = JSON.parse(fs.readFileSync(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(`${name} cannot be read as JSON: ${why}; it must be an object such as ${example}`);
  }
  if (isRecord(config)) return config;
  throw new UserError(`${name} must be an object such as ${example}`);
}
