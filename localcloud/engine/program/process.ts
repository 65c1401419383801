import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import * as readline from "node:readline";
import { ORGANIZATION } from "../state/files";
import type { EventStream } from "../events";

/** What the program's process needs to know. */
export interface ProgramSpec {
  readonly projectDir: string;
  readonly programDir: string;
  readonly project: string;
  readonly stack: string;
  readonly dryRun: boolean;
  readonly parallel: number;
  readonly nodeArgs: readonly string[];
  /** Address of the engine and of the resource monitor. */
  readonly address: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The exit code by which the program says that its error has been reported already. */
const REPORTED = 32;

/** How a program has ended. */
export interface ProgramEnd {
  readonly ok: boolean;
  /** What to tell the user; empty when it has been told already. */
  readonly message: string;
}

/** A running Pulumi program. */
export interface ProgramProcess {
  /** Resolves when the program has ended. */
  readonly ended: Promise<ProgramEnd>;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/**
 * Starts the program of a project.
 *
 * @throws Error when the project has no Pulumi SDK installed.
 */
export function startProgram(spec: ProgramSpec, events: EventStream): ProgramProcess {
  const run = runnerIn(spec.programDir, "cmd/run");
  const sync = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-sync-"));
  const args = [
    ...spec.nodeArgs,
    ...endWithEngine,
    run,
    ...["--monitor", spec.address, "--engine", spec.address, "--sync", sync, "--organization", ORGANIZATION],
    ...[
      "--project",
      spec.project,
      "--root-directory",
      spec.projectDir,
      "--stack",
      spec.stack,
      "--pwd",
      spec.programDir,
    ],
    ...(spec.dryRun ? ["--dry-run"] : []),
    ...["--parallel", String(spec.parallel), "."],
  ];
  const child = spawn(process.execPath, args, {
    cwd: spec.programDir,
    env: spec.env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const [stream, severity] of [
    [child.stdout, "info"],
    [child.stderr, "info#err"],
  ] as const) {
    readline.createInterface({ input: stream }).on("line", (line) => {
      events.message(severity, "", line);
    });
  }
  const ended = endOf(child).finally(() => {
    fs.rmSync(sync, { recursive: true, force: true });
  });
  return {
    ended,
    kill: async () => {
      killGroup(child);
      await ended;
    },
  };
}

/** Arguments of Node for a process that must not outlive the engine, whatever the engine dies of. */
export const endWithEngine = ["--require", path.join(__dirname, "../../end-with-parent.ts")] as const;

/**
 * The path of one of the SDK's own entry points as a project sees it.
 *
 * @throws Error when the SDK is not installed there.
 */
export function runnerIn(dir: string, entry: "cmd/run" | "cmd/run-policy-pack"): string {
  try {
    return createRequire(path.join(dir, "index.js")).resolve(`@pulumi/pulumi/${entry}`);
  } catch (error) {
    throw new Error(`${dir}: the package @pulumi/pulumi is not installed; run npm ci there`, {
      cause: error,
    });
  }
}

function endOf(child: ChildProcess): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      resolve({ ok: false, message: `the program could not be started: ${error.message}` });
    });
    // "close" and not "exit": what the program printed last has been read by then.
    child.once("close", (code, signal) => {
      if (code === 0) resolve({ ok: true, message: "" });
      else if (code === REPORTED) resolve({ ok: false, message: "" });
      else if (code === null)
        resolve({ ok: false, message: `the program was ended by ${signal ?? "a signal"}` });
      else resolve({ ok: false, message: `Program exited with non-zero exit code: ${code}` });
    });
  });
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // It ended in the meantime.
  }
}
