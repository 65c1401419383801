import { setTimeout as sleep } from "node:timers/promises";

/** Asserts something again and again until it holds; after the time limit with the last failure. */
export async function eventually(
  assertion: () => Promise<void>,
  timeoutMilliseconds = 20_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMilliseconds;
  for (;;) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(50);
  }
}
