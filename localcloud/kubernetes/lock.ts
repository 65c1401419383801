import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";

/** What {@link withLock} may be told besides its work. */
export interface LockOptions {
  /** Called once with the process id of the holder when the lock is not free at once. */
  readonly onWait?: (holder: string) => void;
  /** How often to ask again. @default 100 */
  readonly pollMilliseconds?: number;
}

/**
 * Does some work while no other process (and no other caller in this one) holds the same lock.
 *
 * The lock is the write lock of an SQLite file, so the operating system frees it when its owner dies, however it
 * dies: there is no stale lock to recognise and nothing to take over. The file itself stays behind.
 *
 * @param file Lock file; its folder is made when missing.
 * @see https://www.sqlite.org/lockingv3.html
 */
export async function withLock<T>(
  file: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    await acquire(database, file, options);
    fs.writeFileSync(holderFile(file), String(process.pid));
    return await work();
  } finally {
    // Closing rolls the transaction back, and that is what lets the next one in.
    database.close();
  }
}

async function acquire(database: DatabaseSync, file: string, options: LockOptions): Promise<void> {
  for (let attempt = 0; !tryExclusive(database); attempt++) {
    if (attempt === 0) options.onWait?.(readHolder(file));
    await sleep(options.pollMilliseconds ?? 100);
  }
}

function tryExclusive(database: DatabaseSync): boolean {
  try {
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
}

/** @see https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

const holderFile = (file: string): string => `${file}.holder`;

function readHolder(file: string): string {
  try {
    return fs.readFileSync(holderFile(file), "utf8");
  } catch {
    return "unknown";
  }
}
