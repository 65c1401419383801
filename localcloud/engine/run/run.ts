import { Executor } from "../apply/execute";
import type { Deployment } from "../deployment";
import { EventStream } from "../events";
import { messageOf } from "../failure";
import type { RunOptions, RunResult } from "../options";
import { patienceOf } from "../patience";
import { PluginHost } from "../plugins/host";
import type { PolicyPack } from "../plugins/policy-pack";
import { configEnvironment, type StackConfig } from "../program/config";
import { MonitorServer } from "../program/monitor";
import { withPatience } from "../program/overdue";
import { startProgram, type ProgramSpec } from "../program/process";
import { readProject, type Project } from "../program/project";
import type { PendingOperation } from "../state/encode";
import { StackStore } from "../state/store";
import { isProviderType, packageOf } from "../values/urn";
import { deployProgram, destroyAll } from "./deploy";
import { gate } from "./gate";
import { importObjects } from "./import";
import { startPack } from "./pack";
import { resolvePendingOperations } from "./pending";
import { refreshAll } from "./refresh";
import { finish, reportEnd, shownConfig } from "./report";
import { Session } from "./session";
import { compileCache, newDeployment, open, watchSignals } from "./setup";
import { outputsOfStack } from "./stack-reference";
import { takeOverCreations } from "./take-over";

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
  const opened = await open(options, project, dryRun);
  const { checkpoint, config, unlock } = opened;
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
    (name) => outputsOfStack(options, project.name, name),
    patienceOf(options),
  );
  const store = new StackStore(checkpoint, options.backend, dryRun);
  const deployment = newDeployment(options, project, dryRun, opened, events, host, store);
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

async function execute(context: Context): Promise<void> {
  const { options, deployment } = context;
  const parallel = options.parallel ?? DEFAULT_PARALLEL;
  const executor = new Executor(deployment, parallel);
  const pending = await takeOverCreations(deployment, context.pending);
  if (options.command === "refresh" || options.refresh === true) {
    await refreshAll(deployment, executor);
    const left = options.clearPendingCreates === true ? [] : deployment.store.pendingCreations;
    deployment.store.rebase(deployment.previous.resources, left);
    if (options.command === "refresh" || deployment.halt.stopped) return;
  }
  await resolvePendingOperations(deployment, executor, pending);
  if (options.command === "import") {
    await importObjects(deployment, executor, context.config);
    return;
  }
  if (options.command === "destroy") {
    await destroyAll(deployment, executor);
    return;
  }
  await runProgram(context, executor, parallel);
}

async function runProgram(context: Context, executor: Executor, parallel: number): Promise<void> {
  const { deployment, server, options } = context;
  const ready = gate();
  const session = new Session(deployment, executor, context.config, context.project.programDir, ready.opened);
  const { project, stack, dryRun } = deployment;
  server.serve({ project, stack, dryRun, parallel }, session);
  const program = withPatience(
    startProgram(programSpec(context, parallel), deployment.events),
    server.pulse,
    () => session.stackOutputs !== undefined,
    patienceOf(options),
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

function programSpec(context: Context, parallel: number): ProgramSpec {
  const { project, deployment, config, options } = context;
  return {
    projectDir: options.projectDir,
    programDir: project.programDir,
    project: deployment.project,
    stack: deployment.stack,
    dryRun: deployment.dryRun,
    parallel,
    nodeArgs: project.nodeArgs,
    address: context.server.address,
    env: {
      ...context.env,
      ...configEnvironment(config),
      ...(project.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    },
  };
}

async function startPacks({ options, config, deployment, server, env }: Context): Promise<void> {
  const started = (options.policyPacks ?? []).map((pack) =>
    startPack(pack, { config, deployment, address: server.address, env }),
  );
  // In the order in which they were named, whichever is ready first.
  for (const pack of started) deployment.packs.push(await pack);
}
