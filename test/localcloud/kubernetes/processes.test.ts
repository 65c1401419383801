import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import {
  findRunning,
  logFile,
  secondsOfElapsed,
  startDetached,
  stopProcess,
  tailOfLog,
} from "../../../localcloud/kubernetes/processes";

describe("a detached process", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-processes-"))));
  afterEach(async () => {
    for (const name of ["program", "stubborn"]) await stopProcess(folder, name, 0);
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** A program that carries the folder in its command line, as those of a control plane do. */
  const start = (name: string, script: string): Promise<void> => {
    const file = path.join(folder, `${name}.js`);
    fs.writeFileSync(file, script);
    return startDetached(folder, { name, program: process.execPath, args: [file] });
  };

  it("is found while it runs, and no longer when it was stopped", async () => {
    await start("program", "console.log('up'); setInterval(() => {}, 1000)");
    // A program that was only just started has next to no memory yet.
    while (tailOfLog(folder, "program", 1) !== "up") await new Promise(setImmediate);
    const found = findRunning(folder, "program");
    assert.ok(found !== undefined && found.pid !== process.pid);
    assert.ok(found.memoryBytes > 1_000_000);
    assert.ok(found.uptimeSeconds >= 0 && found.uptimeSeconds < 3600);
    await stopProcess(folder, "program");
    assert.equal(findRunning(folder, "program"), undefined);
    assert.throws(() => process.kill(found.pid, 0), { code: "ESRCH" });
  });

  it("writes to its log, even if it ends at once", async () => {
    await start("program", "console.log('one'); console.error('two'); process.exit(3)");
    while (findRunning(folder, "program") !== undefined) await new Promise(setImmediate);
    assert.equal(tailOfLog(folder, "program", 1), "two");
    assert.equal(fs.readFileSync(logFile(folder, "program"), "utf8"), "one\ntwo\n");
  });

  it("is ended for good when it does not end by itself in time", async () => {
    await start(
      "stubborn",
      "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)",
    );
    while (tailOfLog(folder, "stubborn", 1) !== "up") await new Promise(setImmediate);
    await stopProcess(folder, "stubborn", 100);
    assert.equal(findRunning(folder, "stubborn"), undefined);
  });

  it("is not confused with a stranger that has its id", async () => {
    await start("program", "setInterval(() => {}, 1000)");
    const pid = findRunning(folder, "program")?.pid;
    await stopProcess(folder, "program");
    fs.writeFileSync(path.join(folder, "run", "program.pid"), String(process.pid));
    assert.notEqual(pid, undefined);
    assert.equal(findRunning(folder, "program"), undefined);
    await stopProcess(folder, "program");
  });

  it("gets nothing of the user's environment", async () => {
    process.env["KUBECONFIG"] = "/secret";
    try {
      await start("program", "console.log(JSON.stringify(Object.keys(process.env).sort()))");
    } finally {
      delete process.env["KUBECONFIG"];
    }
    while (findRunning(folder, "program") !== undefined) await new Promise(setImmediate);
    const names = JSON.parse(tailOfLog(folder, "program", 1)) as string[];
    assert.deepEqual(
      names.filter((name) => !["HOME", "PATH", "PWD", "SHLVL", "OLDPWD", "_"].includes(name)),
      [],
    );
  });

  for (const [elapsed, seconds] of [
    ["00:07", 7],
    ["01:02", 62],
    ["01:00:00", 3600],
    ["2-00:00:01", 172_801],
  ] as const) {
    it(`has run for ${seconds} s when ps says ${elapsed}`, () => {
      assert.equal(secondsOfElapsed(elapsed), seconds);
    });
  }
});
