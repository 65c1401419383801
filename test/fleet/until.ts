import { setTimeout as sleep } from "node:timers/promises";

/** Seconds after which something is taken never to happen, however loaded the machine is. */
const patienceSeconds = 120;

/** Waits until something is so. @throws Error when that takes too long for any machine */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + patienceSeconds * 1000;
  while (!(await isSo())) {
    if (Date.now() > end)
      throw new Error(`this is not so after ${String(patienceSeconds)} seconds: ${String(isSo)}`);
    await sleep(10);
  }
}
