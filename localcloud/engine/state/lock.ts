import { randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { readIfThere } from "./files";

/** Who holds a stack, in the format of Pulumi's file backend. */
interface LockContent {
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  readonly timestamp: string;
}

/** The stack is in use by another process. */
export class StackLockedError extends Error {
  override readonly name = "StackLockedError";
}

/**
 * Takes a stack for this process. A lock whose process is gone is removed; one of a living process is respected.
 *
 * @param folder The stack's folder of locks.
 * @returns Gives the stack back.
 * @throws StackLockedError that says who holds the stack, and for how long.
 */
export function lockStack(folder: string): () => void {
  fs.mkdirSync(folder, { recursive: true });
  const own = path.join(folder, `${randomUUID()}.json`);
  const content: LockContent = {
    pid: process.pid,
    username: os.userInfo().username,
    hostname: os.hostname(),
    timestamp: new Date().toISOString(),
  };
  fs.writeFileSync(own, JSON.stringify(content), { flag: "wx" });
  const release = (): void => {
    fs.rmSync(own, { force: true });
  };
  // Written first and looked around second: of two that come at once at most one goes on.
  const holders = fs.readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name);
    return file === own ? [] : holderOf(file);
  });
  if (holders.length === 0) return release;
  release();
  throw new StackLockedError(holders.join("\n"));
}

function holderOf(file: string): string[] {
  const text = readIfThere(file);
  if (text === undefined) return [];
  const lock = parseLock(text);
  if (lock === undefined)
    return [
      `the stack is locked by ${file}, which is not readable; if nothing works on the stack, remove that file`,
    ];
  if (lock.hostname === os.hostname() && !isAlive(lock.pid)) {
    fs.rmSync(file, { force: true });
    return [];
  }
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(lock.timestamp)) / 1000));
  return [
    `the stack is locked by ${lock.username}@${lock.hostname} (process ${lock.pid}) for ${seconds} s; ` +
      `wait for that process to end, or remove ${file} when you know that it works on the stack no more`,
  ];
}

function parseLock(text: string): LockContent | undefined {
  try {
    const value = JSON.parse(text) as Partial<LockContent>;
    const { pid, username, hostname, timestamp } = value;
    if (pid === undefined || username === undefined || hostname === undefined || timestamp === undefined)
      return undefined;
    return { pid, username, hostname, timestamp };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
