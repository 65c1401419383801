import assert from "node:assert/strict";
import { patienceOf } from "../../../../localcloud/engine/patience";
import { startPlugin, type PluginProcess } from "../../../../localcloud/engine/plugins/process";

function start(script: string, lines: string[] = [], startSeconds = 60): Promise<PluginProcess> {
  return startPlugin({
    title: 'provider "crate"',
    command: "/bin/sh",
    args: ["-c", script],
    env: process.env,
    patience: { startSeconds, graceSeconds: 0.2 },
    onLine: (line, stream) => lines.push(`${stream}: ${line}`),
  });
}

describe("the process of a plugin", function () {
  this.timeout(60_000);

  it("is named when it cannot be started, ends too early, or does not say its port", async () => {
    await assert.rejects(start("exit 3"), {
      message: 'provider "crate" ended with exit code 3 before it was ready',
    });
    await assert.rejects(start("kill -9 $$"), {
      message: 'provider "crate" was ended by SIGKILL before it was ready',
    });
    await assert.rejects(start("echo hello; sleep 60"), {
      message: 'provider "crate" must print its port on the first line, it printed "hello"',
    });
    await assert.rejects(start("sleep 60", [], 0.1), {
      message: 'provider "crate" did not get ready within 0.1 s',
    });
    const missing = startPlugin({
      ...{
        title: 'provider "crate"',
        command: "/nowhere/pulumi-resource-crate",
        args: [],
        env: {},
        patience: patienceOf({}),
      },
      onLine: () => undefined,
    });
    await assert.rejects(
      missing,
      /^Error: provider "crate" could not be started: .*ENOENT before it was ready$/u,
    );
  });

  it("hands on what it prints, and says at the end how it ended and what it complained about", async () => {
    const lines: string[] = [];
    const plugin = await start("echo 4711; echo note; echo woe >&2; exit 4", lines);
    assert.equal(plugin.port, 4711);
    assert.match(await plugin.ended, /^ended with exit code 4/u);
    assert.equal(plugin.alive(), false);
    // What was printed last may arrive after the exit.
    while (lines.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    assert.deepEqual(lines.sort(), ["stderr: woe", "stdout: note"]);
  });

  it("ends when it is asked to, and all that it has started with it", async () => {
    const plugin = await start("echo 4711; sleep 600 & sleep 600");
    assert.equal(plugin.alive(), true);
    await plugin.stop();
    assert.equal(plugin.alive(), false);
  });
});
