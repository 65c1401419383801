import * as fs from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import type { Waiver } from "../policy/waivers";
import { UserError } from "./context";

const day = v.pipe(v.string(), v.isoDate('must be a day as "YYYY-MM-DD"'));

const waiver = v.strictObject({
  rule: v.pipe(v.string(), v.nonEmpty("must name a rule")),
  urn: v.pipe(v.string(), v.startsWith("urn:pulumi:", "must be the URN of one resource")),
  reason: v.pipe(v.string(), v.trim(), v.minLength(10, "must be a reason that a colleague understands")),
  until: day,
  owner: v.pipe(v.string(), v.nonEmpty("must say who answers for it")),
});

const file = v.strictObject({ waivers: v.array(waiver) });

/** What the help of a command says about its option `--waivers`. */
export const waiversHelp =
  "findings that are accepted for a while (default: mullion.waivers.yaml if there is one)";

/**
 * Reads a waiver file.
 *
 * @param text - YAML: a list `waivers`, each with `rule`, `urn`, `reason`, `until` (its last day) and `owner`
 * @param name - name of the file, for messages
 * @throws Error with every problem, one on a line
 */
export function readWaivers(text: string, name: string): readonly Waiver[] {
  const read = v.safeParse(file, parse(text, { schema: "failsafe" }));
  if (read.success) return read.output.waivers;
  const problems = read.issues.map(
    (issue) => `${name}: ${v.getDotPath(issue) ?? "the file"}: ${issue.message}`,
  );
  throw new Error(problems.join("\n"));
}

/**
 * The waivers of a project: of the file that is given, else of its `mullion.waivers.yaml`.
 *
 * @throws UserError when the file cannot be read, with every problem
 */
export function waiversOf(projectDir: string, given: string | undefined): readonly Waiver[] {
  const name = given ?? path.join(projectDir, "mullion.waivers.yaml");
  if (given === undefined && !fs.existsSync(name)) return [];
  try {
    return readWaivers(fs.readFileSync(name, "utf8"), path.basename(name));
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : String(error));
  }
}
