/** How long the engine waits for the others before it ends them and says so, in seconds. */
export interface Patience {
  /** For a provider or a policy pack to start. */
  readonly startSeconds: number;
  /** For a process to give up what it does, and then to end, once it is told to. */
  readonly graceSeconds: number;
  /** For an answer that needs no work on an object: Check, Diff, Configure, a policy's verdict, a transform. */
  readonly answerSeconds: number;
  /** For work on an object, or a function, of which the program does not say how long it may take. */
  readonly workSeconds: number;
  /** For the end of a program that has given its outputs and asks for nothing any more. */
  readonly endSeconds: number;
  /** For a program to ask for anything while nothing is being done for it. */
  readonly silenceSeconds: number;
}

// A choice of ours, far above what anything here takes that is well; the engine whose behaviour this one follows waits
// for ever, but as long as this one for a process that is told to end. Work that may take longer says so by customTimeouts.
const DEFAULT: Patience = {
  startSeconds: 60,
  graceSeconds: 5,
  answerSeconds: 300,
  workSeconds: 7200,
  endSeconds: 300,
  silenceSeconds: 1800,
};

/** The patience that a run asks for, with the defaults beside it. */
export function patienceOf({ patience }: { readonly patience?: Partial<Patience> }): Patience {
  return { ...DEFAULT, ...patience };
}

/**
 * How long work on an object may go without an answer: somewhat longer than the program allows the provider, which is
 * to give up by itself and say why.
 *
 * @param allowed Seconds by the resource's customTimeouts; 0 when they do not say.
 */
export function workSeconds(patience: Patience, allowed: number): number {
  return allowed > 0 ? allowed + patience.answerSeconds : patience.workSeconds;
}
