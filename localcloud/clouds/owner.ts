import * as fs from "node:fs";

/** A process, told apart from a later one with the same number. */
export interface Owner {
  readonly pid: number;
  /** When the process started, in the operating system's own terms; empty where it cannot be read. */
  readonly startedAt: string;
}

/** This process. */
export function thisProcess(): Owner {
  return { pid: process.pid, startedAt: startOf(process.pid) ?? "" };
}

/** Whether the very same process still runs. */
export function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it runs, but it is somebody else's.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  const start = startOf(owner.pid);
  return start === undefined || owner.startedAt === "" || start === owner.startedAt;
}

function startOf(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    // The second field, the command in parentheses, may hold spaces; the start time is field 22.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
