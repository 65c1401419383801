import * as path from "node:path";
import { Halt, Previous, type Deployment } from "../deployment";
import type { EventStream } from "../events";
import type { RunOptions } from "../options";
import { protectedUrns } from "../plan/deletes";
import type { PluginHost, ProviderSource } from "../plugins/host";
import type { PolicyPack } from "../plugins/policy-pack";
import { ProviderRegistry } from "../plugins/registry";
import { readAutonaming, type Autonamer } from "../program/autonaming";
import { resolveConfig, type StackConfig } from "../program/config";
import type { Project } from "../program/project";
import { Checkpoint } from "../state/checkpoint";
import { stackFiles } from "../state/files";
import { lockStack } from "../state/lock";
import type { StackStore } from "../state/store";

/** A stack that this process may work on. */
export interface Opened {
  readonly checkpoint: Checkpoint;
  readonly config: StackConfig;
  readonly autonamer: Autonamer | undefined;
  /** Gives the stack back. */
  readonly unlock: () => void;
}

/**
 * Takes the stack and reads its state and configuration.
 *
 * @throws Error when that is not possible. The stack is given back then.
 */
export async function open(options: RunOptions, project: Project, dryRun: boolean): Promise<Opened> {
  const { locks } = stackFiles(options.backend, project.name, options.stack);
  const unlock = dryRun ? () => undefined : lockStack(locks);
  try {
    const loading = Checkpoint.load(
      options.backend,
      project.name,
      options.stack,
      options.passphrase,
      project.salt,
    );
    const [checkpoint, config] = await Promise.all([loading, resolveConfig(project, options.passphrase)]);
    return { checkpoint, config, unlock, autonamer: readAutonaming(config, project.name, options.stack) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** What the planning and the execution of the run share. */
export function newDeployment(
  options: RunOptions,
  project: Pick<Project, "name">,
  dryRun: boolean,
  { checkpoint, autonamer }: Pick<Opened, "checkpoint" | "autonamer">,
  events: EventStream,
  host: ProviderSource,
  store: StackStore,
): Deployment & { readonly packs: PolicyPack[] } {
  const { resources } = checkpoint.loaded;
  const exclude =
    options.excludeProtected === true
      ? [...(options.exclude ?? []), ...protectedUrns(resources)]
      : options.exclude;
  return {
    project: project.name,
    stack: options.stack,
    dryRun,
    options: exclude === undefined ? options : { ...options, exclude },
    previous: new Previous(resources),
    store,
    events,
    providers: new ProviderRegistry(host),
    packs: [],
    autonamer,
    news: new Map(),
    reads: new Map(),
    goals: new Map(),
    deletions: new Set(),
    going: new Set(),
    gone: new Set(),
    goneWith: new Map(),
    counts: {},
    shown: [],
    halt: new Halt(),
  };
}

/** Programs and packs are the same files at every run: keeping their compiled form saves a third of their start. */
export function compileCache({ backend }: RunOptions): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: path.join(path.dirname(path.resolve(backend)), "compile-cache") };
}

/** Ends the run when the user asks for it: first in good order, then at once. @returns Stops to listen. */
export function watchSignals(options: RunOptions, deployment: Deployment, host: PluginHost): () => void {
  const cancel = (): void => {
    deployment.halt.cancelled = true;
    deployment.halt.stop();
    void deployment.providers.cancelAll();
  };
  const force = (): void => {
    deployment.halt.forced = true;
    cancel();
    host.killAll();
  };
  const signals = [
    [options.signal, cancel],
    [options.forceSignal, force],
  ] as const;
  for (const [signal, react] of signals) {
    if (signal?.aborted === true) react();
    signal?.addEventListener("abort", react);
  }
  return () => {
    for (const [signal, react] of signals) signal?.removeEventListener("abort", react);
  };
}
