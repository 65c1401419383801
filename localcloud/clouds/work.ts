import { waitMinutes } from "./time";

/** What somebody who waits for a cloud's work may say about it. */
export interface Waiting {
  /** Raised when the caller gives up. */
  readonly signal?: AbortSignal;
  /** Hears what is being done. */
  readonly progress?: (message: string) => void;
}

/** What long-running work may use. */
export interface Work {
  /** Tells the person who waits what is being done. */
  readonly progress: (message: string) => void;
  /** Raised when the caller gives up. */
  readonly signal: AbortSignal;
  /** Takes so many of the cloud's minutes. */
  readonly take: (minutes: number) => Promise<void>;
}

/** What work may use for a caller who waits so. @param timeScale See `timeScale`. */
export function workFor(timeScale: number, waiting: Waiting): Work {
  const signal = waiting.signal ?? new AbortController().signal;
  return {
    progress: waiting.progress ?? (() => undefined),
    signal,
    take: (minutes) => waitMinutes(minutes, timeScale, signal),
  };
}
