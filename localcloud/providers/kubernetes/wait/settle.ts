import type { Notice, Verdict } from "./verdict";

/** When and how to look again at what is awaited. */
export interface Settlement<T> {
  /** Judges what is there now. */
  readonly judge: () => Verdict;
  /** What is there now: the result, and part of the error. */
  readonly latest: () => T;
  /** Calls back at every change. Returns the way to stop that. */
  readonly onChange: (look: () => void) => () => void;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
  readonly notify: (notice: Notice) => void;
}

/** How a wait ended. */
export type Ending = "ready" | "failed" | "timed out" | "cancelled";

/**
 * Judges at every change until the verdict is final, the time is over or the command ends. Each notice is shown
 * once.
 *
 * @throws what `judge` throws.
 */
export function settle<T>(
  settlement: Settlement<T>,
): Promise<{ ending: Ending; latest: T; verdict: Verdict }> {
  return new Promise((resolve, reject) => {
    const { judge, latest, onChange, timeoutSeconds, signal } = settlement;
    const tell = tellOnce(settlement.notify);
    let verdict: Verdict = { state: "waiting" };
    let again: NodeJS.Timeout | undefined;
    const end = (ending: Ending) => {
      stop();
      resolve({ ending, latest: latest(), verdict });
    };
    const look = () => {
      clearTimeout(again);
      try {
        verdict = judge();
      } catch (error) {
        stop();
        reject(error instanceof Error ? error : new Error(String(error)));
        return;
      }
      verdict.notices?.forEach(tell);
      if (verdict.state !== "waiting") end(verdict.state);
      else if (verdict.againInMs !== undefined) again = setTimeout(look, verdict.againInMs);
    };
    const cancel = () => {
      end("cancelled");
    };
    const timer = setTimeout(() => {
      end("timed out");
    }, timeoutSeconds * 1000);
    const unlisten = onChange(look);
    const stop = () => {
      clearTimeout(timer);
      clearTimeout(again);
      signal.removeEventListener("abort", cancel);
      unlisten();
    };
    signal.addEventListener("abort", cancel);
    if (signal.aborted) cancel();
    else look();
  });
}

/** Passes each text on once. */
export function tellOnce(notify: (notice: Notice) => void): (notice: Notice) => void {
  const told = new Set<string>();
  return (notice) => {
    if (told.has(notice.text)) return;
    told.add(notice.text);
    notify(notice);
  };
}
