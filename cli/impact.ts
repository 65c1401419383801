import * as fs from "node:fs";
import { text as readAll } from "node:stream/consumers";
import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { effectClasses, isEffectClass } from "../catalogue/impact";
import type { EffectClass } from "../catalogue/impact";
import { isIsoDate } from "../catalogue/source";
import type { IsoDate } from "../catalogue/source";
import { analyse, exitCode, readPreview, renderJson, renderMarkdown, renderTerminal } from "../impact";
import type { Paint, Report } from "../impact";
import { UserError } from "./context";
import { paintFor } from "./display/colour";

/** Formats by name; each gives the whole text. */
const formats: Readonly<Record<string, (report: Report, paint: Paint) => string>> = {
  terminal: renderTerminal,
  markdown: renderMarkdown,
  json: renderJson,
};

interface Flags {
  readonly format: string;
  readonly failOn?: EffectClass;
  readonly asOf?: IsoDate;
  readonly output?: string;
}

const help = `
Examples:
  pulumi preview --json --stack prod | mullion impact -
  mullion impact preview.json --format markdown --output comment.md

Exit codes:
  0  safe: nothing that runs is disturbed
  2  review: somebody should read it
  3  block: refused by the cloud, a cluster is lost, or it cannot be taken back
  1  the input or the command line is wrong`;

/** Adds `impact`. */
export function addImpactCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("impact")
    .description("Say what a preview will really do to clusters, node pools and workloads.")
    .argument("[file]", "output of pulumi preview --json; - is standard input", "-")
    .addOption(
      new Option("--format <name>", "how to write it").choices(Object.keys(formats)).default("terminal"),
    )
    .addOption(
      new Option("--fail-on <class>", "mildest class that blocks (default: refused)").argParser(parseClass),
    )
    .addOption(new Option("--as-of <date>", "day to judge support at (default: today)").argParser(parseDate))
    .option("--output <file>", "write to a file instead of standard output")
    .addHelpText("after", help)
    .action(async (file: string, flags: Flags) => {
      const { report, text } = await impact(file, flags);
      if (flags.output === undefined) process.stdout.write(text);
      else fs.writeFileSync(flags.output, text);
      finish(exitCode(report));
    });
}

async function impact(
  file: string,
  flags: Flags,
): Promise<{ readonly report: Report; readonly text: string }> {
  const input = file === "-" ? "standard input" : file;
  const preview = readPreview(await read(file), input);
  const report = analyse(preview, {
    asOf: flags.asOf ?? today(),
    ...(flags.failOn === undefined ? {} : { failOn: flags.failOn }),
  });
  const paint = flags.output === undefined ? paintFor(process.stdout) : (_: unknown, text: string) => text;
  return { report, text: (formats[flags.format] ?? renderTerminal)(report, paint) };
}

async function read(file: string): Promise<string> {
  if (file === "-") return readAll(process.stdin);
  try {
    return fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`${file}: cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseClass(text: string): EffectClass {
  if (isEffectClass(text)) return text;
  throw new InvalidArgumentError(`must be one of ${effectClasses.join(", ")}.`);
}

function parseDate(text: string): IsoDate {
  if (isIsoDate(text)) return text;
  throw new InvalidArgumentError("must be a day as YYYY-MM-DD.");
}

function today(): IsoDate {
  const text = new Date().toISOString().slice(0, 10);
  return parseDate(text);
}
