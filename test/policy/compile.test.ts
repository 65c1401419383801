import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";

const root = path.resolve(__dirname, "../..");

/** A pack of two files, compiled as the real one is. */
describe("the compiler of the pack", function () {
  this.timeout(300_000);
  let folder: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-compile-"));
    for (const part of ["policy", "catalogue"]) fs.mkdirSync(path.join(folder, part));
    fs.symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"), "dir");
    fs.copyFileSync(path.join(root, "policy/compile.js"), path.join(folder, "policy/compile.js"));
    write("policy/main.ts", 'import { word } from "../catalogue/word";\nexport const says: string = word;\n');
    write("catalogue/word.ts", 'export const word = "first";\n');
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true });
  });

  const write = (file: string, text: string) => {
    fs.writeFileSync(path.join(folder, file), text);
  };
  const compile = () => spawnSync(process.execPath, ["policy/compile.js"], { cwd: folder, encoding: "utf8" });
  /** The module that a compilation names, relative to the folder. */
  const compiled = () => {
    const { stdout, stderr, status } = compile();
    assert.equal(status, 0, stderr);
    return stdout.trim();
  };
  const said = (module: string): unknown => {
    const script = `process.stdout.write(require(${JSON.stringify(path.join(folder, module))}).says)`;
    return spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stdout;
  };
  const kept = () => fs.readdirSync(path.join(folder, "policy/bin"));

  it("compiles once what does not change", () => {
    const module = compiled();
    assert.equal(said(module), "first");
    const { mtimeMs } = fs.statSync(path.join(folder, module));
    assert.equal(compiled(), module);
    assert.equal(fs.statSync(path.join(folder, module)).mtimeMs, mtimeMs);
  });

  it("never gives the old pack for changed sources, wherever they changed", () => {
    const first = compiled();
    write("catalogue/word.ts", 'export const word = "second";\n');
    const second = compiled();
    assert.notEqual(second, first);
    assert.equal(said(second), "second");
    write("catalogue/another.ts", "export {};\n");
    assert.ok(![first, second].includes(compiled()), "a new file counts too");
  });

  it("gives the same to two that start at once, and leaves no draft", async () => {
    const run = () => promisify(execFile)(process.execPath, ["policy/compile.js"], { cwd: folder });
    const [one, other] = await Promise.all([run(), run()]);
    assert.equal(one.stdout, other.stdout);
    assert.equal(said(one.stdout.trim()), "first");
    assert.equal(kept().length, 1);
  });

  it("says which source is broken, fails, and leaves nothing behind", () => {
    write("policy/main.ts", "export const says: string = ;\n");
    const { status, stdout, stderr } = compile();
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(
      stderr,
      /the policy pack does not compile:\s+policy\/main\.ts\(1,29\): error TS1109: Expression expected/,
    );
    assert.deepEqual(kept(), []);
  });

  it("removes packs that nobody has used for an hour, and only those", () => {
    const [old, recent] = ["old", "recent"].map((word) => {
      write("catalogue/word.ts", `export const word = "${word}";\n`);
      return compiled().split("/")[2] ?? "";
    });
    const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    fs.utimesSync(path.join(folder, "policy/bin", old ?? ""), twoHoursAgo, twoHoursAgo);
    write("catalogue/word.ts", 'export const word = "newest";\n');
    const newest = compiled().split("/")[2] ?? "";
    assert.deepEqual(kept().sort(), [recent, newest].sort());
  });
});
