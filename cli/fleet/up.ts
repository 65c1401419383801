import * as fs from "node:fs";
import * as path from "node:path";
import { InvalidArgumentError, Option } from "commander";
import type { Command } from "commander";
import { InputError } from "../../impact/input-error";
import { parseDuration, readWaves } from "../../fleet/waves";
import type { Wave } from "../../fleet/waves";
import { asOfFrom } from "../as-of";
import { findContext, stackNames, UserError } from "../context";
import { paintFor } from "../display/colour";
import { takeInterrupts } from "../interrupt";
import { prepare } from "../prepare";
import { waiversHelp, waiversOf } from "../waivers";
import { engineFor } from "./up/engines";
import { Rollout } from "./up/rollout";
import { stackReader } from "./up/states";
import { drawWaves } from "./up/words";

interface Flags {
  readonly waves: string;
  readonly plan?: boolean;
  readonly yes?: boolean;
  readonly engine: "embedded" | "pulumi";
  readonly backend?: string;
  readonly kubeconfig?: string;
  readonly policyPack: readonly string[];
  readonly wait: number;
  readonly asOf?: string;
  readonly waivers?: string;
}

const help = `
A wave is behind when a preview of its stacks shows nothing to change, their clusters are well, and it has soaked. That
is seen, never remembered: break it off anywhere, and call it again. Nothing is deployed behind a gate that has failed.

Examples:
  mullion fleet up --waves fleet.yaml --plan    the waves and their gates
  mullion fleet up --waves fleet.yaml --yes     deploys what is left to deploy
  mullion fleet up --waves fleet.yaml --backend pulumi --yes    stacks in your clouds, by the Pulumi CLI

Exit codes:
  0    all waves are deployed and well
  2    a wave soaks longer than --wait; call it again then
  3    a gate has failed; what remains is said
  1    failed, or the command line or the file is wrong
  130  interrupted; call it again to go on

docs/guides/fleet.md#waves explains the file.`;

/** Adds `fleet up`. */
export function addFleetUpCommand(fleet: Command, finish: (exitCode: number) => void): void {
  fleet
    .command("up")
    .description("Deploy stacks in waves: gates before each, health and a soak after it.")
    .requiredOption("--waves <file>", "which stacks in which order, with their gates (YAML)")
    .option("--plan", "show the waves and their gates, and do nothing")
    .option("-y, --yes", "do not ask before a wave is deployed")
    .addOption(
      new Option("--engine <name>", "who runs the program")
        .choices(["embedded", "pulumi"])
        .default("embedded"),
    )
    .addOption(
      new Option(
        "--backend <address>",
        "where the states are, as in mullion fleet status: the Pulumi CLI deploys there, with your own logins (default: the local cloud)",
      ).implies({ engine: "pulumi" }),
    )
    .option("--kubeconfig <file>", "credentials by context, for stacks or clusters of that name")
    .option("--policy-pack <folder...>", "policy packs that judge every resource", ["policy"])
    .addOption(
      new Option("--wait <duration>", "longest soak to wait for, as 30m, 2h or 1d")
        .argParser(minutesFrom)
        .default(60, "1h"),
    )
    .option("--as-of <date>", "judge support on this day (default: today)")
    .option("--waivers <file>", waiversHelp)
    .addHelpText("after", help)
    .action(async (flags: Flags) => {
      finish(await fleetUp(flags));
    });
}

async function fleetUp(flags: Flags): Promise<number> {
  const asOf = asOfFrom(flags.asOf);
  checkPlace(flags);
  const context = findContext();
  const waves = wavesFrom(flags.waves, context.projectDir);
  const waivers = waiversOf(context.projectDir, flags.waivers);
  const paint = paintFor(process.stdout);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  if (flags.plan === true) {
    for (const line of drawWaves(waves, paint)) say(line);
    return 0;
  }
  const yes = flags.yes === true;
  if (!yes && !process.stdin.isTTY)
    throw new UserError(
      'fleet up changes things and there is nobody to ask: add --yes, or run "mullion fleet up --plan" to look only',
    );
  // Elsewhere than on the local cloud there is nothing to make ready.
  if (flags.backend === undefined) await prepare(context, say, { build: true });
  const interrupt = takeInterrupts(say);
  try {
    const engine = engineFor({ context, flags, interrupt, say });
    const given = (["waves", "backend", "kubeconfig"] as const).map((name) => [name, flags[name]] as const);
    const same = given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${value}`]));
    const command = ["mullion fleet up", ...same, ...(yes ? ["--yes"] : [])].join(" ");
    const waitMinutes = flags.wait;
    const rollout = new Rollout({
      waves,
      engine,
      readStack: stackReader(context, flags),
      interrupt,
      asOf,
      waivers,
      yes,
      waitMinutes,
      command,
      paint,
      say,
    });
    return await rollout.run();
  } finally {
    interrupt.release();
  }
}

function checkPlace({ backend, engine, kubeconfig }: Flags): void {
  if (backend !== undefined && engine === "embedded")
    throw new UserError("--engine embedded: deploys to the local cloud only; leave it out with --backend");
  if (kubeconfig !== undefined && !fs.existsSync(kubeconfig))
    throw new UserError(`--kubeconfig ${kubeconfig}: there is no such file`);
}

function wavesFrom(file: string, projectDir: string): readonly Wave[] {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new UserError(`--waves ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  try {
    return readWaves(text, path.basename(file), stackNames(projectDir));
  } catch (error) {
    throw error instanceof InputError ? new UserError(error.message) : error;
  }
}

function minutesFrom(text: string): number {
  const minutes = parseDuration(text);
  if (minutes === undefined) throw new InvalidArgumentError("must be a duration such as 30m, 2h or 1d.");
  return minutes;
}
