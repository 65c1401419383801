import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { lockStack, StackLockedError } from "../../../../localcloud/engine/state/lock";

describe("the lock of a stack", () => {
  let folder: string;

  beforeEach(() => {
    folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "mullion-lock-")), "locks");
  });

  afterEach(() => {
    fs.rmSync(path.dirname(folder), { recursive: true });
  });

  function held(by: { pid: number; hostname?: string; secondsAgo?: number }): string {
    fs.mkdirSync(folder, { recursive: true });
    const file = path.join(folder, "other.json");
    const timestamp = new Date(Date.now() - (by.secondsAgo ?? 0) * 1000).toISOString();
    const content = { pid: by.pid, username: "ann", hostname: by.hostname ?? os.hostname(), timestamp };
    fs.writeFileSync(file, JSON.stringify(content));
    return file;
  }

  /** The id of a process that has ended. */
  const ended = (): number => spawnSync("true").pid;

  it("is taken once, and can be taken again when it was given back", () => {
    const release = lockStack(folder);
    assert.throws(() => lockStack(folder), StackLockedError);
    release();
    lockStack(folder)();
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it("says who holds the stack, and for how long", () => {
    held({ pid: process.pid, secondsAgo: 90 });
    assert.throws(
      () => lockStack(folder),
      /the stack is locked by ann@.* \(process \d+\) for 9\d s; wait for that process/u,
    );
  });

  it("is taken over from a process that is gone, but not from one of another machine", () => {
    held({ pid: ended() });
    lockStack(folder)();
    held({ pid: ended(), hostname: "elsewhere" });
    assert.throws(() => lockStack(folder), /ann@elsewhere/u);
  });

  it("is respected when it cannot be read, with the file that is in the way", () => {
    const file = held({ pid: 1 });
    fs.writeFileSync(file, "{");
    assert.throws(() => lockStack(folder), {
      message: `the stack is locked by ${file}, which is not readable; if nothing works on the stack, remove that file`,
    });
    assert.deepEqual(fs.readdirSync(folder), ["other.json"]);
  });
});
