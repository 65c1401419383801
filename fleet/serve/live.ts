import { setTimeout as sleep } from "node:timers/promises";

import type { LiveFleet } from "../view";
import type { Person } from "./person";

/** What a stream of changes is made of. */
export interface LiveOptions {
  readonly fleet: Pick<LiveFleet, "listen">;
  readonly person: Person;
  /** Digest of the page as this person would see it now. */
  readonly digest: () => Promise<string>;
  /** The only cluster that the page is about; absent when it is about all. */
  readonly cluster?: string | undefined;
  /** Given when the server ends. */
  readonly closing: AbortSignal;
  readonly pace: Pace;
}

/** What is asked of Hono's `SSEStreamingApi`. */
export interface Stream {
  readonly onAbort: (listener: () => void) => void;
  readonly write: (text: string) => Promise<unknown>;
  readonly writeSSE: (message: { readonly event: string; readonly data: string }) => Promise<void>;
}

/** How often a stream says something at most and at least, in milliseconds. */
export interface Pace {
  readonly pause: number;
  readonly heartbeat: number;
}

/** A page is made anew once a second at most; that a silent stream and its session still live is asked now and then. */
export const usualPace: Pace = { pause: 1000, heartbeat: 20_000 };

/** How many times as long as it took to make a page nothing is done for it. */
const restPerWork = 10;

/**
 * Tells a page whether it is still what it would be, from now until somebody leaves or signs out. The stream carries
 * digests of the page and nothing of its content, so it shows nobody more than the page does.
 */
export async function streamChanges(stream: Stream, options: LiveOptions): Promise<void> {
  const { fleet, person, digest, cluster, closing, pace } = options;
  const left = new AbortController();
  stream.onAbort(() => {
    left.abort();
  });
  const over = AbortSignal.any([left.signal, closing]);
  const bell = new Bell(over);
  const stopListening = fleet.listen((changed) => {
    if (cluster === undefined || changed === cluster) bell.ring();
  });
  try {
    for (let said = ""; !over.aborted;) {
      if (!person.isSignedIn()) {
        await stream.writeSSE({ event: "ended", data: "sign-in" });
        return;
      }
      const begun = performance.now();
      const now = await digest();
      const took = performance.now() - begun;
      if (now === said) await stream.write(": still here\n\n");
      else await stream.writeSSE({ event: "digest", data: now });
      said = now;
      // A page that takes long to make is made less often: however many are open, most of the time is left.
      const pause = Math.max(pace.pause, took * restPerWork);
      await sleep(pause, undefined, { signal: over }).catch(() => undefined);
      await bell.heard(pace.heartbeat);
    }
  } finally {
    stopListening();
  }
}

/** Remembers that something has happened until somebody has heard it. */
class Bell {
  #rung = false;
  #wake: () => void = () => undefined;

  constructor(private readonly over: AbortSignal) {
    over.addEventListener("abort", () => {
      this.ring();
    });
  }

  ring(): void {
    this.#rung = true;
    this.#wake();
  }

  /** Waits until it has been rung since the last time, or for some milliseconds. */
  async heard(milliseconds: number): Promise<void> {
    if (!this.#rung && !this.over.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#rung = false;
  }
}
