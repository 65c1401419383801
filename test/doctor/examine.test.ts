import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { examine, judge } from "../../doctor";
import { run } from "../../doctor/probes/command";
import type { Run } from "../../doctor/probes/command";
import { probeProject } from "../../doctor/probes/project";
import { copiesOnPath } from "../../doctor/probes/search-path";
import { failed, missing, said } from "./recordings";

const folder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), "mullion-doctor-"));

describe("a probe", () => {
  it("tells what a program says, and how it ends", async () => {
    const node = process.execPath;
    assert.deepEqual(await run(node, ["-e", "process.stdout.write('a'); console.error('b')"]), {
      kind: "ended",
      exitCode: 0,
      stdout: "a",
      stderr: "b\n",
    });
    assert.deepEqual(await run(node, ["-e", "console.error('broken'); process.exit(3)"]), {
      kind: "ended",
      exitCode: 3,
      stdout: "",
      stderr: "broken\n",
    });
  });

  it("tells that there is no such program", async () => {
    assert.deepEqual(await run("mullion-no-such-program", []), { kind: "missing" });
  });

  it("gives a program its input, and an end of it where there is none", async () => {
    const echo = ["-e", "process.stdin.pipe(process.stdout)"];
    const heard = await run(process.execPath, echo, "question");
    assert.equal(heard.kind === "ended" && heard.stdout, "question");
    const silence = await run(process.execPath, echo);
    assert.equal(silence.kind === "ended" && silence.stdout, "");
  });
});

describe("copies on PATH", () => {
  it("are found in order, once each, without folders and files that cannot run", () => {
    const root = folder();
    for (const name of ["a", "b", "c", "d"]) fs.mkdirSync(path.join(root, name));
    fs.writeFileSync(path.join(root, "a", "kubectl"), "", { mode: 0o644 });
    fs.writeFileSync(path.join(root, "b", "kubectl"), "", { mode: 0o755 });
    fs.symlinkSync(path.join(root, "b", "kubectl"), path.join(root, "c", "kubectl"));
    fs.mkdirSync(path.join(root, "d", "kubectl"));
    const env = {
      PATH: ["a", "c", "b", "d", "missing"].map((name) => path.join(root, name)).join(path.delimiter),
    };
    assert.deepEqual(copiesOnPath("kubectl", "linux", env), [
      { path: path.join(root, "c", "kubectl"), realPath: path.join(root, "b", "kubectl") },
    ]);
  });
});

describe("the project in a folder", () => {
  it("is read for its targets and its versions", () => {
    const root = folder();
    assert.equal(probeProject(root), undefined);
    fs.writeFileSync(path.join(root, "Pulumi.yaml"), "name: x\n");
    fs.writeFileSync(path.join(root, "Pulumi.a.yaml"), "config:\n  mullion:target: eks\n");
    fs.writeFileSync(path.join(root, "Pulumi.b.yaml"), "config: [broken\n");
    assert.deepEqual(probeProject(root), { targets: ["eks"], packages: {} });
    const manifest = {
      dependencies: { "@pulumi/aws": "7.48.0", yaml: "2" },
      devDependencies: { pulumi: "3.265.0" },
    };
    fs.writeFileSync(path.join(root, "package.json"), JSON.stringify(manifest));
    assert.deepEqual(probeProject(root)?.packages, { "@pulumi/aws": "7.48.0", pulumi: "3.265.0" });
  });
});

describe("an examination", () => {
  const view = {
    "current-context": "here",
    contexts: [
      { name: "here", context: { cluster: "a", user: "a" } },
      { name: "there", context: { cluster: "b", user: "b" } },
      { name: "entra", context: { cluster: "c", user: "c" } },
    ],
    users: [
      { name: "a", user: {} },
      { name: "b", user: {} },
      { name: "c", user: { exec: { command: "kubelogin", env: [{ name: "SECRET", value: "canary" }] } } },
    ],
  };

  /** A kubectl that answers as told, and remembers what it was asked. */
  function stage(asked: string[], reachable: boolean): Run {
    return (program, args, stdin) => {
      const line = [path.basename(program), ...args].join(" ");
      asked.push(stdin === undefined ? line : `${line} < input`);
      if (path.basename(program) !== "kubectl") return Promise.resolve(missing);
      if (line.includes("config view")) return Promise.resolve(said(JSON.stringify(view)));
      if (!reachable) return Promise.resolve(failed("connection refused"));
      return Promise.resolve(said("{}"));
    };
  }

  const machine = { system: "linux", architecture: "x64" } as const;

  it("only reads, and asks no context whose login may open a browser", async () => {
    const asked: string[] = [];
    const recording = await examine(machine, folder(), { all: false }, stage(asked, true));
    assert.deepEqual(
      recording.contexts.map(({ context, current, version }) => [context, current, version.kind]),
      [
        ["here", true, "ended"],
        ["there", false, "ended"],
        ["entra", false, "not-asked"],
      ],
    );
    const verbs = asked.filter((line) => line.startsWith("kubectl")).map((line) => line.split(" ")[1] ?? "");
    assert.deepEqual([...new Set(verbs)].sort(), ["--context", "config", "create", "get", "version"]);
    assert.equal(asked.filter((line) => line.includes("create") && line.endsWith("< input")).length, 1);
    assert.ok(!JSON.stringify(recording).includes("canary"));
  });

  it("asks all contexts when it is told to", async () => {
    const asked: string[] = [];
    await examine(machine, folder(), { all: true }, stage(asked, true));
    assert.ok(asked.some((line) => line.startsWith("kubectl --context entra version")));
  });

  it("asks no more of a cluster that does not answer", async () => {
    const asked: string[] = [];
    const recording = await examine(machine, folder(), { all: false }, stage(asked, false));
    assert.equal(recording.cluster, undefined);
    assert.ok(!asked.some((line) => line.startsWith("kubectl get")));
  });

  it("of this machine can be judged", async () => {
    const findings = judge(await examine(machine, process.cwd(), { all: false }), "2026-11-23");
    assert.ok(findings.some(({ check }) => check === "virtualisation"));
    assert.ok(findings.some(({ check }) => check === "local-cloud"));
  });
});
