import * as fs from "node:fs";
import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { effectClasses, isEffectClass } from "../catalogue/impact";
import type { EffectClass } from "../catalogue/impact";
import { isIsoDate } from "../catalogue/source";
import type { IsoDate } from "../catalogue/source";
import { today } from "../config/today";
import {
  analyse,
  exitCode,
  InputError,
  readPlans,
  readPreviewStream,
  readWaivers,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderSarif,
  renderTerminal,
} from "../impact";
import type { Paint, Preview, Report, Waiver } from "../impact";
import { UserError } from "./context";
import { paintFor } from "./display/colour";
import { piecesOf } from "./file-pieces";

/** Formats by name; each gives the whole text. */
const formats: Readonly<Record<string, (report: Report, paint: Paint) => string>> = {
  terminal: renderTerminal,
  markdown: renderMarkdown,
  json: renderJson,
  sarif: (report) => renderSarif(report),
  html: renderHtml,
};

interface Flags {
  readonly base?: string;
  readonly format: string;
  readonly failOn?: EffectClass;
  readonly allow?: string;
  readonly asOf?: IsoDate;
  readonly output?: string;
}

const help = `
Examples:
  pulumi preview --json --show-sames --stack prod | mullion impact -
  mullion impact preview.json --format markdown --output comment.md
  mullion impact --base base.json head.json     (two files of mullion plan)

Exit codes:
  0  safe: nothing that runs is disturbed
  2  review: somebody should read it
  3  block: refused by the cloud, a cluster is lost, or it cannot be taken back
  1  the input or the command line is wrong

docs/guides/impact.md explains the classes, waivers and the pull-request workflow.`;

/** Adds `impact`. */
export function addImpactCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("impact")
    .description("Say what a preview will really do to clusters, node pools and workloads.")
    .argument("[file]", "output of pulumi preview --json --show-sames; - is standard input", "-")
    .option(
      "--base <file>",
      "compare two plans: the plan without the change; the argument is the one with it",
    )
    .addOption(
      new Option("--format <name>", "how to write it").choices(Object.keys(formats)).default("terminal"),
    )
    .addOption(
      new Option("--fail-on <class>", "mildest class that blocks (default: refused)").argParser(parseClass),
    )
    .option("--allow <file>", "waivers: accepted risks with reason and last day, YAML")
    .addOption(
      new Option("--as-of <date>", "day to judge support and waivers at (default: today)").argParser(
        parseDate,
      ),
    )
    .option("--output <file>", "write to a file instead of standard output")
    .addHelpText("after", help)
    .action(async (file: string, flags: Flags) => {
      const report = await analyseFile(file, flags).catch((error: unknown) => {
        throw error instanceof InputError ? new UserError(error.message) : error;
      });
      write(report, flags);
      finish(exitCode(report));
    });
}

async function analyseFile(file: string, flags: Flags): Promise<Report> {
  const waivers: readonly Waiver[] =
    flags.allow === undefined ? [] : readWaivers(readText(flags.allow), flags.allow);
  return analyse(await readInput(file, flags), {
    asOf: flags.asOf ?? today(),
    ...(flags.failOn === undefined ? {} : { failOn: flags.failOn }),
    waivers,
  });
}

async function readInput(file: string, { base }: Flags): Promise<Preview> {
  if (base !== undefined) {
    if (file === "-") throw new UserError("--base: needs the plan with the change as its argument");
    return readPlans(readText(base), readText(file), { base, head: file });
  }
  if (file === "-") return readPreviewStream(process.stdin, "standard input");
  try {
    return await readPreviewStream(piecesOf(file), file);
  } catch (error) {
    throw error instanceof InputError ? error : unreadable(file, error);
  }
}

function write(report: Report, { format, output }: Flags): void {
  const paint: Paint = output === undefined ? paintFor(process.stdout) : (_, text) => text;
  const text = (formats[format] ?? renderTerminal)(report, paint);
  if (output === undefined) process.stdout.write(text);
  else fs.writeFileSync(output, text);
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): UserError {
  return new UserError(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
}

function parseClass(text: string): EffectClass {
  if (isEffectClass(text)) return text;
  throw new InvalidArgumentError(`must be one of ${effectClasses.join(", ")}.`);
}

function parseDate(text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError("must be a day as YYYY-MM-DD.");
}
