import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { isWindowsRelease, type WindowsRelease } from "../catalogue/windows-releases";
import { today } from "../config/today";
import { ApiClient } from "../localcloud/providers/kubernetes/api/client";
import { connectionOf } from "../localcloud/providers/kubernetes/config/credentials";
import { activeConfig, readKubeconfig } from "../localcloud/providers/kubernetes/config/kubeconfig";
import {
  applyEdit,
  backSteps,
  compatibilityWith,
  forwardSteps,
  MigrationEditError,
  nextStep,
  stepBack,
} from "../migrate";
import type { Decision, Goal, Observation } from "../migrate";
import { checkStack, findContext, UserError } from "./context";
import type { Context } from "./context";
import { paintFor } from "./display/colour";
import { kubeconfigOf } from "./kubeconfig";
import { emptySlot, runCanary } from "./migrate/act";
import { configFile, differenceOf, impactOf, plannerFor } from "./migrate/changes";
import type { Planner } from "./migrate/changes";
import { observe } from "./migrate/observe";

interface Flags {
  readonly stack: string;
  readonly pool: string;
  readonly to: WindowsRelease;
  readonly next?: boolean;
  readonly back?: boolean;
  readonly plan?: boolean;
  readonly deploy?: boolean;
  readonly soak: number;
  readonly timeout: number;
  readonly kubeconfig?: string;
}

const help = `
Where a migration stands is seen in the configuration and in the cluster, and nowhere else: break it off anywhere, go on
on another machine. Every change of the configuration is one commit to review; --next makes it, and you deploy it as
always (or with --deploy, by "mullion up" on the local cloud).

Examples:
  mullion migrate windows --stack prod --pool win --to 2025              where it stands, what comes next
  mullion migrate windows --stack prod --pool win --to 2025 --plan       all changes, with what each one does
  mullion migrate windows --stack prod --pool win --to 2025 --next       the next step
  mullion migrate windows --stack prod --pool win --to 2025 --back --next   one step back, until the old slot is removed

Exit codes:
  0  done, or a step was taken
  2  something has to be waited for, or deployed
  3  something is in the way
  1  failed, or the command line is wrong`;

/** Adds `migrate`. */
export function addMigrateCommand(program: Command, finish: (exitCode: number) => void): void {
  const migrate = program.command("migrate").description("Move node pools, step by step.");
  migrate
    .command("windows")
    .description("Move a Windows pool to another release of Windows Server, by way of its second slot.")
    .requiredOption("-s, --stack <name>", "the stack")
    .requiredOption("--pool <name>", "name of the pool in mullion:nodePools")
    .addOption(
      new Option("--to <release>", "2019, 2022 or 2025").argParser(parseRelease).makeOptionMandatory(),
    )
    .option("--next", "take the next step")
    .option("--back", "go back instead of forward")
    .option("--plan", "show all changes of the configuration, with their impact")
    .option("--deploy", "where the next step is a deployment, do it on the local cloud")
    .addOption(
      new Option("--soak <minutes>", "how long the new slot carries everything first")
        .argParser(parseWhole)
        .default(1440),
    )
    .addOption(
      new Option("--timeout <seconds>", "how long to wait for pods").argParser(parseWhole).default(900),
    )
    .option(
      "--kubeconfig <file>",
      "the cluster's kubeconfig (default: the stack's output on the local cloud)",
    )
    .addHelpText("after", help)
    .action(async (flags: Flags) => {
      finish(
        await migrateWindows(flags).catch((error: unknown) => {
          throw error instanceof MigrationEditError ? new UserError(error.message) : error;
        }),
      );
    });
}

/** One migration, with all that a step needs. */
interface Migration {
  readonly context: Context;
  readonly flags: Flags;
  readonly goal: Goal;
  readonly file: string;
  readonly client: ApiClient;
  readonly say: (line: string) => void;
}

async function migrateWindows(flags: Flags): Promise<number> {
  const context = findContext();
  checkStack(context, flags.stack);
  const client = await clientOf(context, flags);
  const goal = { pool: flags.pool, to: flags.to, soakMinutes: flags.soak };
  const file = configFile({ projectDir: context.projectDir, stack: flags.stack });
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const migration: Migration = { context, flags, goal, file, client, say };
  try {
    const seen = await look(migration);
    const decision = flags.back === true ? stepBack(seen, goal) : nextStep(seen, goal);
    if (flags.plan === true) return await showPlan(migration, decision);
    tell(migration, seen, decision);
    return flags.next === true ? await take(migration, seen, decision) : exitCodeOf(decision);
  } finally {
    client.close();
  }
}

async function clientOf(context: Context, { stack, kubeconfig }: Flags): Promise<ApiClient> {
  const text = kubeconfig ?? (await kubeconfigOf(context, stack));
  if (text === undefined) {
    throw new UserError(
      `stack ${stack} is not on the local cloud, so its cluster is not known: name its kubeconfig with --kubeconfig <file>`,
    );
  }
  if (kubeconfig !== undefined && !fs.existsSync(kubeconfig))
    throw new UserError(`--kubeconfig ${kubeconfig}: there is no such file`);
  return new ApiClient(connectionOf(activeConfig(readKubeconfig(text), {})));
}

function look({ client, file, goal }: Migration): Promise<Observation> {
  return observe(client, fs.readFileSync(file, "utf8"), goal.pool);
}

/** Says where the migration stands. */
function tell({ goal, flags, say }: Migration, seen: Observation, decision: Decision): void {
  const steps = flags.back === true ? backSteps : forwardSteps;
  const names = Object.keys(steps);
  const at = decision.kind === "done" ? names.length : names.indexOf(decision.step);
  for (const [index, [name, purpose]] of Object.entries(steps).entries()) {
    const mark = index < at ? "done" : index === at ? "next" : "";
    say(`  ${mark.padEnd(4)}  ${name.padEnd(10)}  ${purpose}`);
  }
  say("");
  const { unknown } = compatibilityWith(goal.to, seen.pods);
  if (unknown.length > 0 && decision.kind !== "done") {
    say(`The names of these images do not tell their Windows build; see that they run on ${goal.to}:`);
    for (const image of unknown) say(`  ${image}`);
  }
  say(sentence(decision));
}

function sentence(decision: Decision): string {
  switch (decision.kind) {
    case "done":
      return `Done: ${decision.says}.`;
    case "blocked":
      return decision.problems.map((problem) => `In the way of "${decision.step}": ${problem}`).join("\n");
    case "edit":
      return `Next, "${decision.step}", changes the configuration: ${decision.says}.`;
    case "deploy":
      return `Next, deploy "${decision.step}": ${decision.says}.`;
    case "act":
      return `Next, "${decision.step}": ${decision.says}.`;
    case "wait":
      return `Waiting for "${decision.step}": ${decision.says}.`;
  }
}

function exitCodeOf({ kind }: Decision): number {
  if (kind === "blocked") return 3;
  return kind === "wait" || kind === "deploy" ? 2 : 0;
}

async function take(migration: Migration, seen: Observation, decision: Decision): Promise<number> {
  const { flags, goal, file, client, say } = migration;
  switch (decision.kind) {
    case "edit": {
      const before = fs.readFileSync(file, "utf8");
      const after = applyEdit(before, goal, decision.step);
      await showChange(migration, planner(migration), before, after);
      writeWhole(file, after);
      say(`Written: ${path.basename(file)}. Review and commit it, then deploy it.`);
      return 0;
    }
    case "deploy":
      if (flags.deploy === true) return deploy(flags.stack);
      say(`npx pulumi up --stack ${flags.stack} --policy-pack policy`);
      return 2;
    case "act": {
      const options = { client, timeoutSeconds: flags.timeout, say };
      const old = seen.entries.find(({ release }) => release !== goal.to)?.slot ?? "a";
      const fresh = old === "a" ? "b" : "a";
      if (decision.step === "canary") await runCanary(goal, fresh, options);
      else
        await emptySlot(
          () => look(migration),
          decision.step === "drain" ? old : fresh,
          decision.step === "drain",
          options,
        );
      return 0;
    }
    case "blocked":
    case "wait":
    case "done":
      return exitCodeOf(decision);
  }
}

/** Walks through the changes of the configuration from here to the end, each compared with the one before it. */
async function showPlan(migration: Migration, decision: Decision): Promise<number> {
  const { flags, goal, file, say } = migration;
  const order =
    flags.back === true
      ? (["reopen", "reclose", "drop"] as const)
      : (["add", "open", "close", "remove"] as const);
  const steps = Object.keys(flags.back === true ? backSteps : forwardSteps);
  const from = decision.kind === "done" ? steps.length : steps.indexOf(decision.step);
  const plan = planner(migration);
  let before = fs.readFileSync(file, "utf8");
  for (const step of order.filter((name) => steps.indexOf(name) >= from)) {
    const after = applyEdit(before, goal, step);
    if (after === before) continue;
    say(`# ${step}: ${{ ...forwardSteps, ...backSteps }[step]}\n`);
    await showChange(migration, plan, before, after);
    before = after;
  }
  return exitCodeOf(decision);
}

function planner({ context, flags }: Migration): Planner {
  return plannerFor({ projectDir: context.projectDir, project: context.project, stack: flags.stack });
}

/** Shows a change of the configuration: its lines, and what it does. */
async function showChange(
  { file, say }: Migration,
  plan: Planner,
  before: string,
  after: string,
): Promise<void> {
  say(differenceOf(path.basename(file), before, after));
  say(await impactOf(plan, before, after, today(), paintFor(process.stdout)));
}

/** In one step, so that nobody ever sees half a file. */
function writeWhole(file: string, text: string): void {
  const unfinished = `${file}.${String(process.pid)}`;
  fs.writeFileSync(unfinished, text);
  fs.renameSync(unfinished, file);
}

async function deploy(stack: string): Promise<number> {
  const args = [path.join(__dirname, "mullion.js"), "up", "--stack", stack, "--yes"];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  await once(child, "exit");
  return child.exitCode ?? 1;
}

function parseRelease(text: string): WindowsRelease {
  if (isWindowsRelease(text)) return text;
  throw new InvalidArgumentError("must be a release of Windows Server such as 2025.");
}

function parseWhole(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError("must be a whole number.");
}
