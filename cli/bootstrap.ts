import * as fs from "node:fs";
import * as path from "node:path";
import type { Command } from "commander";
import { parse } from "yaml";
import { windowsBootstrapScript, windowsPools } from "../components/existing/bootstrap/script";
import type { WindowsPool } from "../components/existing/bootstrap/spec";
import { parseConfig } from "../config/parse";
import { formatProblems } from "../config/problem";
import type { ExistingConfig } from "../config/schema/existing";
import { today } from "../config/today";
import type { Context } from "./context";
import { checkStack, findContext, UserError } from "./context";

interface Flags {
  readonly stack: string;
  readonly pool?: string;
  readonly output?: string;
}

const help = `
Asks no cluster, and puts nothing secret into the script: the join token is a file on the machine, named when it runs.
The same configuration gives the same text, so that the script can stand in the repository and be reviewed.

Examples:
  mullion bootstrap windows --stack edge --output join-win.ps1
  powershell -ExecutionPolicy Bypass -File join-win.ps1 -TokenFile C:\\token.txt     on the machine

Exit codes:
  0  done
  1  the configuration does not say how machines join, or the command line is wrong`;

/** Adds `bootstrap windows`. */
export function addBootstrapCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("bootstrap")
    .description("Scripts that make machines of yours nodes of an existing cluster.")
    .command("windows")
    .description("Write the PowerShell script that joins Windows machines to a pool.")
    .requiredOption("-s, --stack <name>", "the stack")
    .option("--pool <name>", "the Windows pool (default: the only one there is)")
    .option("--output <file>", "write to a file instead of standard output")
    .addHelpText("after", help)
    .action((flags: Flags) => {
      const context = findContext();
      checkStack(context, flags.stack);
      const config = readConfig(context, flags.stack);
      const script = windowsBootstrapScript(config, choosePool(config, flags));
      if (script === undefined) {
        throw new UserError(
          `stack ${flags.stack} has no windowsBootstrap: set it to say how Windows machines join (docs/guides/existing.md)`,
        );
      }
      if (flags.output === undefined) process.stdout.write(script);
      else fs.writeFileSync(flags.output, script);
      finish(0);
    });
}

/** The configuration of a stack's file; encrypted values stay encrypted, and no script needs them. */
function readConfig({ projectDir, project }: Context, stack: string): ExistingConfig {
  const name = `Pulumi.${stack}.yaml`;
  const file: unknown = parse(fs.readFileSync(path.join(projectDir, name), "utf8"));
  const values = typeof file === "object" && file !== null && "config" in file ? file.config : {};
  const own = Object.entries(values ?? {}).flatMap(([key, value]) =>
    key.startsWith(`${project}:`) ? [[key.slice(project.length + 1), readable(value)] as const] : [],
  );
  const { config, problems } = parseConfig(Object.fromEntries(own), {
    defaultName: `${project}-${stack}`,
    asOf: today(),
  });
  if (config === undefined) throw new UserError(formatProblems(name, problems));
  if (config.target === "existing") return config;
  throw new UserError(
    `stack ${stack}: ${config.target.toUpperCase()} makes the nodes itself; only target existing has machines that join`,
  );
}

/** A value with each `{ secure: … }` in it as a text. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]?.[0] === "secure") return "(secret)";
  return Object.fromEntries(entries.map(([key, item]) => [key, readable(item)]));
}

function choosePool(config: ExistingConfig, { stack, pool }: Flags): WindowsPool {
  const pools = windowsPools(config);
  const names = pools.map(({ name }) => name).join(", ");
  const [only] = pools;
  if (only === undefined) throw new UserError(`stack ${stack} has no Windows pool`);
  if (pool === undefined && pools.length === 1) return only;
  const chosen = pools.find(({ name }) => name === pool);
  if (chosen !== undefined) return chosen;
  if (pool === undefined)
    throw new UserError(`--pool: stack ${stack} has several Windows pools: ${names}; name one`);
  throw new UserError(`--pool ${pool}: stack ${stack} has no such Windows pool; it has ${names}`);
}
