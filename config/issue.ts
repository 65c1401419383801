import type * as v from "valibot";
import type { Problem } from "./problem";
import { readRule } from "./schema/advice";
import { elsewhere } from "./schema/elsewhere";
import type { Target } from "./schema/stack";

/**
 * A problem from what valibot found.
 *
 * @param issue - an issue of the stack's schema
 */
export function issueToProblem(issue: v.BaseIssue<unknown>): Problem {
  const path = pathOf(issue);
  const problem = problemAt(path, issue);
  // Somebody who puts the content where the path belongs must not find it in a log.
  return holdsSecret(path) ? withoutValue(problem) : problem;
}

function problemAt(path: string, issue: v.BaseIssue<unknown>): Problem {
  const broken = readRule(issue.message);
  if (issue.received === "undefined" && issue.expected !== null) {
    // Of a key that is not there at all, valibot says the name in the place of a type.
    const isKey = issue.expected === JSON.stringify(path.slice(path.lastIndexOf(".") + 1));
    const reason = isKey ? "is missing" : `is missing and must be ${words(issue.expected)}`;
    return { path, reason, fix: "set it" };
  }
  if (broken !== undefined) return { path, value: issue.input, ...broken };
  if (issue.expected === "never") return unknownSetting(path, targetOf(issue));
  return {
    path,
    value: issue.input,
    reason: `must be ${words(issue.expected ?? "valid")}`,
    fix: "correct it",
  };
}

/** Settings whose values are never shown. */
function holdsSecret(path: string): boolean {
  return /^kubeconfig(\.|$)|\.(deployToken|clientSecret)$/.test(path);
}

function withoutValue({ path, reason, fix, url }: Problem): Problem {
  return { path, reason, fix, ...(url === undefined ? {} : { url }) };
}

/** The target of the stack that the issue is about; the schema has matched it before it looks at anything else. */
function targetOf({ path }: v.BaseIssue<unknown>): Target | undefined {
  const root: unknown = path?.[0].input;
  const target = typeof root === "object" && root !== null && "target" in root ? root.target : undefined;
  return typeof target === "string" && Object.hasOwn(elsewhere, target) ? (target as Target) : undefined;
}

function unknownSetting(path: string, target: Target | undefined): Problem {
  const setting = path.slice(path.lastIndexOf(".") + 1);
  const reason = target === undefined ? undefined : elsewhere[target][setting];
  if (reason !== undefined) return { path, ...reason };
  return { path, reason: "is not a setting that Mullion knows here", fix: "remove it or correct its name" };
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce<string>((path, { key }) => {
    if (typeof key === "number") return `${path}[${String(key)}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
}

/** Valibot's names of types in words. */
function words(expected: string): string {
  return expected
    .replace(/^\((.*)\)$/, "$1")
    .replaceAll(" | ", " or ")
    .replace(/\bstring\b/, "text")
    .replace(/\bboolean\b/, "true or false")
    .replace(/\bArray\b/, "a list")
    .replace(/\bObject\b/, "a group of settings")
    .replace(/\bnumber\b/, "a number");
}
