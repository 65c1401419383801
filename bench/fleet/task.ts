import { watchFleet } from "../../fleet/live";
import type { Stack } from "../../fleet/inventory/stack";
import { readFleet } from "../../fleet/read";
import { kubeconfig } from "../../test/fleet/states";

/** What a task brings home. */
export interface Measured {
  /** Highest memory of the process, in megabytes. */
  readonly memoryMb: number;
  readonly seconds: number;
  /** Milliseconds of each view after a change. */
  readonly viewMs: readonly number[];
}

const asOf = "2026-11-23";

/** Views after changes that are measured. */
const views = 20;

function stackAt(address: string, index: number): Stack {
  const name = `cluster-${String(index).padStart(2, "0")}`;
  const source = { kind: "kubeconfig", where: "bench" } as const;
  const pathOrContent = kubeconfig(address, "token");
  return {
    name,
    stack: name,
    source,
    credentials: () => Promise.resolve({ kind: "kubeconfig", pathOrContent }),
  };
}

/** Watches all clusters until all are known; then a view after each change. */
async function watch(stacks: readonly Stack[]): Promise<Omit<Measured, "memoryMb">> {
  const fleet = watchFleet({ stacks, today: () => asOf });
  const begin = performance.now();
  while (!fleet.view().clusters.every(({ contact, pods }) => contact.kind === "reached" && pods.length > 0)) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const seconds = (performance.now() - begin) / 1000;
  const viewMs: number[] = [];
  const enough = new Promise<void>((resolve) => {
    fleet.listen(() => {
      const start = performance.now();
      fleet.view();
      viewMs.push(performance.now() - start);
      if (viewMs.length === views) resolve();
    });
  });
  process.send?.("change");
  await enough;
  fleet.close();
  return { seconds, viewMs };
}

async function read(stacks: readonly Stack[]): Promise<Omit<Measured, "memoryMb">> {
  const begin = performance.now();
  await readFleet({ stacks, asOf });
  return { seconds: (performance.now() - begin) / 1000, viewMs: [] };
}

async function main(): Promise<void> {
  const [task, ...addresses] = process.argv.slice(2);
  const stacks = addresses.map(stackAt);
  const measured = await (task === "watch" ? watch(stacks) : read(stacks));
  process.send?.({ ...measured, memoryMb: process.resourceUsage().maxRSS / 1024 } satisfies Measured);
  process.disconnect();
}

void main();
