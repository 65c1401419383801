import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { IsoDate } from "../../catalogue/source";
import { analyse, readPlans, renderTerminal, type Paint } from "../../impact";
import { lookAt } from "../check/look";
import { inEditedProject } from "../edited-project";
import { planOf } from "../plan";

/** A stack whose configuration is edited. */
export interface EditedStack {
  readonly projectDir: string;
  readonly project: string;
  readonly stack: string;
}

/** Name of the file that holds a stack's configuration. */
export function configFile({ projectDir, stack }: Pick<EditedStack, "projectDir" | "stack">): string {
  return path.join(projectDir, `Pulumi.${stack}.yaml`);
}

/** The plan of a stack with a configuration, given its text. */
export type Planner = (text: string) => Promise<string>;

/** Plans a stack with any configuration; the same one is planned once. */
export function plannerFor(edited: EditedStack): Planner {
  const plans = new Map<string, Promise<string>>();
  return (text) => {
    const plan = plans.get(text) ?? planFor(edited, text);
    plans.set(text, plan);
    return plan;
  };
}

/**
 * What a change of the configuration does, as `mullion impact` says it: two plans are compared, no cloud is asked.
 *
 * @throws UserError with the program's own words when it refuses the new configuration
 */
export async function impactOf(
  plan: Planner,
  before: string,
  after: string,
  asOf: IsoDate,
  paint: Paint,
): Promise<string> {
  // One after the other: each runs the program and the pack in processes of their own.
  const [base, head] = [await plan(before), await plan(after)];
  return renderTerminal(analyse(readPlans(base, head), { asOf }), paint);
}

/** The plan of a stack with another configuration than the one in its file. */
async function planFor({ projectDir, project, stack }: EditedStack, text: string): Promise<string> {
  return inEditedProject(projectDir, stack, text, async (folder) => {
    const look = await lookAt({ projectDir: folder, stack, policyPacks: [path.join(folder, "policy")] });
    return JSON.stringify(planOf(project, stack, look));
  });
}

/** The lines that differ between two texts, as `git diff` shows them. */
export function differenceOf(name: string, before: string, after: string): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-difference-"));
  try {
    for (const [side, text] of [
      ["a", before],
      ["b", after],
    ] as const) {
      fs.mkdirSync(path.join(folder, side));
      fs.writeFileSync(path.join(folder, side, name), text);
    }
    return gitDiff(folder, name);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** git answers 1 when there are differences. */
function gitDiff(folder: string, name: string): string {
  const args = ["diff", "--no-index", "--no-color", "--", `a/${name}`, `b/${name}`];
  try {
    return execFileSync("git", args, { cwd: folder, encoding: "utf8" });
  } catch (error) {
    if (error instanceof Error && "stdout" in error && typeof error.stdout === "string") return error.stdout;
    throw error;
  }
}
