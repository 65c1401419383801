import type { Executor } from "../apply/execute";
import type { Deployment } from "../deployment";
import { messageOf, Reported } from "../failure";
import { deletionGroups } from "../plan/graph";
import { planDeletes } from "../plan/deletes";
import { Decisions } from "../plan/decisions";
import { judgeStack } from "../plan/policies";
import type { Step } from "../plan/steps";
import type { ProgramEnd, ProgramProcess } from "../program/process";
import { dependenciesOf, type ResourceState } from "../state/resource";
import { makeUrn, ROOT_STACK_TYPE } from "../values/urn";
import { publishOutputs, type Session } from "./session";

const UNFINISHED =
  "the program ended before it had registered everything: something that it waits for never came, for example a promise " +
  "that nobody resolves; nothing was deleted";

/** Runs the program to its end, deletes what it wants no more, and lets the policies judge the whole. */
export async function deployProgram(
  deployment: Deployment,
  executor: Executor,
  session: Session,
  program: ProgramProcess,
): Promise<void> {
  const { halt, events } = deployment;
  const outcome = await Promise.race([endOf(session, program), halt.whenStopped]);
  if (halt.forced) return program.kill();
  await session.planned();
  if (outcome?.ok === false) {
    if (outcome.message !== "") events.message("error", "", outcome.message);
    halt.bail();
  } else if (!halt.stopped) {
    await executor.idle();
    await deleteTheRest(deployment, executor, session.planner.decisions);
  }
  await executor.idle();
  finishStack(deployment, executor, session);
  // A mandatory violation of one resource does not keep the stack from being judged as a whole, a failed step does.
  if (!halt.stopped && executor.failedSteps.length === 0)
    await guarded(deployment, async () => {
      if (!(await judgeStack(deployment))) halt.failed = true;
    });
  await program.kill();
}

// The SDK says that everything is registered also when a program merely waits for something that never comes. Only its
// exit code and the stack's outputs, which it gives last, tell. Nothing may be deleted before that is known.
async function endOf(session: Session, program: ProgramProcess): Promise<ProgramEnd> {
  const registered = session.done.then(() => {
    session.release();
    return true;
  });
  const end = await program.ended;
  const through = await Promise.race([registered, Promise.resolve(false)]);
  return end.ok && !(through && session.stackOutputs !== undefined)
    ? { ok: false, message: UNFINISHED }
    : end;
}

/** Deletes everything: a run without a program. */
export async function destroyAll(deployment: Deployment, executor: Executor): Promise<void> {
  const decisions = new Decisions(deployment);
  const { resources } = deployment.previous;
  const kept = resources.filter((state) => state.protect).length;
  if (
    deployment.options.excludeProtected === true &&
    kept > 0 &&
    resources.every((state) => decisions.excluded.has(state.urn))
  ) {
    deployment.events.message(
      "info",
      "",
      `There were no unprotected resources to destroy. There are still ${kept} protected resources associated with this stack.`,
    );
    return;
  }
  await deleteTheRest(deployment, executor, decisions);
  await executor.idle();
}

async function deleteTheRest(
  deployment: Deployment,
  executor: Executor,
  decisions: Decisions,
): Promise<void> {
  await guarded(deployment, async () => {
    const { sames, deletes } = await planDeletes(deployment, decisions);
    await executor.chain(sames);
    const byState = new Map(
      deletes.flatMap((step) => (step.old === undefined ? [] : [[step.old, step] as const])),
    );
    for (const group of deletionGroups(deployment.previous.graph, [...byState.keys()])) {
      const needed = neededByFailed(deployment, executor.failedSteps);
      const steps = group.flatMap((state) => (needed.has(state) ? [] : (byState.get(state) ?? [])));
      await executor.parallel(steps);
      if (deployment.halt.stopped) return;
    }
  });
}

// What a failed deletion left in place still needs what it depends on.
function neededByFailed(deployment: Deployment, failed: readonly Step[]): ReadonlySet<ResourceState> {
  const { graph } = deployment.previous;
  const needed = new Set<ResourceState>();
  const queue = failed.flatMap((step) => [step.old, step.new].filter((state) => state !== undefined));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const states = graph.has(next)
      ? graph.dependenciesOf(next)
      : dependenciesOf(next).flatMap((urn) => deployment.previous.byUrn.get(urn) ?? []);
    for (const state of states) {
      if (needed.has(state)) continue;
      needed.add(state);
      queue.push(state);
    }
  }
  return needed;
}

// Outputs of a stack whose run has failed are not complete: what was there before stays beside them.
function finishStack(deployment: Deployment, executor: Executor, session: Session): void {
  const root = executor.finished.get(rootUrn(deployment));
  if (root === undefined || session.stackOutputs === undefined) return;
  const before = deployment.halt.failed ? (deployment.previous.byUrn.get(root.urn)?.outputs ?? {}) : {};
  publishOutputs(deployment, root, { ...before, ...session.stackOutputs });
}

/** The URN of the stack itself. */
export function rootUrn(deployment: Pick<Deployment, "project" | "stack">): string {
  const { project, stack } = deployment;
  return makeUrn(stack, project, "", ROOT_STACK_TYPE, `${project}-${stack}`);
}

async function guarded(deployment: Deployment, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (error instanceof Reported) deployment.halt.failed = true;
    else {
      deployment.events.message("error", "", messageOf(error));
      deployment.halt.bail();
    }
  }
}
