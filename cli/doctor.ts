import * as fs from "node:fs";
import type { Command } from "commander";
import {
  examine,
  exitCodeOf,
  installKubectl,
  judge,
  kubectlToInstall,
  parseRecording,
  renderFindings,
  thisMachine,
  worstLevel,
} from "../doctor";
import type { Recording } from "../doctor";
import { asOfFrom } from "./as-of";
import { UserError } from "./context";
import { paintFor } from "./display/colour";

interface Flags {
  readonly json?: boolean;
  readonly allContexts?: boolean;
  readonly record?: string;
  readonly from?: string;
  readonly asOf?: string;
  readonly fix?: boolean;
}

const help = `
Only looks: nothing on this machine or in the cluster is changed, except by --fix, which installs kubectl.

Examples:
  mullion doctor
  mullion doctor --record doctor.json     keep what was seen, for somebody else to judge
  mullion doctor --from doctor.json       judge what somebody else saw

Exit codes:
  0  fine, or notes only
  2  something should be mended
  3  something stands in the way
  1  the doctor failed, or the command line is wrong`;

/** Adds `doctor`. */
export function addDoctorCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("doctor")
    .description("Look over this machine and the cluster in the current context.")
    .option("--json", "print JSON instead of a table")
    .option("--all-contexts", "ask the API servers of all contexts, even if a login may open a browser")
    .option("--record <file>", "keep what was seen in a file")
    .option("--from <file>", "judge a kept file instead of this machine")
    .option("--as-of <date>", "judge support and retirement on this day, for example 2027-03-31")
    .option("--fix", "install the kubectl that fits, after a check of its checksum")
    .addHelpText("after", help)
    .action(async (flags: Flags) => {
      finish(await doctor(flags));
    });
}

async function doctor(flags: Flags): Promise<number> {
  const asOf = asOfFrom(flags.asOf);
  if (flags.from !== undefined && flags.fix === true)
    throw new UserError("--fix and --from: what is mended is this machine, not a recording of another one");
  const recording =
    flags.from === undefined
      ? await examine(thisMachine(), process.cwd(), { all: flags.allContexts ?? false })
      : readRecording(flags.from);
  if (flags.record !== undefined) fs.writeFileSync(flags.record, JSON.stringify(recording, null, 2) + "\n");
  const findings = judge(recording, asOf);
  process.stdout.write(
    flags.json === true
      ? JSON.stringify({ version: 1, asOf, worst: worstLevel(findings), findings }, null, 2) + "\n"
      : renderFindings(findings, paintFor(process.stdout)),
  );
  if (flags.fix === true) await fixKubectl(recording);
  return exitCodeOf(findings);
}

function readRecording(file: string): Recording {
  try {
    return parseRecording(fs.readFileSync(file, "utf8"), file);
  } catch (error) {
    throw new UserError(`--from: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function fixKubectl(recording: Recording): Promise<void> {
  const installation = kubectlToInstall(recording);
  if (installation === undefined) {
    throw new UserError("--fix: no API server answered, or no single kubectl fits all of them: see above");
  }
  try {
    await installKubectl(installation);
  } catch (error) {
    throw new UserError(`--fix: ${error instanceof Error ? error.message : String(error)}`);
  }
  process.stdout.write(
    `Installed kubectl ${installation.version}: ${installation.file}. Its folder must come first on PATH.\n`,
  );
}
