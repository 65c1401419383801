import * as path from "node:path";
import type { PropertyMap } from "../../wire/values";
import { Executor } from "../apply/execute";
import { Halt, Previous, type Deployment } from "../deployment";
import { EventStream, MASK } from "../events";
import { messageOf } from "../failure";
import type { RunOptions, RunResult } from "../options";
import { protectedUrns } from "../plan/deletes";
import { PluginHost } from "../plugins/host";
import type { PolicyPack } from "../plugins/policy-pack";
import { ProviderRegistry } from "../plugins/registry";
import { configEnvironment, resolveConfig, type StackConfig } from "../program/config";
import { MonitorServer } from "../program/monitor";
import { startProgram } from "../program/process";
import { readProject, type Project } from "../program/project";
import { Checkpoint } from "../state/checkpoint";
import type { PendingOperation } from "../state/encode";
import { ORGANIZATION } from "../state/files";
import { lockStack } from "../state/lock";
import { StackStore } from "../state/store";
import { isProviderType, packageOf } from "../values/urn";
import { deployProgram, destroyAll, rootUrn } from "./deploy";
import { warnOfPendingOperations } from "./pending";
import { importObjects } from "./import";
import { startPack } from "./pack";
import { previewJson } from "./preview-json";
import { refreshAll } from "./refresh";
import { Session } from "./session";

/** @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/util/cmdutil/exit.go */
const EXIT = { ok: 0, failure: 1, unexpectedChanges: 7 } as const;
const DEFAULT_PARALLEL = 16;

/**
 * Runs one command on a stack.
 *
 * What goes wrong with the stack is sent as events and shows in the exit code.
 *
 * @throws Error when the run cannot even begin: unreadable project or state, wrong passphrase, stack in use,
 *   a provider or an option that the embedded engine refuses. Nothing is changed then.
 */
export async function run(options: RunOptions): Promise<RunResult> {
  const project = readProject(options.projectDir, options.stack);
  const dryRun = options.command === "preview" || options.previewOnly === true;
  const { checkpoint, config, unlock } = await open(options, project, dryRun);
  const events = new EventStream(options.onEvent);
  const started = Date.now();
  const server = new MonitorServer(events);
  const env = { ...process.env, ...compileCache(options), ...options.env };
  const host = new PluginHost(
    options.pulumiHome,
    options.allowedProviders,
    () => server.address,
    env,
    events,
  );
  const store = new StackStore(checkpoint, options.backend, dryRun);
  const deployment = newDeployment(options, project, dryRun, checkpoint, events, host, store);
  const unsubscribe = watchSignals(options, deployment, host);
  try {
    for (const { type } of checkpoint.loaded.resources)
      if (isProviderType(type)) host.requireAllowed(packageOf(type));
    events.emit({ preludeEvent: { config: shownConfig(config) } });
    await server.listen();
    const pending = checkpoint.loaded.pendingOperations;
    await execute({ pending, options, project, config, deployment, server, env });
    reportEnd(deployment, dryRun);
    store.save();
  } finally {
    unsubscribe();
    server.close();
    await host.closeAll();
    store.close();
    unlock();
  }
  return finish(options, deployment, shownConfig(config), (Date.now() - started) / 1000);
}

interface Context {
  /** What earlier runs left unfinished. */
  readonly pending: readonly PendingOperation[];
  readonly options: RunOptions;
  readonly project: Project;
  readonly config: StackConfig;
  readonly deployment: Deployment & { readonly packs: PolicyPack[] };
  readonly server: MonitorServer;
  readonly env: NodeJS.ProcessEnv;
}

async function open(
  options: RunOptions,
  project: Project,
  dryRun: boolean,
): Promise<{ checkpoint: Checkpoint; config: StackConfig; unlock: () => void }> {
  const folder = path.join(options.backend, ".pulumi", "locks", ORGANIZATION, project.name, options.stack);
  const unlock = dryRun ? () => undefined : lockStack(folder);
  try {
    const loading = Checkpoint.load(
      options.backend,
      project.name,
      options.stack,
      options.passphrase,
      project.salt,
    );
    const [checkpoint, config] = await Promise.all([loading, resolveConfig(project, options.passphrase)]);
    return { checkpoint, config, unlock };
  } catch (error) {
    unlock();
    throw error;
  }
}

function newDeployment(
  options: RunOptions,
  project: Project,
  dryRun: boolean,
  checkpoint: Checkpoint,
  events: EventStream,
  host: PluginHost,
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
    news: new Map(),
    reads: new Map(),
    goals: new Map(),
    deletions: new Set(),
    counts: {},
    shown: [],
    halt: new Halt(),
  };
}

async function execute(context: Context): Promise<void> {
  const { options, deployment, server } = context;
  const parallel = options.parallel ?? DEFAULT_PARALLEL;
  const executor = new Executor(deployment, parallel);
  if (options.command === "refresh" || options.refresh === true) {
    await refreshAll(deployment, executor);
    deployment.store.rebase(deployment.previous.resources, options.clearPendingCreates === true);
    if (options.command === "refresh" || deployment.halt.stopped) return;
  }
  warnOfPendingOperations(deployment, context.pending);
  if (options.command === "import") {
    await importObjects(deployment, executor);
    return;
  }
  if (options.command === "destroy") {
    await destroyAll(deployment, executor);
    return;
  }
  const ready = gate();
  const session = new Session(deployment, executor, context.config, context.project.programDir, ready.opened);
  const { project, stack, dryRun } = deployment;
  server.serve(session.handlers({ project, stack, dryRun, parallel }));
  const program = startProgram(
    {
      ...{
        projectDir: options.projectDir,
        programDir: context.project.programDir,
        project,
        stack,
        dryRun,
        parallel,
      },
      nodeArgs: context.project.nodeArgs,
      address: server.address,
      env: {
        ...context.env,
        ...configEnvironment(context.config),
        ...typescriptEnvironment(context.project.typescript),
      },
    },
    deployment.events,
  );
  try {
    await startPacks(context);
    ready.open();
    await deployProgram(deployment, executor, session, program);
  } catch (error) {
    deployment.events.message("error", "", messageOf(error));
    deployment.halt.bail();
    await program.kill();
  } finally {
    session.transforms.close();
    await Promise.all(deployment.packs.map((pack) => pack.close()));
  }
}

/** A promise that is resolved from outside. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

async function startPacks({ options, config, deployment, server, env }: Context): Promise<void> {
  const started = (options.policyPacks ?? []).map((pack) =>
    startPack(pack, { config, deployment, address: server.address, env }),
  );
  // In the order in which they were named, whichever is ready first.
  for (const pack of started) deployment.packs.push(await pack);
}

function reportEnd(deployment: Deployment, dryRun: boolean): void {
  const { halt, events } = deployment;
  const kind = dryRun ? "preview" : "update";
  if (halt.failed && !halt.bailed) events.message("error", "", `${kind} failed`);
  else if (halt.cancelled && !halt.failed) events.message("error", "", `${kind} canceled`);
}

function finish(
  options: RunOptions,
  deployment: Deployment,
  config: Readonly<Record<string, string>>,
  durationSeconds: number,
): RunResult {
  const { counts, halt, dryRun, events } = deployment;
  const failed = halt.failed || halt.cancelled;
  const policyPacks = Object.fromEntries(
    deployment.packs.map(({ identity }) => [identity.policyPackName, identity.policyPackVersion]),
  );
  const summary = {
    maybeCorrupt: false,
    durationSeconds,
    resourceChanges: counts,
    policyPacks,
    isPreview: dryRun,
    result: failed ? "failed" : "succeeded",
  };
  events.emit({ summaryEvent: summary });
  const unexpected =
    options.expectNoChanges === true && Object.keys(counts).some((op) => !NO_CHANGES.has(op));
  return {
    exitCode: failed ? EXIT.failure : unexpected ? EXIT.unexpectedChanges : EXIT.ok,
    summary: counts,
    outputs: outputsOf(deployment),
    ...(dryRun ? { previewJson: previewJson(deployment, config) } : {}),
  };
}

const NO_CHANGES = new Set(["same", "read", "discard", "read-replacement"]);

function outputsOf(deployment: Deployment): PropertyMap {
  const urn = rootUrn(deployment);
  return (deployment.news.get(urn) ?? deployment.previous.byUrn.get(urn))?.outputs ?? {};
}

// Programs and packs are the same files at every run: keeping their compiled form saves a third of their start.
function compileCache({ backend }: RunOptions): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: path.join(path.dirname(path.resolve(backend)), "compile-cache") };
}

function typescriptEnvironment(typescript: boolean): NodeJS.ProcessEnv {
  return typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {};
}

function shownConfig(config: StackConfig): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config.values).map(([key, value]) => [
      key,
      config.secretKeys.includes(key) ? MASK : value,
    ]),
  );
}

function watchSignals(options: RunOptions, deployment: Deployment, host: PluginHost): () => void {
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
