import * as path from "node:path";
import { createInterface } from "node:readline/promises";
import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { Option } from "commander";
import type { Command } from "commander";
import { run } from "../localcloud/engine";
import type { RunOptions, RunResult } from "../localcloud/engine";
import { standIns } from "../localcloud/providers/install";
import { checkStack, findContext, passphraseFor, UserError } from "./context";
import type { Context } from "./context";
import { paintFor } from "./display/colour";
import type { Paint } from "./display/colour";
import { drawDiagnostics } from "./display/diagnostics";
import { formatDuration } from "./display/duration";
import { planRows } from "./display/plan";
import { Progress } from "./display/progress";
import { drawSummary } from "./display/summary";
import { drawTree } from "./display/tree";
import type { DeployFlags, Verb } from "./flags";
import { takeInterrupts } from "./interrupt";
import type { Interrupt } from "./interrupt";
import { prepare } from "./prepare";
import { runPulumi } from "./pulumi";
import { showStatus } from "./status";

const texts: Readonly<Record<Verb, { readonly what: string; readonly example: string }>> = {
  preview: {
    what: "Show what an up would do, checked by the policy pack. Changes nothing.",
    example: "mullion preview --stack dev",
  },
  up: {
    what: "Create or change what the program describes, after a preview.",
    example: "mullion up --stack dev --yes",
  },
  refresh: {
    what: "Read what there is, and correct the state by it.",
    example: "mullion refresh --stack dev --yes",
  },
  destroy: {
    what: "Delete everything in the stack, after a preview.",
    example: "mullion destroy --stack dev --yes",
  },
};

const jsonHelp: Readonly<Record<Verb, string>> = {
  preview: "print the plan as JSON, as pulumi preview --json does; messages go to standard error",
  up: "print a line of JSON per engine event; messages go to standard error",
  refresh: "print a line of JSON per engine event; messages go to standard error",
  destroy: "print a line of JSON per engine event; messages go to standard error",
};

/** Adds `up`, `preview`, `refresh` and `destroy`. */
export function addDeployCommands(program: Command, finish: (exitCode: number) => void): void {
  for (const verb of ["up", "preview", "refresh", "destroy"] as const) {
    const command = program
      .command(verb)
      .description(texts[verb].what)
      .requiredOption("-s, --stack <name>", "the stack: Pulumi.<name>.yaml is its configuration")
      .addOption(
        new Option("--engine <name>", "who runs the program")
          .choices(["embedded", "pulumi"])
          .default("embedded"),
      )
      .option("--policy-pack <folder...>", "policy packs that judge every resource", ["policy"])
      .option("--parallel <n>", "how many resources may be in work at once", wholeNumber)
      .option("--target <urn...>", "only these resources")
      .option("--json", jsonHelp[verb])
      .option("--show-sames", "show resources that stay as they are, too")
      .option("--expect-no-changes", "exit with 7 when there are changes")
      .addHelpText("after", `\nExample:\n  ${texts[verb].example}`);
    if (verb !== "preview") command.option("-y, --yes", "do not ask before anything is changed");
    if (verb === "up" || verb === "preview") command.option("--refresh", "read what there is first");
    command.action(async (flags: DeployFlags) => {
      finish(await deploy(verb, flags));
    });
  }
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new UserError(`--parallel ${text}: must be a whole number from 1 to 9999`);
}

/** One call of a deploying command: what was asked for, and where its words go. */
interface Session {
  readonly verb: Verb;
  readonly flags: DeployFlags;
  /** Standard output, or standard error where `--json` keeps the former for itself. */
  readonly stream: NodeJS.WriteStream;
  readonly paint: Paint;
  readonly say: (line: string) => void;
  /** Messages that were shown already. */
  readonly seen: Set<string>;
}

async function deploy(verb: Verb, flags: DeployFlags): Promise<number> {
  const started = Date.now();
  const context = findContext();
  checkStack(context, flags.stack);
  const stream = flags.json === true ? process.stderr : process.stdout;
  const say = (line: string) => void stream.write(`${line}\n`);
  const session: Session = { verb, flags, stream, say, paint: paintFor(stream), seen: new Set() };
  await prepare(context, say, { build: verb !== "preview" });
  if (flags.engine === "pulumi") return runPulumi(verb, flags, context, say);

  const interrupt = takeInterrupts(say);
  try {
    const options = engineOptions(context, flags, interrupt);
    const planned = await plan(session, options);
    if (interrupt.happened()) return 130;
    if (verb === "preview" || planned.exitCode !== 0) return planned.exitCode;
    await confirm(verb, flags);
    const applied = await apply(session, verb, options);
    if (verb === "up" && applied.exitCode === 0 && flags.json !== true) {
      await showWhatIsThere(context, flags.stack, say);
    }
    say(`${verb} took ${formatDuration(Date.now() - started)}`);
    return interrupt.happened() ? 130 : applied.exitCode;
  } finally {
    interrupt.release();
  }
}

function engineOptions(
  context: Context,
  flags: DeployFlags,
  interrupt: Interrupt,
): Omit<RunOptions, "command"> {
  return {
    projectDir: context.projectDir,
    stack: flags.stack,
    backend: context.home.backend,
    pulumiHome: context.home.pulumiHome,
    passphrase: passphraseFor(context.home),
    env: { MULLION_HOME: context.home.root },
    allowedProviders: standIns,
    identifyingProviders: standIns,
    policyPacks: flags.policyPack.map((folder) => ({ path: path.resolve(context.projectDir, folder) })),
    signal: interrupt.signal,
    forceSignal: interrupt.kill,
    ...(flags.parallel === undefined ? {} : { parallel: flags.parallel }),
    ...(flags.target === undefined ? {} : { targets: flags.target }),
    ...(flags.refresh === undefined ? {} : { refresh: flags.refresh }),
    ...(flags.expectNoChanges === undefined ? {} : { expectNoChanges: flags.expectNoChanges }),
  };
}

/** Shows what would be done: the tree, the messages and the counts. */
async function plan(session: Session, options: Omit<RunOptions, "command">): Promise<RunResult> {
  const { verb, flags, paint, say, stream, seen } = session;
  const command = verb === "up" ? "preview" : verb;
  const events: EngineEvent[] = [];
  say(paint("bold", `Plan of stack ${options.stack}`));
  const result = await run({
    ...options,
    command,
    previewOnly: true,
    onEvent: (event) => events.push(event),
  });
  const width = stream.isTTY ? { width: stream.columns } : {};
  for (const line of drawTree(planRows(events), { paint, showSames: flags.showSames ?? false, ...width }))
    say(line);
  for (const line of drawDiagnostics(events, paint, seen)) say(line);
  say(drawSummary(result.summary, true, paint));
  if (verb === "preview" && flags.json === true && result.previewJson !== undefined) {
    process.stdout.write(`${JSON.stringify(result.previewJson, undefined, 4)}\n`);
  }
  return result;
}

/** Does it, and shows progress, then the messages that the plan did not have, and the counts. */
async function apply(
  session: Session,
  command: Exclude<Verb, "preview">,
  options: Omit<RunOptions, "command">,
): Promise<RunResult> {
  const { flags, paint, say, stream, seen } = session;
  const events: EngineEvent[] = [];
  const progress = new Progress(stream, paint);
  say(paint("bold", `Deployment of stack ${options.stack}`));
  const onEvent = (event: EngineEvent) => {
    events.push(event);
    progress.take(event);
    // As the real CLI does: a preview is one document, a deployment is a line per event.
    if (flags.json === true) process.stdout.write(`${JSON.stringify(event)}\n`);
  };
  const result = await run({ ...options, command, onEvent }).finally(() => {
    progress.stop();
  });
  for (const line of drawDiagnostics(events, paint, seen)) say(line);
  say(drawSummary(result.summary, false, paint));
  return result;
}

async function confirm(verb: Verb, flags: DeployFlags): Promise<void> {
  if (flags.yes === true) return;
  if (!process.stdin.isTTY || flags.json === true) {
    throw new UserError(
      `${verb} changes things and there is nobody to ask: add --yes, or run "mullion preview" to look only`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Do this ${verb} on stack ${flags.stack}? Type "yes": `);
  terminal.close();
  if (answer.trim() !== "yes") throw new UserError("not confirmed; nothing was changed");
}

async function showWhatIsThere(context: Context, stack: string, say: (line: string) => void): Promise<void> {
  say("");
  const kubeconfig = await showStatus(context, stack, say);
  say("");
  say("Next:");
  say(`  edit a pool in Pulumi.${stack}.yaml, then: npx mullion preview --stack ${stack}`);
  if (kubeconfig !== undefined) say(`  export KUBECONFIG=${kubeconfig}; kubectl get nodes -o wide`);
  say(`  npx mullion destroy --stack ${stack}`);
}
