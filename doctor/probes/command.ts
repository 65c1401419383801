import { execFile } from "node:child_process";

import type { Outcome } from "../recording";

/** How long one command may take before it is given up, in seconds. */
const TIME_LIMIT_SECONDS = 15;

/** Most of what one command may say, in bytes: the nodes of a large cluster take 20 MB as JSON. */
const OUTPUT_LIMIT_BYTES = 128 * 1024 * 1024;

/** Runs a program, and says what became of it. */
export type Run = (program: string, args: readonly string[], stdin?: string) => Promise<Outcome>;

/**
 * Runs a program without a shell and without a terminal, and never throws.
 *
 * @param program - name on PATH, or a path
 * @param stdin - given to the program; it finds an empty input otherwise, so that it cannot wait for an answer
 */
export const run: Run = (program, args, stdin = "") =>
  new Promise((resolve) => {
    const options = {
      timeout: TIME_LIMIT_SECONDS * 1000,
      maxBuffer: OUTPUT_LIMIT_BYTES,
      killSignal: "SIGKILL" as const,
      windowsHide: true,
    };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ kind: "ended", exitCode: 0, stdout, stderr });
      else if (error.code === "ENOENT") resolve({ kind: "missing" });
      else if (error.killed === true) resolve({ kind: "timeout", seconds: TIME_LIMIT_SECONDS });
      else
        resolve({
          kind: "ended",
          exitCode: typeof error.code === "number" ? error.code : 1,
          stdout,
          stderr: stderr === "" ? error.message : stderr,
        });
    });
    // A program that never reads its input closes it first.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(stdin);
  });
