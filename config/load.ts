import * as pulumi from "@pulumi/pulumi";
import type { IsoDate } from "../catalogue/source";
import { parseConfig } from "./parse";
import { formatProblem, formatProblems } from "./problem";
import { readValues } from "./read";
import type { StackConfig } from "./schema/stack";
import { today } from "./today";

/**
 * Reads and checks the configuration of the current stack. What works but will hurt is logged as a warning.
 *
 * @param asOf - the day that support dates are compared with; default: today in UTC
 * @throws pulumi.RunError with all problems, one line each, before any resource is registered
 */
export function loadConfig(asOf: IsoDate = today()): StackConfig {
  const project = pulumi.getProject();
  const stack = pulumi.getStack();
  const values = readValues(pulumi.runtime.allConfig(), project);
  const result = parseConfig(values, { defaultName: `${project}-${stack}`, asOf });
  if (result.config === undefined) {
    // A RunError is printed without a stack trace: the text is for the person who wrote the file.
    throw new pulumi.RunError(formatProblems(`Pulumi.${stack}.yaml`, result.problems));
  }
  for (const warning of result.warnings) void pulumi.log.warn(formatProblem(warning));
  return result.config;
}
