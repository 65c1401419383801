import { setTimeout as delay } from "node:timers/promises";
import type { Patience } from "../patience";
import type { ProgramEnd, ProgramProcess } from "./process";
import type { Pulse } from "./pulse";

/** How often to look at the program, in milliseconds. */
const LOOK_MS = 1_000;

/**
 * A program that is taken to have ended, badly, when it shows no sign of life for too long although nothing is being
 * done for it.
 *
 * @param through Whether it has given the outputs of the stack, which it does last.
 */
export function withPatience(
  program: ProgramProcess,
  pulse: Pulse,
  through: () => boolean,
  patience: Patience,
): ProgramProcess {
  const over = new AbortController();
  const ended = Promise.race([program.ended, overdue(pulse, through, patience, over.signal)]);
  return {
    ended: ended.finally(() => {
      over.abort();
    }),
    kill: () => program.kill(),
  };
}

async function overdue(
  pulse: Pulse,
  through: () => boolean,
  patience: Patience,
  signal: AbortSignal,
): Promise<ProgramEnd> {
  for (;;) {
    const late = through()
      ? { seconds: patience.endSeconds, message: lingers(patience.endSeconds) }
      : { seconds: patience.silenceSeconds, message: waits(patience.silenceSeconds) };
    const left = late.seconds - pulse.quietSeconds;
    if (left <= 0) return { ok: false, message: late.message };
    const looked = await delay(Math.min(left * 1000, LOOK_MS), true, { signal }).catch(() => false);
    // The program has ended by itself: nobody listens any more.
    if (!looked) return { ok: false, message: "" };
  }
}

function lingers(seconds: number): string {
  return (
    `the program has given its outputs, but its process has not ended within ${seconds} s and was ended: something keeps ` +
    "it going, for example a timer (setInterval), a server or an open connection; close it when the program is through. " +
    "Nothing was deleted"
  );
}

function waits(seconds: number): string {
  return (
    `the program has asked for nothing for ${seconds} s and was ended: it waits for something that does not come, or ` +
    "computes without end. Nothing was deleted"
  );
}
