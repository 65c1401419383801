import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { BinariesError, ensureBinaries } from "../../../localcloud/kubernetes";
import { isRecentEnough } from "../../../localcloud/kubernetes/binaries";

describe("the programs of a control plane", () => {
  let folder: string;
  let cache: string;
  const { PATH, GOFLAGS } = process.env;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-binaries-"));
    cache = path.join(folder, "cache");
    fs.mkdirSync(path.join(folder, "bin"));
    process.env["PATH"] = path.join(folder, "bin");
  });
  afterEach(() => {
    process.env["PATH"] = PATH;
    if (GOFLAGS === undefined) delete process.env["GOFLAGS"];
    else process.env["GOFLAGS"] = GOFLAGS;
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** A `go` that answers its version, notes each build and does what it is told to do for one: `$6` is the output. */
  const fakeGo = (version: string, onBuild: string): void => {
    const log = path.join(folder, "builds");
    const script = [
      "#!/bin/sh",
      `if [ "$1" = env ]; then echo ${version}; exit 0; fi`,
      `echo "$GOFLAGS|$CGO_ENABLED|$GOWORK|$5 $7" >> ${log}`,
      onBuild,
    ];
    fs.writeFileSync(path.join(folder, "bin", "go"), `${script.join("\n")}\n`, { mode: 0o755 });
  };
  const builds = (): readonly string[] =>
    fs.readFileSync(path.join(folder, "builds"), "utf8").trimEnd().split("\n");
  const inCache = (): readonly string[] =>
    fs.readdirSync(path.join(cache, "bin")).filter((name) => !name.startsWith(".lock"));

  const WRITES_OUTPUT = 'echo "#!/bin/sh" > "$6"';

  it("are built once each, with their own versions, whatever the user's flags", async () => {
    fakeGo("go1.26.8", WRITES_OUTPUT);
    process.env["GOFLAGS"] = "-mod=vendor";
    const lines: string[] = [];
    const binaries = await ensureBinaries((line) => lines.push(line), cache);
    for (const file of Object.values(binaries)) assert.ok(fs.existsSync(String(file)), String(file));
    assert.equal(builds().length, 5);
    for (const build of builds()) assert.match(build, /^-mod=readonly\|0\|off\|/);
    assert.equal(lines[0], "building etcd (1 of 5, once on this machine)");
    assert.deepEqual(await ensureBinaries(undefined, cache), binaries);
    assert.equal(builds().length, 5);
  });

  it("need no Go once they are built", async () => {
    fakeGo("go1.26.8", WRITES_OUTPUT);
    const binaries = await ensureBinaries(undefined, cache);
    fs.rmSync(path.join(folder, "bin", "go"));
    assert.deepEqual(await ensureBinaries(undefined, cache), binaries);
  });

  it("are built by one of those who need them at once", async () => {
    fakeGo("go1.26.8", WRITES_OUTPUT);
    await Promise.all([1, 2, 3].map(() => ensureBinaries(undefined, cache)));
    assert.equal(builds().length, 5);
  });

  it("leave nothing behind when one does not compile, and say which", async () => {
    fakeGo("go1.26.8", 'case "$6" in *kwok) echo "no such host" >&2; exit 1;; esac; echo > "$6"');
    await assert.rejects(ensureBinaries(undefined, cache), (error) => {
      assert.ok(error instanceof BinariesError);
      assert.match(error.message, /^Go could not build kwok in .*tools\/kwok:\nno such host\n/);
      return true;
    });
    assert.deepEqual(inCache(), []);
  });

  it("do not trip over what a builder that was killed left behind", async () => {
    fakeGo("go1.26.8", WRITES_OUTPUT);
    fs.mkdirSync(path.join(cache, "bin", "building-dead"), { recursive: true });
    await ensureBinaries(undefined, cache);
    assert.equal(inCache().length, 1);
  });

  it("say what is needed when there is no Go", async () => {
    await assert.rejects(ensureBinaries(undefined, cache), {
      name: "BinariesError",
      message:
        "There is no Go on PATH. The local cloud builds a real Kubernetes control plane once, with Go 1.26 or newer. " +
        "Install it (https://go.dev/doc/install), see that `go version` answers in a new shell, and run the command again.",
    });
    assert.deepEqual(inCache(), []);
  });

  it("say what is needed when Go is too old", async () => {
    fakeGo("go1.25.4", WRITES_OUTPUT);
    await assert.rejects(
      ensureBinaries(undefined, cache),
      /^BinariesError: Go is too old: go1\.25\.4\. The local cloud/,
    );
  });

  for (const [version, enough] of [
    ["go1.25.12", false],
    ["go1.26", true],
    ["go1.26.8\n", true],
    ["go1.27rc1", true],
    ["go2.0", true],
    ["devel", false],
  ] as const) {
    it(`are ${enough ? "" : "not "}built with ${version.trim()}`, () => {
      assert.equal(isRecentEnough(version), enough);
    });
  }
});
