import * as v from "valibot";
import type { IsoDate } from "../catalogue/source";
import type { Problem } from "./problem";
import { rules } from "./rules";
import { readRule } from "./schema/advice";
import type { StackConfig } from "./schema/stack";
import { stack } from "./schema/stack";

/** What the checks need to know beside the configuration itself. */
export interface ParseContext {
  /** First part of all names when the stack sets no `name`. */
  readonly defaultName: string;
  /** The day that support dates are compared with. */
  readonly asOf: IsoDate;
}

/** A checked configuration, or everything that is wrong with it. */
export type ParseResult =
  | { readonly config: StackConfig; readonly problems: readonly [] }
  | { readonly config?: undefined; readonly problems: readonly [Problem, ...Problem[]] };

/**
 * Checks the configuration of a stack: first the shape of each value, then the rules that join several of them.
 *
 * @param raw - the values of the stack by key, without the project's prefix
 * @param context - default name and date
 */
export function parseConfig(raw: Readonly<Record<string, unknown>>, context: ParseContext): ParseResult {
  const shape = v.safeParse(stack, raw);
  if (!shape.success) return failure(shape.issues.map(issueToProblem));
  const config: StackConfig = { ...shape.output, name: shape.output.name ?? context.defaultName };
  const problems = rules.flatMap((rule) => rule(config, context));
  return problems.length === 0 ? { config, problems: [] } : failure(problems);
}

function failure(problems: readonly Problem[]): ParseResult {
  const [first, ...rest] = problems;
  if (first === undefined) throw new Error("a failed check must name at least one problem");
  return { problems: [first, ...rest] };
}

function issueToProblem(issue: v.BaseIssue<unknown>): Problem {
  const path = pathOf(issue);
  const broken = readRule(issue.message);
  if (broken !== undefined) return { path, value: issue.input, ...broken };
  if (issue.received === "undefined" && issue.expected !== null) {
    return { path, reason: `is missing and must be ${words(issue.expected)}`, fix: "set it" };
  }
  if (issue.expected === "never") {
    return { path, reason: "is not a setting that Mullion knows here", fix: "remove it or correct its name" };
  }
  return {
    path,
    value: issue.input,
    reason: `must be ${words(issue.expected ?? "valid")}`,
    fix: "correct it",
  };
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => key);
  return keys.reduce<string>((path, key) => {
    if (typeof key === "number") return `${path}[${String(key)}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
}

/** Valibot's names of types in words. */
function words(expected: string): string {
  return expected
    .replaceAll(" | ", " or ")
    .replace(/\bstring\b/, "text")
    .replace(/\bboolean\b/, "true or false")
    .replace(/\bArray\b/, "a list")
    .replace(/\bObject\b/, "a group of settings")
    .replace(/\bnumber\b/, "a number");
}
