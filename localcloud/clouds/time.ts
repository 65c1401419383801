import { setTimeout as sleep } from "node:timers/promises";

/**
 * How long the stand-in takes for what takes minutes in a cloud: real minutes times `MULLION_TIME_SCALE`.
 * 0, the default, waits for nothing but the real work (starting a control plane); 1 is as slow as the cloud.
 *
 * @throws when the variable is no number of at least 0.
 */
export function timeScale(env: NodeJS.ProcessEnv = process.env): number {
  const text = env["MULLION_TIME_SCALE"] ?? "";
  const scale = text === "" ? 0 : Number(text);
  if (Number.isFinite(scale) && scale >= 0) return scale;
  throw new Error(
    `MULLION_TIME_SCALE must be a number of at least 0, got "${text}"; 0 is fast, 1 as slow as the cloud`,
  );
}

/** Waits for so many of the cloud's minutes; ends early, with an error, when the signal is raised. */
export async function waitMinutes(minutes: number, scale: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (minutes * scale > 0)
    await sleep(minutes * scale * 60_000, undefined, signal === undefined ? {} : { signal });
}
