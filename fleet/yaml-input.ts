import * as v from "valibot";
import { parseDocument } from "yaml";
import { InputError } from "../impact/input-error";
import type { InputProblem } from "../impact/input-error";

/** Longest value that a message repeats, in characters. */
const longestValue = 60;

/**
 * Reads a YAML (or JSON) input by its schema.
 *
 * @param text - the input
 * @param input - its name, for messages
 * @param schema - its shape; every message of it is the rest of a sentence that starts with the path: `must be …`
 * @param page - address of its documentation
 * @throws InputError with every problem, one line each
 */
export function readYaml<S extends v.GenericSchema>(
  text: string,
  input: string,
  schema: S,
  page: string,
): v.InferOutput<S> {
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ linePos, message }) => ({
      path: linePos === undefined ? "" : `line ${String(linePos[0].line)}`,
      // The parser repeats the lines in question; a file may hold what nobody should see in a log.
      message: `is not valid YAML: ${(message.split(/ at line |\n/)[0] ?? "").toLowerCase()} (${page})`,
    }));
    throw new InputError(input, problems);
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  const read = v.safeParse(schema, value ?? {});
  if (read.success) return read.output;
  throw new InputError(
    input,
    read.issues.map((issue) => problemOf(issue, page)),
  );
}

function problemOf(issue: v.BaseIssue<unknown>, page: string): InputProblem {
  const path = pathOf(issue);
  // What stands at a key that nobody knows may be a secret at the wrong place: it is not repeated.
  if (issue.expected === "never") {
    return { path, message: `is not known here; remove it or correct its name (${page})` };
  }
  if (issue.received === "undefined") return { path, message: `is missing; set it (${page})` };
  // An address may carry a password.
  const value = JSON.stringify(issue.input).replaceAll(/\/\/[^/@"]*@/g, "//…@");
  const got = value.length > longestValue ? `${value.slice(0, longestValue)}…` : value;
  return { path, message: `${issue.message}, got ${got} (${page})` };
}

function pathOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce<string>((path, { key }) => {
    if (typeof key === "number") return `${path}[${String(key)}]`;
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
}
