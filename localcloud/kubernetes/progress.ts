/** Told in plain lines about work that takes long: when a step begins, and again every few seconds while it lasts. */
export type Progress = (line: string) => void;

const REPEAT_MILLISECONDS = 5000;

/** Does some work as a step that is reported, with the seconds that it has taken so far. */
export async function asStep<T>(
  what: string,
  progress: Progress | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (progress === undefined) return work();
  const began = Date.now();
  progress(what);
  const timer = setInterval(() => {
    progress(`${what}, ${Math.round((Date.now() - began) / 1000)} s`);
  }, REPEAT_MILLISECONDS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
