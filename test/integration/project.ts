import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse, stringify } from "yaml";

const repository = path.resolve(__dirname, "../..");
const toolchain = ["node_modules", "package.json", "tsconfig.json"];
const sources = ["index.ts", "components", "config", "catalogue", "policy"];

/** What a command printed and how it ended. */
export interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface Running {
  readonly pid: number;
  /** Waits until the command has printed some words. */
  printed(words: string): Promise<void>;
  readonly ended: Promise<Ran>;
}

/**
 * A copy of the project in a temporary folder, whose configuration a test may edit, with a local cloud of its own.
 * The sources are links to the real ones: it is the same program.
 */
export class Project {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "mullion-project-"));
  readonly home = path.join(this.folder, ".mullion");
  /** All that commands of this project have printed. */
  transcript = "";
  private readonly commands = new Set<number>();

  /**
   * @param stack - the stack whose configuration is copied
   * @param program - folder of another Pulumi program to copy, with its stacks and its policy pack
   */
  constructor(
    readonly stack: string,
    program?: string,
  ) {
    const linked = program === undefined ? [...toolchain, ...sources] : toolchain;
    for (const name of linked) fs.symlinkSync(path.join(repository, name), path.join(this.folder, name));
    if (program !== undefined) {
      fs.cpSync(program, this.folder, { recursive: true });
      return;
    }
    for (const file of ["Pulumi.yaml", `Pulumi.${stack}.yaml`]) {
      fs.copyFileSync(path.join(repository, file), path.join(this.folder, file));
    }
  }

  /** Edits the stack's configuration; the keys are those of the file, `mullion:nodePools` for instance. */
  editConfig(change: (config: Record<string, unknown>) => void): void {
    const file = path.join(this.folder, `Pulumi.${this.stack}.yaml`);
    const settings = parse(fs.readFileSync(file, "utf8")) as { config: Record<string, unknown> };
    change(settings.config);
    fs.writeFileSync(file, stringify(settings));
  }

  /** Runs `mullion` in this project. */
  async mullion(...args: string[]): Promise<Ran> {
    return this.run([path.join(repository, "cli", "mullion.js"), ...args]).ended;
  }

  /** Starts `mullion` and lets the caller do something while it runs. */
  start(...args: string[]): Running {
    return this.run([path.join(repository, "cli", "mullion.js"), ...args]);
  }

  /** Deletes the folder, and ends what commands of this project have left behind. */
  async remove(): Promise<void> {
    await this.mullion("local", "reset", "--yes");
    for (const pid of this.commands) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended.
      }
    }
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private run(args: readonly string[]): Running {
    const child = spawn(process.execPath, args, {
      cwd: this.folder,
      env: { ...process.env, MULLION_HOME: this.home, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const pid = child.pid;
    if (pid === undefined) throw new Error("mullion could not be started");
    this.commands.add(pid);
    const output = { stdout: "", stderr: "" };
    const watchers: (() => void)[] = [];
    for (const name of ["stdout", "stderr"] as const) {
      child[name].on("data", (chunk: Buffer) => {
        output[name] += chunk.toString();
        for (const watch of watchers) watch();
      });
    }
    const printed = (words: string) =>
      new Promise<void>((resolve, reject) => {
        const watch = () => {
          if (output.stdout.includes(words)) resolve();
        };
        watchers.push(watch);
        watch();
        child.once("close", () => {
          reject(new Error(`the command ended before it printed "${words}"`));
        });
      });
    const ended = new Promise<Ran>((resolve) => {
      child.on("close", (exitCode) => {
        this.commands.delete(pid);
        this.transcript += output.stdout + output.stderr;
        resolve({ exitCode, ...output });
      });
    });
    return { pid, printed, ended };
  }
}

/** The files below a folder that hold a text, as it is or in base64. */
export function filesWith(text: string, folder: string): string[] {
  const needles = [Buffer.from(text), Buffer.from(Buffer.from(text).toString("base64").replace(/=+$/, ""))];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => {
      const content = fs.readFileSync(file);
      return needles.some((needle) => content.includes(needle));
    });
}

/** The processes on this machine whose command line has a word in it. */
export function processesWith(word: string): string[] {
  return fs
    .readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = fs.readFileSync(path.join("/proc", pid, "cmdline"), "utf8").replaceAll("\0", " ");
        return line.includes(word) ? [`${pid} ${line}`] : [];
      } catch {
        return [];
      }
    });
}
