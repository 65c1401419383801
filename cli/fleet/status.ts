import type { Command } from "commander";
import { readFleet } from "../../fleet/read";
import { exitCodeOf } from "../../fleet/remarks";
import { asOfFrom } from "../as-of";
import { paintFor } from "../display/colour";
import { waiversHelp, waiversOf } from "../waivers";
import type { StackFlags } from "./stacks";
import { addStackOptions, secretsHelp, stacksOf } from "./stacks";
import { statusLines } from "./status-table";

interface Flags extends StackFlags {
  readonly json?: boolean;
  readonly asOf?: string;
  readonly waivers?: string;
}

const help = `${secretsHelp}

Examples:
  mullion fleet status
  mullion fleet status --backend pulumi --stack prod-eu prod-us
  mullion fleet status --exports states --kubeconfig ~/.kube/config --json
  mullion fleet status --as-of 2027-03-31    what will have ended by then

Exit codes:
  0  nothing to do
  2  warnings, advisory findings or clusters without credentials
  3  errors or mandatory findings
  1  a state or a cluster could not be read, or the command line is wrong`;

/** Adds `fleet status`. */
export function addFleetStatusCommand(fleet: Command, finish: (exitCode: number) => void): void {
  const command = fleet
    .command("status")
    .description("Show all clusters in one table, and a line for everything that somebody has to do.");
  addStackOptions(command)
    .option("--json", "print JSON instead of a table: the whole view, nodes and pods included")
    .option("--as-of <date>", "judge dates on this day (default: today)")
    .option("--waivers <file>", waiversHelp)
    .addHelpText("after", help)
    .action(async (flags: Flags) => {
      finish(await status(flags));
    });
}

async function status({ json, asOf: day, waivers: file, ...flags }: Flags): Promise<number> {
  const asOf = asOfFrom(day);
  const waivers = waiversOf(process.cwd(), file);
  const view = await readFleet({ stacks: await stacksOf(flags), asOf, waivers });
  const text =
    json === true
      ? JSON.stringify({ version: 1, ...view }, null, 2)
      : statusLines(view, paintFor(process.stdout)).join("\n");
  process.stdout.write(`${text}\n`);
  return exitCodeOf(view);
}
