import * as fs from "node:fs";
import { Option } from "commander";
import type { Command } from "commander";
import { exitCodeOf, renderFindings, worstLevel } from "../doctor";
import { judge } from "../rotation";
import { asOfFrom } from "./as-of";
import { checkStack, findContext, UserError } from "./context";
import { paintFor } from "./display/colour";
import { readConfiguration } from "./rotation/configuration";
import { gather } from "./rotation/gather";

interface Flags {
  readonly stack: string;
  readonly backend?: string;
  readonly exports?: string;
  readonly kubeconfig?: string;
  readonly json?: boolean;
  readonly asOf?: string;
}

const help = `
Only looks: at the configuration, at the state of the last deployment, and at the cluster. Passwords, keys and tokens
are never shown.

Examples:
  mullion rotation --stack prod
  mullion rotation --stack prod --as-of 2027-03-31    what will be due by then
  mullion rotation --stack prod --backend pulumi      a stack that "pulumi up" deploys
  mullion rotation --stack edge --kubeconfig admin.conf

Exit codes:
  0  nothing is due, or notes only
  2  something should be renewed
  3  something has ended
  1  failed, or the command line is wrong`;

/** Adds `rotation`. */
export function addRotationCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("rotation")
    .description("Say what has to be renewed: Windows password, node images, certificates and tokens.")
    .requiredOption("-s, --stack <name>", "the stack")
    .addOption(
      new Option(
        "--backend <address>",
        'where the state is: "pulumi", or an address as in mullion fleet status (default: the local cloud)',
      ).conflicts("exports"),
    )
    .option("--exports <folder>", 'states in files that "pulumi stack export" wrote, <stack>.json each')
    .option("--kubeconfig <file>", "the cluster's kubeconfig (default: the one that the stack uses)")
    .option("--json", "print JSON instead of text")
    .option("--as-of <date>", "judge ages and ends on this day (default: today)")
    .addHelpText("after", help)
    .action(async (flags: Flags) => {
      finish(await rotation(flags));
    });
}

async function rotation(flags: Flags): Promise<number> {
  const { stack, kubeconfig, json, backend, exports } = flags;
  const asOf = asOfFrom(flags.asOf);
  if (kubeconfig !== undefined && !fs.existsSync(kubeconfig))
    throw new UserError(`--kubeconfig ${kubeconfig}: there is no such file`);
  const context = findContext();
  checkStack(context, stack);
  const configuration = readConfiguration(context.projectDir, stack);
  const recording = await gather({
    context,
    stack,
    configuration,
    state: {
      ...(backend === undefined ? {} : { backend }),
      ...(exports === undefined ? {} : { exports }),
    },
    ...(kubeconfig === undefined ? {} : { kubeconfigFile: kubeconfig }),
  });
  const findings = judge(recording, asOf);
  process.stdout.write(
    json === true
      ? `${JSON.stringify({ version: 1, stack, asOf, worst: worstLevel(findings), findings }, undefined, 2)}\n`
      : renderFindings(findings, paintFor(process.stdout)),
  );
  return exitCodeOf(findings);
}
