import * as assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { withLock } from "../../../localcloud/kubernetes/lock";

describe("a lock", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-lock-"));
    file = path.join(folder, "deep", ".lock");
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("lets one in at a time, in one process too", async () => {
    let inside = 0;
    const seen: number[] = [];
    const enter = (): Promise<void> =>
      withLock(
        file,
        async () => {
          seen.push(++inside);
          await sleep(5);
          inside--;
        },
        { pollMilliseconds: 1 },
      );
    await Promise.all([enter(), enter(), enter()]);
    assert.deepEqual(seen, [1, 1, 1]);
  });

  it("is free again after a failure, which it passes on", async () => {
    await assert.rejects(
      withLock(file, () => Promise.reject(new Error("work failed"))),
      { message: "work failed" },
    );
    assert.equal(await withLock(file, () => Promise.resolve("in")), "in");
  });

  it("is held against another process, names it, and falls when that is killed", async () => {
    const holder = spawn(process.execPath, [
      "-r",
      "tsx/cjs",
      "-e",
      `require(${JSON.stringify(path.resolve("localcloud/kubernetes/lock.ts"))})
        .withLock(${JSON.stringify(file)}, () => new Promise(() => { console.log("held"); setInterval(() => {}, 1000); }));`,
    ]);
    await once(holder.stdout, "data");
    const waited: string[] = [];
    await withLock(file, () => Promise.resolve(), {
      pollMilliseconds: 5,
      onWait: (pid) => {
        waited.push(pid);
        holder.kill("SIGKILL");
      },
    });
    assert.deepEqual(waited, [String(holder.pid)]);
  });
});
