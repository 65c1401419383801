import * as fs from "node:fs";
import * as path from "node:path";
import { findRealCli } from "../../test/localcloud/engine/stage/real-cli";
import type { Stage } from "../../test/localcloud/engine/stage/stage";

/** What one run took. */
export interface Taken {
  readonly seconds: number;
  /** Processor time of the engine, the program and the provider together: what the neighbours on a machine do not change. */
  readonly cpuSeconds: number;
  /** The most memory that the engine's own process held, in MiB; its children (program, provider) do not count. */
  readonly peakMiB: number;
}

/** Something that brings a stack up. */
export interface Contestant {
  readonly name: string;
  /** Brings the stage's program up once, in a process of its own. */
  up(stage: Stage): Promise<Taken>;
}

/** Steps at a time, the same for all. */
const PARALLEL = 16;

/** The embedded engine. */
export const embedded: Contestant = {
  name: "embedded",
  up: (stage) => timed("embedded", () => stage.runApart({ parallel: PARALLEL })),
};

/** The real CLI, when there is one on PATH that can run Node programs. */
export function realCli(): Contestant | undefined {
  const cli = findRealCli();
  if (cli === undefined) return undefined;
  return {
    name: "pulumi",
    up: async (stage) => {
      const real = cli.on(stage, path.join(stage.root, "real"));
      await real.initOnce();
      return timed("pulumi", () =>
        real.start(["up", "--yes", "--skip-preview", "--parallel", String(PARALLEL)], "ignore"),
      );
    },
  };
}

async function timed(
  name: string,
  start: () => {
    readonly pid?: number | undefined;
    once(event: "exit", then: (code: number | null) => void): unknown;
  },
): Promise<Taken> {
  const begun = process.hrtime.bigint();
  const cpuBegun = cpuOfEndedChildren();
  const child = start();
  let peakMiB = 0;
  const look = setInterval(() => {
    peakMiB = Math.max(peakMiB, peakOf(child.pid));
  }, 50);
  try {
    const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
    if (code !== 0) throw new Error(`${name} ended with exit code ${String(code)}`);
    return {
      seconds: Number(process.hrtime.bigint() - begun) / 1e9,
      cpuSeconds: cpuOfEndedChildren() - cpuBegun,
      peakMiB,
    };
  } finally {
    clearInterval(look);
  }
}

/** Ticks of the processor clock in a second. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICKS = 100;

// Children that have ended, and theirs, in user and in system mode: fields 16 and 17.
function cpuOfEndedChildren(): number {
  const fields = fs
    .readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /su, "")
    .split(" ");
  return (Number(fields[13]) + Number(fields[14])) / TICKS;
}

function peakOf(pid: number | undefined): number {
  try {
    const status = fs.readFileSync(`/proc/${String(pid)}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
