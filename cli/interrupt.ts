/** What Ctrl-C means while a deployment runs. */
export interface Interrupt {
  /** Aborted by the first Ctrl-C: begin nothing new, let finish what runs. */
  readonly signal: AbortSignal;
  /** Aborted by the second Ctrl-C: stop at once. */
  readonly kill: AbortSignal;
  /** Whether there was one. */
  happened(): boolean;
  /** Gives Ctrl-C back its usual meaning. */
  release(): void;
}

/** Takes over SIGINT and SIGTERM until `release` is called. */
export function takeInterrupts(say: (line: string) => void): Interrupt {
  const soft = new AbortController();
  const hard = new AbortController();
  const onSignal = () => {
    if (soft.signal.aborted) {
      say("stopping at once; what was in work is on record, and the next run finds out what became of it");
      hard.abort();
    } else {
      say("interrupted: nothing new is begun, what runs is finished; Ctrl-C again stops at once");
      soft.abort();
    }
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  return {
    signal: soft.signal,
    kill: hard.signal,
    happened: () => soft.signal.aborted,
    release() {
      process.off("SIGINT", onSignal);
      process.off("SIGTERM", onSignal);
    },
  };
}
