import { setTimeout as sleep } from "node:timers/promises";
import type { Work } from "./work";

/** Faults that strike work once it was accepted. */
const workFaults = [
  "operation-failed",
  "operation-endless",
  "capacity",
  "answer-lost",
  "crash-during",
  "crash-after",
] as const;
type WorkFault = (typeof workFaults)[number];

/** What a cloud answers when one of these strikes. */
export type WorkErrors = Readonly<
  Record<Extract<WorkFault, "operation-failed" | "capacity" | "answer-lost">, () => Error>
>;

/** A plan of faults, as far as work is concerned. */
interface WorkFaults<Method, Target> {
  take(kinds: readonly WorkFault[], method: Method, target: Target): { readonly kind: WorkFault } | undefined;
}

/**
 * What work meets once it was accepted. Runs the work unless the fault prevents it.
 *
 * @param errors The cloud's own answers.
 * @throws one of the errors when its fault is in the plan
 */
export async function strikeWork<Method, Target>(
  faults: WorkFaults<Method, Target>,
  method: Method,
  target: Target,
  work: Work,
  run: () => Promise<void> | undefined,
  errors: WorkErrors,
): Promise<void> {
  const fault = faults.take(workFaults, method, target);
  if (fault?.kind === "crash-during") crash();
  if (fault?.kind === "operation-endless") await forever(work);
  if (fault?.kind === "capacity" || fault?.kind === "operation-failed") throw errors[fault.kind]();
  await run();
  if (fault?.kind === "crash-after") crash();
  if (fault?.kind === "answer-lost") throw errors["answer-lost"]();
}

/** Waits until the caller gives up. */
async function forever({ signal, progress }: Work): Promise<never> {
  progress("waiting for an operation that does not end (fault of the local cloud's plan)");
  for (;;) await sleep(60_000, undefined, { signal });
}

/** Dies as if the machine had lost power: no clean-up runs. */
export function crash(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("unreachable: the process was killed");
}
