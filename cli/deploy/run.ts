import * as path from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation/events";
import { run } from "../../localcloud/engine";
import type { RunOptions, RunResult } from "../../localcloud/engine";
import { standIns } from "../../localcloud/providers/install";
import { readPackConfig } from "../check/pack-config";
import { passphraseFor } from "../context";
import type { Context } from "../context";
import type { Paint } from "../display/colour";
import { drawDiagnostics } from "../display/diagnostics";
import { planRows } from "../display/plan";
import { Progress } from "../display/progress";
import { drawSummary } from "../display/summary";
import { drawTree } from "../display/tree";
import type { DeployFlags, Verb } from "../flags";
import type { Interrupt } from "../interrupt";

/** A run of the embedded engine, but for what it is to do. */
export type EngineRun = Omit<RunOptions, "command">;

/** One call of a deploying command: what was asked for, and where its words go. */
export interface Session {
  readonly verb: Verb;
  readonly flags: DeployFlags;
  /** Standard output, or standard error where `--json` keeps the former for itself. */
  readonly stream: NodeJS.WriteStream;
  readonly paint: Paint;
  readonly say: (line: string) => void;
  /** Messages that were shown already. */
  readonly seen: Set<string>;
}

/** How the embedded engine runs a stack on the local cloud. */
export function engineOptions(context: Context, flags: DeployFlags, interrupt: Interrupt): EngineRun {
  return {
    projectDir: context.projectDir,
    stack: flags.stack,
    backend: context.home.backend,
    pulumiHome: context.home.pulumiHome,
    passphrase: passphraseFor(context.home),
    env: { MULLION_HOME: context.home.root },
    allowedProviders: standIns,
    identifyingProviders: standIns,
    policyPacks: packsOf(context, flags),
    signal: interrupt.signal,
    forceSignal: interrupt.kill,
    ...(flags.parallel === undefined ? {} : { parallel: flags.parallel }),
    ...(flags.target === undefined ? {} : { targets: flags.target }),
    ...(flags.refresh === undefined ? {} : { refresh: flags.refresh }),
    ...(flags.expectNoChanges === undefined ? {} : { expectNoChanges: flags.expectNoChanges }),
  };
}

/** The packs, each with its configuration. */
function packsOf({ projectDir }: Context, flags: DeployFlags): EngineRun["policyPacks"] {
  const configs = (flags.policyPackConfig ?? []).map(readPackConfig);
  return flags.policyPack.map((folder, index) => ({
    path: path.resolve(projectDir, folder),
    ...(configs[index] === undefined ? {} : { config: configs[index] }),
  }));
}

/** Shows what would be done: the tree, the messages and the counts. */
export async function plan(session: Session, options: EngineRun): Promise<RunResult> {
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
export async function apply(
  session: Session,
  command: Exclude<Verb, "preview">,
  options: EngineRun,
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
