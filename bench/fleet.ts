import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import * as path from "node:path";
import type { Measured } from "./fleet/task";

/** The fleet that is measured: clusters, nodes and pods of each. */
const size = { clusters: 20, nodes: 200, pods: 5000 } as const;

/** Most memory that a fleet of this size may take, read once or watched, in megabytes. */
const MOST_MEMORY_MB = 500;
/** Most milliseconds that a view may take after a change: what a page of `fleet serve` waits for. */
const MOST_VIEW_MS = 200;

function start(file: string, args: readonly string[]): ChildProcess {
  return fork(path.join(__dirname, "fleet", file), args, { execArgv: ["--require", "tsx/cjs"] });
}

/** The first message of a process that is not the word "change"; that one is handed on. */
function messageOf<T>(child: ChildProcess, onChange?: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    child.on("message", (message) => {
      if (message === "change") onChange?.();
      else resolve(message as T);
    });
    child.once("exit", (code) => {
      reject(new Error(`the process ended with ${String(code)} before it had answered`));
    });
  });
}

async function main(): Promise<void> {
  const say = (what: string, value: string) => process.stdout.write(`${what.padEnd(44)} ${value}\n`);
  const servers = start("api-servers.ts", [JSON.stringify(size)]);
  try {
    const addresses = await messageOf<readonly string[]>(servers);
    const measure = (task: string) =>
      messageOf<Measured>(start("task.ts", [task, ...addresses]), () => servers.send("change"));
    const read = await measure("read");
    const watched = await measure("watch");
    const slowest = Math.max(...watched.viewMs);
    const memory = (mb: number) => `${mb.toFixed(0)} MB (at most ${String(MOST_MEMORY_MB)})`;
    say(
      "fleet",
      `${String(size.clusters)} clusters x ${String(size.nodes)} nodes x ${String(size.pods)} pods`,
    );
    say("read once (fleet status)", `${read.seconds.toFixed(1)} s, ${memory(read.memoryMb)}`);
    say("watched: until all is known", `${watched.seconds.toFixed(1)} s, ${memory(watched.memoryMb)}`);
    say("watched: slowest view after a change", `${slowest.toFixed(1)} ms (at most ${String(MOST_VIEW_MS)})`);
    if (Math.max(read.memoryMb, watched.memoryMb) > MOST_MEMORY_MB || slowest > MOST_VIEW_MS)
      process.exitCode = 1;
  } finally {
    servers.kill();
  }
}

void main();
