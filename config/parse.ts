import * as v from "valibot";
import type { IsoDate } from "../catalogue/source";
import { issueToProblem } from "./issue";
import type { Problem } from "./problem";
import { problemsOf, warningsOf } from "./rules";
import type { StackConfig } from "./schema/stack";
import { stack } from "./schema/stack";

/** What the checks need to know beside the configuration itself. */
export interface ParseContext {
  /** First part of all names when the stack sets no `name`. */
  readonly defaultName: string;
  /** The day that support dates are compared with. */
  readonly asOf: IsoDate;
}

/** A checked configuration with what is worth knowing about it, or everything that is wrong with it. */
export type ParseResult =
  | { readonly config: StackConfig; readonly warnings: readonly Problem[]; readonly problems: readonly [] }
  | { readonly config?: undefined; readonly problems: readonly Problem[] };

/**
 * Checks the configuration of a stack: the shape of each value, and the rules that join several of them as soon as all
 * values have the right type.
 *
 * @param raw - the values of the stack by key, without the project's prefix
 * @param context - default name and date
 */
export function parseConfig(raw: Readonly<Record<string, unknown>>, context: ParseContext): ParseResult {
  const shape = v.safeParse(stack, { name: context.defaultName, ...raw });
  const misshapen = (shape.issues ?? []).map(issueToProblem);
  if (!shape.typed) return { problems: misshapen };
  const config: StackConfig = { ...shape.output, name: shape.output.name ?? context.defaultName };
  const problems = [...misshapen, ...problemsOf(config, context.asOf)];
  if (problems.length > 0) return { problems };
  return { config, warnings: warningsOf(config, context.asOf), problems: [] };
}
