import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** A process that outlives the command that starts it. */
export interface ProcessSpec {
  /** Unique in its folder; names the pid file and the log. */
  readonly name: string;
  /** Absolute path of the program. */
  readonly program: string;
  readonly args: readonly string[];
}

/** A process that runs. */
export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  /** Resident memory in bytes. */
  readonly memoryBytes: number;
  readonly uptimeSeconds: number;
}

const pidFile = (folder: string, name: string): string => path.join(folder, "run", `${name}.pid`);

/** Where a process of this folder writes what it has to say. */
export const logFile = (folder: string, name: string): string => path.join(folder, "logs", `${name}.log`);

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * Starts a process that goes on when this one ends, with the folder as its working directory, a log in `logs/` and
 * its id in `run/`. Returns when the program runs, or has ended already.
 *
 * @throws Error when the process cannot be started at all.
 */
export async function startDetached(folder: string, spec: ProcessSpec): Promise<void> {
  for (const name of ["run", "logs"]) fs.mkdirSync(path.join(folder, name), { recursive: true });
  const log = logFile(folder, spec.name);
  if ((fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES)
    fs.renameSync(log, `${log}.old`);
  const record = pidFile(folder, spec.name);
  fs.rmSync(record, { force: true });
  const output = fs.openSync(log, "a");
  try {
    // The shell records the id before it becomes the program, so no process can exist without being on record,
    // even when this one is killed right here.
    const script = 'echo $$ > "$1.new" && mv "$1.new" "$1" && shift && exec "$@"';
    const child = spawn("/bin/sh", ["-c", script, "sh", record, spec.program, ...spec.args], {
      cwd: folder,
      detached: true,
      stdio: ["ignore", output, output],
      // Nothing of the user's (KUBECONFIG, GOMAXPROCS, ETCD_*, proxies) may change what is started.
      env: { PATH: process.env["PATH"] ?? "", HOME: folder },
    });
    await once(child, "spawn");
    child.unref();
    // Until the shell has become the program, the command line is the shell's, and for a moment none at all.
    while (child.exitCode === null && child.signalCode === null && !isProgram(folder, spec)) await sleep(2);
  } finally {
    fs.closeSync(output);
  }
}

/**
 * The process on record under this name, if it still runs. A process id that the system has given to a stranger since
 * is not taken for it: the command line must name both the program and the folder.
 */
export function findRunning(folder: string, name: string): RunningProcess | undefined {
  const pid = readPid(folder, name);
  if (pid === undefined) return undefined;
  const seen = look(pid);
  if (seen === undefined || !seen.commandLine.includes(folder) || !seen.commandLine.includes(name))
    return undefined;
  return { name, pid, memoryBytes: seen.memoryBytes, uptimeSeconds: seen.uptimeSeconds };
}

function isProgram(folder: string, spec: ProcessSpec): boolean {
  const pid = readPid(folder, spec.name);
  return pid !== undefined && (look(pid)?.commandLine.startsWith(spec.program) ?? false);
}

/** Ends a process on record: asks first, insists after the time limit, returns when it is gone. */
export async function stopProcess(folder: string, name: string, timeoutMilliseconds = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMilliseconds;
  let asked = false;
  for (let found = findRunning(folder, name); found !== undefined; found = findRunning(folder, name)) {
    if (!asked) signal(found.pid, "SIGTERM");
    else if (Date.now() > deadline) signal(found.pid, "SIGKILL");
    asked = true;
    await sleep(20);
  }
  fs.rmSync(pidFile(folder, name), { force: true });
}

/** The last lines that a process wrote. */
export function tailOfLog(folder: string, name: string, lines: number): string {
  try {
    return fs.readFileSync(logFile(folder, name), "utf8").trimEnd().split("\n").slice(-lines).join("\n");
  } catch {
    return "";
  }
}

function readPid(folder: string, name: string): number | undefined {
  try {
    const pid = Number(fs.readFileSync(pidFile(folder, name), "utf8"));
    return Number.isInteger(pid) && pid > 1 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended by itself in the meantime.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

interface Seen {
  readonly commandLine: string;
  readonly memoryBytes: number;
  readonly uptimeSeconds: number;
}

/** Clock ticks and pages as every Linux that Node runs on has them. @see man 5 proc_pid_stat */
const TICKS_PER_SECOND = 100;

function look(pid: number): Seen | undefined {
  return process.platform === "linux" ? seenByProc(pid) : seenByPs(pid);
}

function seenByProc(pid: number): Seen | undefined {
  try {
    // A dead process that nobody has waited for has an empty command line and so is not found.
    const commandLine = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const residentKiB = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    const upSince = Number(fields[19]) / TICKS_PER_SECOND;
    const now = Number(fs.readFileSync("/proc/uptime", "utf8").split(" ")[0]);
    return {
      commandLine,
      memoryBytes: Number(residentKiB ?? 0) * 1024,
      uptimeSeconds: Math.max(0, now - upSince),
    };
  } catch {
    return undefined;
  }
}

function seenByPs(pid: number): Seen | undefined {
  try {
    const line = execFileSync("ps", ["-ww", "-o", "rss=,etime=,args=", "-p", String(pid)], {
      encoding: "utf8",
    });
    const [, rss, elapsed, commandLine] = /^\s*(\d+)\s+(\S+)\s+(.*)$/m.exec(line) ?? [];
    if (rss === undefined || elapsed === undefined || commandLine === undefined) return undefined;
    return { commandLine, memoryBytes: Number(rss) * 1024, uptimeSeconds: secondsOfElapsed(elapsed) };
  } catch {
    return undefined;
  }
}

/** Seconds of what `ps` calls elapsed time, `[[dd-]hh:]mm:ss`. */
export function secondsOfElapsed(elapsed: string): number {
  const [clock = "", days = "0"] = elapsed.split("-").reverse();
  return clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) + Number(days) * 86_400;
}
