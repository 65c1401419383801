import { spawn, type ChildProcess } from "node:child_process";
import * as readline from "node:readline";
import type { Readable } from "node:stream";
import type { Patience } from "../patience";

/** What to start. */
export interface ProcessSpec {
  /** What the process is, for messages: `provider "aws"`. */
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env: NodeJS.ProcessEnv;
  /** How long it may take to print its port, and to end after SIGINT. */
  readonly patience: Pick<Patience, "startSeconds" | "graceSeconds">;
  /** Gets each line that the process prints after its port, and those on its error output. */
  readonly onLine: (line: string, stream: "stdout" | "stderr") => void;
}

/** A child process that serves gRPC and printed its port first. */
export interface PluginProcess {
  readonly port: number;
  /** Resolves when the process has ended, with a text that says how. */
  readonly ended: Promise<string>;
  /** Whether it still runs. */
  alive(): boolean;
  /** Asks it to end, and makes it end when it does not. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/**
 * Starts a process and waits for the port on its first line.
 *
 * @throws Error that names the process when it cannot be started, ends first, or stays silent for too long.
 */
export async function startPlugin(spec: ProcessSpec): Promise<PluginProcess> {
  // An own process group: Ctrl-C on the terminal is the engine's to handle, not each child's.
  const child = spawn(spec.command, [...spec.args], {
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = endOf(child);
  const complaints: string[] = [];
  readline.createInterface({ input: child.stderr }).on("line", (line) => {
    complaints.push(line);
    if (complaints.length > KEPT_LINES) complaints.shift();
    spec.onLine(line, "stderr");
  });
  const first = await firstLine(linesOf(child, spec.onLine), ended, spec, child);
  const port = Number(first);
  if (!Number.isInteger(port) || port <= 0) {
    signal(child, "SIGKILL");
    throw new Error(`${spec.title} must print its port on the first line, it printed "${first}"`);
  }
  return {
    port,
    ended: ended.then((how) => [how, ...complaints].join("\n")),
    alive: () => child.exitCode === null && child.signalCode === null,
    stop: () => stop(child, ended, spec.patience.graceSeconds),
    kill: () => {
      signal(child, "SIGKILL");
    },
  };
}

const KEPT_LINES = 20;

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      resolve(`could not be started: ${error.message}`);
    });
    child.once("exit", (code, name) => {
      resolve(code === null ? `was ended by ${name ?? "a signal"}` : `ended with exit code ${code}`);
    });
  });
}

/** Resolves with the first line; what follows, perhaps in the same breath, is handed on. */
function linesOf(child: ChildProcess & { stdout: Readable }, onLine: ProcessSpec["onLine"]): Promise<string> {
  return new Promise((resolve) => {
    let hear = (line: string): void => {
      resolve(line);
      hear = (later) => {
        onLine(later, "stdout");
      };
    };
    readline.createInterface({ input: child.stdout }).on("line", (line) => {
      hear(line);
    });
  });
}

async function firstLine(
  line: Promise<string>,
  ended: Promise<string>,
  { title, patience: { startSeconds } }: ProcessSpec,
  child: ChildProcess,
): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const failed = ended.then((how) => Promise.reject(new Error(`${title} ${how} before it was ready`)));
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      signal(child, "SIGKILL");
      reject(new Error(`${title} did not get ready within ${startSeconds} s`));
    }, startSeconds * 1000);
  });
  try {
    return (await Promise.race([line, failed, late])).trim();
  } finally {
    clearTimeout(timer);
    failed.catch(() => undefined);
  }
}

async function stop(child: ChildProcess, ended: Promise<string>, graceSeconds: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  signal(child, "SIGINT");
  const timer = setTimeout(() => {
    signal(child, "SIGKILL");
  }, graceSeconds * 1000);
  await ended;
  clearTimeout(timer);
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // It ended in the meantime.
  }
}
