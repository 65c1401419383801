import * as fs from "node:fs";
import * as path from "node:path";
import { Option } from "commander";
import type { Command } from "commander";
import { auditCluster, auditExitCode, auditStack, renderAuditMarkdown, renderText } from "../audit";
import type { Audit } from "../audit";
import type { IsoDate } from "../catalogue/source";
import { readDeployment } from "../fleet/inventory/deployment";
import { asOfFrom } from "./as-of";
import { readLiveCluster } from "./audit/read-cluster";
import { findContext, UserError } from "./context";
import { paintFor } from "./display/colour";
import type { Paint } from "./display/colour";

interface Flags {
  readonly stack?: string;
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly format: string;
  readonly output?: string;
  readonly asOf?: string;
}

const formats: Readonly<Record<string, (audit: Audit, paint: Paint) => string>> = {
  text: renderText,
  json: (audit) => `${JSON.stringify(audit, undefined, 2)}\n`,
  markdown: renderAuditMarkdown,
};

const help = `
Changes nothing: of a cluster it only reads (GET), of a stack it reads the state. Secrets stay encrypted and are never
asked for. What could not be judged is listed by name.

Examples:
  pulumi stack export --stack prod | mullion audit -
  mullion audit --stack dev                        the local backend
  mullion audit --kubeconfig ~/.kube/config --context prod --format markdown --output audit.md

Exit codes:
  0  nothing to do
  2  advice, an upgrade to look at, or something that could not be judged
  3  mandatory findings, or the next upgrade is refused or loses something
  1  the input or the command line is wrong, or the cluster does not answer`;

/** Adds `audit`. */
export function addAuditCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("audit")
    .description("Look over a stack of any program, or a live cluster: findings, next upgrade, capacity.")
    .argument("[file]", "output of pulumi stack export; - is standard input")
    .option("-s, --stack <name>", "a stack of the local backend")
    .option("--kubeconfig <file>", "a live cluster, by its API server")
    .option("--context <name>", "context of the kubeconfig (default: the current one)")
    .addOption(new Option("--format <name>", "how to write it").choices(Object.keys(formats)).default("text"))
    .option("--output <file>", "write to a file instead of standard output")
    .option("--as-of <date>", "day to judge support at (default: today)")
    .addHelpText("after", help)
    .action(async (file: string | undefined, flags: Flags) => {
      const audit = await auditOf(file, flags, asOfFrom(flags.asOf));
      const paint: Paint = flags.output === undefined ? paintFor(process.stdout) : (_, text) => text;
      const text = (formats[flags.format] ?? renderText)(audit, paint);
      if (flags.output === undefined) process.stdout.write(text);
      else fs.writeFileSync(flags.output, text);
      finish(auditExitCode(audit));
    });
}

async function auditOf(file: string | undefined, flags: Flags, asOf: IsoDate): Promise<Audit> {
  const { stack, kubeconfig, context } = flags;
  const sources = [file, stack, kubeconfig].filter((source) => source !== undefined);
  if (sources.length !== 1)
    throw new UserError(
      "audit takes one of three: a file of pulumi stack export (- is standard input), --stack of the local backend, or --kubeconfig",
    );
  if (kubeconfig !== undefined) return auditCluster(await readLiveCluster(kubeconfig, context), asOf);
  if (context !== undefined) throw new UserError("--context: has no meaning without --kubeconfig");
  if (stack !== undefined) return auditText(stateFile(stack), `stack ${stack}`, asOf);
  return auditText(file === "-" ? 0 : (file ?? ""), file === "-" ? "standard input" : (file ?? ""), asOf);
}

function stateFile(stack: string): string {
  const { home, project } = findContext();
  const file = path.join(home.backend, ".pulumi", "stacks", project, `${stack}.json`);
  if (fs.existsSync(file)) return file;
  throw new UserError(
    `--stack ${stack}: has no state in the local backend; deploy it with mullion up, or give a file`,
  );
}

function auditText(source: string | number, name: string, asOf: IsoDate): Audit {
  try {
    const { resources } = readDeployment(fs.readFileSync(source, "utf8"));
    const [, , stack = "", , project = ""] = (resources[0]?.urn ?? "").split(":");
    return auditStack({ project, stack, resources }, asOf);
  } catch (error) {
    throw new UserError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
