import * as fs from "node:fs";
import * as path from "node:path";
import { Option } from "commander";
import type { Command } from "commander";
import { today } from "../config/today";
import type { Waiver } from "../policy/waivers";
import { applyWaivers } from "../policy/waivers";
import type { Finding, StackCheck } from "./check/finding";
import { exitCodeOf } from "./check/finding";
import type { CheckFormat } from "./check/formats";
import { checkFormats, renderCheck } from "./check/formats";
import type { Look } from "./check/look";
import { lookAt } from "./check/look";
import { placesIn } from "./check/place";
import { readPackConfig } from "./check/pack-config";
import { checkStack, findContext, stackNames, UserError } from "./context";
import { paintFor } from "./display/colour";
import { waiversHelp, waiversOf } from "./waivers";

interface Flags {
  readonly stack?: readonly string[];
  readonly path: string;
  readonly policyPack: readonly string[];
  readonly policyPackConfig?: readonly string[];
  readonly format: CheckFormat;
  readonly output?: string;
  readonly waivers?: string;
  readonly strict?: boolean;
}

const help = `
Needs no cloud, no credentials and no state, and starts no Kubernetes.

Examples:
  mullion check
  mullion check --stack prod --format sarif --output findings.sarif
  mullion check --path ../another-program --policy-pack policy --strict

--strict is about the exit code only. What a rule cannot prove, because a value is decided during the deployment, is
advice unless the pack's own setting says otherwise: { "settings": { "strict": true } } in --policy-pack-config.

Exit codes:
  0  nothing to fix
  2  advisory findings, with --strict
  3  mandatory findings
  1  a stack could not be checked, or the command line is wrong`;

/** Adds `check`. */
export function addCheckCommand(program: Command, finish: (exitCode: number) => void): void {
  program
    .command("check")
    .description("Judge what stacks ask for by the policy pack, without any cloud.")
    .option("-s, --stack <name...>", "only these stacks (default: all that have a Pulumi.<name>.yaml)")
    .option("--path <folder>", "the Pulumi program to check", ".")
    .option("--policy-pack <folder...>", "policy packs that judge every resource", [
      path.join(__dirname, "..", "policy"),
    ])
    .option("--policy-pack-config <file...>", "their configuration, one JSON file for each pack in its order")
    .addOption(
      new Option("--format <name>", "how to write the findings").choices(checkFormats).default("text"),
    )
    .option("--output <file>", "write to a file instead of standard output")
    .option("--waivers <file>", waiversHelp)
    .option("--strict", "exit with 2 when there are advisory findings")
    .addHelpText("after", help)
    .action(async (flags: Flags) => {
      finish(await check(flags));
    });
}

async function check(flags: Flags): Promise<number> {
  const { projectDir } = findContext(path.resolve(flags.path));
  const stacks = flags.stack ?? stackNames(projectDir);
  if (stacks.length === 0)
    throw new UserError(`${projectDir} has no Pulumi.<stack>.yaml: there is nothing to check`);
  for (const stack of stacks) checkStack({ projectDir }, stack);
  const waivers = waiversOf(projectDir, flags.waivers);
  const policyPackConfigs = (flags.policyPackConfig ?? []).map(readPackConfig);
  const checks: StackCheck[] = [];
  // One after the other: each runs the program and the pack in processes of their own.
  for (const stack of stacks) {
    const policyPacks = flags.policyPack.map((folder) => path.resolve(folder));
    const look = await lookAt({ projectDir, stack, policyPacks, policyPackConfigs });
    checks.push(toCheck(stack, look, waivers, placesOf(projectDir, stack)));
  }
  const toTerminal = flags.output === undefined && flags.format === "text";
  const text = renderCheck(flags.format, checks, toTerminal ? paintFor(process.stdout) : (_, words) => words);
  if (flags.output === undefined) process.stdout.write(text);
  else fs.writeFileSync(flags.output, text);
  return exitCodeOf(checks, flags.strict ?? false);
}

type Places = ReturnType<typeof placesIn>;

/** Where resources stand in the stack's file; another program may have its configuration elsewhere. */
function placesOf(projectDir: string, stack: string): Places {
  const file = path.join(projectDir, `Pulumi.${stack}.yaml`);
  return fs.existsSync(file) ? placesIn(fs.readFileSync(file, "utf8")) : () => undefined;
}

function toCheck(
  stack: string,
  { events, result }: Look,
  waivers: readonly Waiver[],
  lineOf: Places,
): StackCheck {
  const findings = events.flatMap(({ policyEvent }): Finding[] => {
    if (policyEvent === undefined) return [];
    const level = policyEvent.enforcementLevel === "mandatory" ? "mandatory" : "advisory";
    const urn = policyEvent.resourceUrn ?? "";
    const line = lineOf(urn);
    const message = policyEvent.message.trim();
    return [
      { stack, rule: policyEvent.policyName, level, urn, message, ...(line === undefined ? {} : { line }) },
    ];
  });
  const errors = events.flatMap(({ diagnosticEvent: said }) =>
    said?.severity === "error" && said.ephemeral !== true ? [said.message.trim()] : [],
  );
  const own = waivers.filter(({ urn }) => urn.startsWith(`urn:pulumi:${stack}::`));
  const mandatory = findings.some(({ level }) => level === "mandatory");
  return {
    stack,
    resources: Object.values(result.summary).reduce((sum, count) => sum + count, 0),
    findings: applyWaivers(findings, own, today()).map((one) => ({ stack, ...one })),
    // A mandatory finding fails the preview, and the engine says so; it is no failure of this tool.
    errors: result.exitCode === 0 || mandatory ? [] : errors,
  };
}
