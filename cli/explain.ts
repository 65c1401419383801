import type { Command } from "commander";
import { explain, renderExplanation } from "../explain";
import { asOfFrom } from "./as-of";
import { lookAt } from "./check/look";
import { checkStack, findContext } from "./context";
import { paintFor } from "./display/colour";
import { planOf } from "./plan";

interface Flags {
  readonly stack: string;
  readonly json?: boolean;
  readonly asOf?: string;
}

const help = `
Needs no cloud, no credentials and no state.

Examples:
  mullion explain --stack prod
  mullion explain --stack prod --as-of 2027-06-30    what will have ended by then

Exit codes:
  0  done
  1  the program fails, or the command line is wrong`;

/** Adds `explain`. */
export function addExplainCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("explain")
    .description("Say what each pool, add-on and class of a stack becomes, with names, limits and sources.")
    .requiredOption("-s, --stack <name>", "the stack")
    .option("--json", "print JSON instead of text")
    .option("--as-of <date>", "judge support on this day (default: today)")
    .addHelpText("after", help)
    .action(async (flags: Flags) => {
      const asOf = asOfFrom(flags.asOf);
      const { projectDir, project } = findContext();
      checkStack({ projectDir }, flags.stack);
      const look = await lookAt({ projectDir, stack: flags.stack, policyPacks: [] });
      const parts = explain(planOf(project, flags.stack, look).resources, asOf);
      process.stdout.write(
        flags.json === true
          ? `${JSON.stringify({ version: 1, stack: flags.stack, asOf, parts }, undefined, 2)}\n`
          : renderExplanation(parts, paintFor(process.stdout)),
      );
      finish(0);
    });
}
