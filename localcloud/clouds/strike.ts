import { setTimeout as sleep } from "node:timers/promises";
import type { Work } from "./work";

/** Waits until the caller gives up. */
export async function forever({ signal, progress }: Work): Promise<never> {
  progress("waiting for an operation that does not end (fault of the local cloud's plan)");
  for (;;) await sleep(60_000, undefined, { signal });
}

/** Dies as if the machine had lost power: no clean-up runs. */
export function crash(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("unreachable: the process was killed");
}
