import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseConfig } from "../../config/parse";
import { readValues } from "../../config/read";
import { context } from "../config/base";
import { stackConfig } from "../program/run-program";
import { recordProgram } from "./program";
import type { Registration } from "./record";

const root = path.resolve(__dirname, "../..");

/** The stacks of this project. */
export const stacks: readonly string[] = fs
  .readdirSync(root)
  .flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []);

/** Everything that a stack of this project registers. A cluster that exists already is not looked at. */
export async function recordStack(stack: string): Promise<readonly Registration[]> {
  const values = readValues(stackConfig(stack), "mullion");
  const cluster =
    values["target"] === "existing" ? { cluster: { ...(values["cluster"] as object), inspect: false } } : {};
  const { config } = parseConfig({ ...values, ...cluster }, { ...context, defaultName: `mullion-${stack}` });
  assert.ok(config !== undefined, stack);
  return recordProgram(config);
}
