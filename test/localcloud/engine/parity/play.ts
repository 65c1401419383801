import { fork } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { readStack, run, type EngineEvent, type RunOptions } from "../../../../localcloud/engine";
import { unwrapSecrets } from "../../../../localcloud/wire/values";
import { maskedMap } from "../../../../localcloud/engine/events";
import { messageOf } from "../../../../localcloud/engine/failure";
import { lockStack } from "../../../../localcloud/engine/state/lock";
import { stackFiles } from "../../../../localcloud/engine/state/files";
import { StateCodec } from "../../../../localcloud/engine/state/encode";
import { optionsFrom } from "./arguments";
import { outcomeOf } from "./outcome";
import type { Outcome, ProviderCall, Scenario, ScenarioStep } from "./scenario";
import { editStore, PASSPHRASE, readLines, stageEnvironment, type Stage } from "./stage";

/** Plays one scenario and says what came of each command. */
export async function play(stage: Stage, scenario: Scenario, source: string): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let unlock: (() => void) | undefined;
  for (const [at, step] of scenario.steps.entries()) {
    if (step.program !== undefined)
      fs.copyFileSync(path.join(source, step.program), path.join(stage.program, "index.js"));
    if (step.store !== undefined) editStore(stage, step.store);
    if (step.args?.[0] === "cancel") {
      unlock?.();
      outcomes.push({ ...NOTHING_DONE, state: await stateOf(stage) });
      continue;
    }
    const outcome = await playStep(stage, scenario, step);
    outcomes.push(outcome);
    // The real engine respects the lock of a dead process, ours takes it over: a living one stands in for it here.
    if (outcome.exit === null && scenario.steps[at + 2]?.args?.[0] === "cancel")
      unlock = lockStack(stackFiles(stage.backend, "scen", "dev").locks);
  }
  return outcomes;
}

const NOTHING_DONE: Outcome = { command: "raw", exit: 0, steps: [], diagnostics: [], providerCalls: [] };

async function playStep(stage: Stage, scenario: Scenario, step: ScenarioStep): Promise<Outcome> {
  for (const file of [stage.log, stage.trace]) fs.rmSync(file, { force: true });
  const common = optionsFrom(step.command, step.args ?? [], stage.root);
  const options: RunOptions = {
    projectDir: stage.program,
    stack: "dev",
    backend: stage.backend,
    pulumiHome: stage.home,
    passphrase: PASSPHRASE,
    allowedProviders: ["rec"],
    parallel: step.parallel ?? 1,
    env: stageEnvironment(stage, scenario, step),
    ...common,
  };
  if (step.args?.[0] === "stack")
    return {
      ...NOTHING_DONE,
      state: await stateOf(stage),
      stdoutJson: await printedOutputs(stage, step.args.includes("--show-secrets")),
    };
  const { exit, events, thrown, json } = await runRecorded(stage, options, step.withPreview === true);
  const state = step.command === "preview" ? undefined : await stateOf(stage);
  const outcome = outcomeOf({
    command: step.command,
    exit,
    events,
    thrown,
    calls: readLines<ProviderCall>(stage.log),
    trace: readLines(stage.trace),
    state,
  });
  return step.command === "raw" && step.args?.includes("--json") === true && json !== undefined
    ? { ...outcome, stdoutJson: json }
    : outcome;
}

// What `pulumi stack output --json` prints: the stack's outputs, secrets masked unless they are asked for.
async function printedOutputs(stage: Stage, showSecrets: boolean): Promise<unknown> {
  const { resources } = await readStack(stage.backend, "scen", "dev", PASSPHRASE);
  const outputs = resources[0]?.outputs ?? {};
  return showSecrets ? unwrapSecrets(outputs) : maskedMap(outputs);
}

interface Recorded {
  readonly exit: number | null;
  readonly events: readonly EngineEvent[];
  readonly thrown: string;
  readonly json?: unknown;
}

async function runRecorded(stage: Stage, options: RunOptions, withPreview: boolean): Promise<Recorded> {
  // A provider that kills the engine kills the process that it runs in.
  if (fs.readFileSync(path.join(stage.program, "index.js"), "utf8").includes("killEngine"))
    return runApart(stage, options);
  const events: EngineEvent[] = [];
  const onEvent = (event: EngineEvent): void => {
    events.push(event);
  };
  try {
    if (withPreview && options.previewOnly !== true) {
      const preview = options.command === "up" ? ({ command: "preview" } as const) : { previewOnly: true };
      const { exitCode } = await run({ ...options, ...preview, onEvent });
      if (exitCode !== 0) return { exit: exitCode, events, thrown: "" };
      // The recordings hold the events of the last phase only.
      events.length = 0;
    }
    const { exitCode, previewJson } = await run({ ...options, onEvent });
    return { exit: exitCode, events, thrown: "", json: previewJson };
  } catch (error) {
    return { exit: 1, events, thrown: messageOf(error) };
  }
}

function runApart(stage: Stage, options: RunOptions): Promise<Recorded> {
  const log = path.join(stage.root, "events.log");
  fs.rmSync(log, { force: true });
  const child = fork(path.join(__dirname, "apart.ts"), [JSON.stringify(options), log], {
    execArgv: ["-r", "tsx/cjs"],
    stdio: "inherit",
  });
  return new Promise((resolve) => {
    child.once("exit", (code) => {
      resolve({ exit: code, events: readLines<EngineEvent>(log), thrown: "" });
    });
  });
}

async function stateOf(stage: Stage): Promise<Outcome["state"]> {
  const { resources, pendingOperations } = await readStack(stage.backend, "scen", "dev", PASSPHRASE);
  // In the recordings secrets are shown: what would be encrypted is left as it is.
  const codec = new StateCodec({
    salt: "",
    encrypt: (plaintext) => plaintext,
    decrypt: (ciphertext) => ciphertext,
  });
  const pending = pendingOperations.map(({ type, resource }) => ({ resource: codec.encode(resource), type }));
  return {
    resources: resources.map((resource) => codec.encode(resource)),
    ...(pending.length > 0 ? { pending_operations: pending } : {}),
  };
}
