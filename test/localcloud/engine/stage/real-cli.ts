import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { PASSPHRASE, type Stage } from "./stage";

/** What a command of the real CLI came to. */
export interface Answer {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real CLI on a stage's program, with a file backend of its own choice. */
export interface RealStage {
  /** Starts a command. */
  start(args: readonly string[], stdio: "ignore" | "pipe"): ChildProcess;
  /** Runs a command to its end. */
  run(...args: string[]): Promise<Answer>;
  /** Makes the stack unless it is there. */
  initOnce(): Promise<void>;
}

/** Why tests that need the real CLI do not run. */
export const LEFT_OUT = "left out: there is no pulumi with pulumi-language-nodejs on PATH";

/** The real CLI, when there is one on PATH that can run Node programs. */
export function findRealCli():
  { readonly folder: string; on(stage: Stage, backend: string): RealStage } | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const folder = folders.find((candidate) =>
    ["pulumi", "pulumi-language-nodejs"].every((name) => fs.existsSync(path.join(candidate, name))),
  );
  return folder === undefined
    ? undefined
    : { folder, on: (stage, backend) => realStage(path.join(folder, "pulumi"), stage, backend) };
}

function realStage(pulumi: string, stage: Stage, backend: string): RealStage {
  const env = {
    ...process.env,
    ...stage.env,
    PULUMI_HOME: path.join(stage.root, "home"),
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The flag --event-log is one of these.
    PULUMI_DEBUG_COMMANDS: "true",
  };
  const start: RealStage["start"] = (args, stdio) =>
    spawn(pulumi, [...args, ...(args[1] === "init" ? [] : ["--stack", "dev"]), "--non-interactive"], {
      cwd: path.join(stage.root, "program"),
      env,
      stdio: ["ignore", stdio, stdio],
    });
  const run: RealStage["run"] = (...args) => finished(start(args, "pipe"));
  return {
    start,
    run,
    initOnce: async () => {
      fs.mkdirSync(backend, { recursive: true });
      if (fs.existsSync(path.join(backend, ".pulumi"))) return;
      const { exit, stderr } = await run("stack", "init", "dev");
      if (exit !== 0) throw new Error(`pulumi stack init: ${stderr}`);
    },
  };
}

function finished(child: ChildProcess): Promise<Answer> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (data: Buffer) => (stdout += data.toString("utf8")));
  child.stderr?.on("data", (data: Buffer) => (stderr += data.toString("utf8")));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exit) => {
      resolve({ exit, stdout, stderr });
    });
  });
}
