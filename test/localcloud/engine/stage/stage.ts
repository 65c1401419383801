import { fork, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
  readStack,
  run,
  type EngineEvent,
  type RunOptions,
  type RunResult,
  type StackState,
} from "../../../../localcloud/engine";

/** A project with one stack and a provider of its own, in a folder of its own. */
export interface Stage {
  readonly root: string;
  /** What the provider finds in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs a command. */
  run(options?: Partial<RunOptions>): Promise<RunResult & { readonly events: readonly EngineEvent[] }>;
  /** Runs a command in a process of its own, which may be killed. */
  runApart(options?: Partial<RunOptions>): ChildProcess;
  /** Writes the program: `new Box(name, inputs, options)` makes an object. */
  program(text: string): void;
  /** What is in state. */
  state(): Promise<StackState>;
  /** The objects that exist, by logical name. */
  objects(): readonly string[];
  /** Waits until the provider is in the middle of the call that its inputs hold with this name. */
  begun(name: string): Promise<void>;
  /** Lets that call go on. */
  release(name: string): void;
  clear(): void;
}

/** The passphrase of every stage. */
export const PASSPHRASE = "open sesame";

const PRELUDE = `
const pulumi = require("@pulumi/pulumi");
class Box extends pulumi.CustomResource {
  constructor(name, inputs, options) { super("crate:index:Box", name, { key: undefined, ...inputs }, { version: "1.0.0", ...options }); }
}
`;

/** Makes an empty stage. */
export function makeStage(): Stage {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "mullion-engine-")));
  const at = (...parts: string[]): string => path.join(root, ...parts);
  for (const folder of ["program", "store", "control"]) fs.mkdirSync(at(folder));
  fs.symlinkSync(path.resolve(__dirname, "../../../../node_modules"), at("node_modules"));
  fs.writeFileSync(
    at("program", "Pulumi.yaml"),
    "name: boxes\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n",
  );
  fs.writeFileSync(at("program", "package.json"), '{"main":"index.js"}');
  const plugin = at("home", "plugins", "resource-crate-v1.0.0");
  fs.mkdirSync(plugin, { recursive: true });
  const tsx = require.resolve("tsx/cjs");
  const script = `#!/bin/sh\nexec "${process.execPath}" -r "${tsx}" "${path.join(__dirname, "crate-provider.ts")}" "$@"\n`;
  fs.writeFileSync(path.join(plugin, "pulumi-resource-crate"), script, { mode: 0o755 });
  const env = { CRATE_STORE: at("store") };
  const base: RunOptions = {
    command: "up",
    projectDir: at("program"),
    stack: "dev",
    backend: at("backend"),
    pulumiHome: at("home"),
    passphrase: PASSPHRASE,
    allowedProviders: ["crate"],
    env,
  };
  return {
    root,
    env,
    run: async (options = {}) => {
      const events: EngineEvent[] = [];
      const result = await run({ ...base, ...options, onEvent: (event) => void events.push(event) });
      return { ...result, events };
    },
    runApart: (options = {}) =>
      fork(path.join(__dirname, "apart.ts"), [JSON.stringify({ ...base, ...options })], {
        execArgv: ["-r", tsx],
        stdio: "ignore",
      }),
    program: (text) => {
      fs.writeFileSync(at("program", "index.js"), PRELUDE + text);
    },
    state: () => readStack(base.backend, "boxes", "dev", base.passphrase),
    objects: () =>
      fs
        .readdirSync(at("store"))
        .map((id) => id.slice(0, id.lastIndexOf("-")))
        .sort(),
    begun: async (name) => {
      while (!fs.existsSync(at("control", `${name}.begun`)))
        await new Promise((resolve) => setTimeout(resolve, 20));
    },
    release: (name) => {
      fs.writeFileSync(at("control", `${name}.go`), "");
    },
    clear: () => {
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The errors among the events. */
export function errorsOf(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === "error" ? [diagnosticEvent.message] : [],
  );
}

/** The operations of the steps that began, with the logical name of each resource. */
export function stepsOf(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ resourcePreEvent }) => {
    if (resourcePreEvent === undefined) return [];
    const { op, urn } = resourcePreEvent.metadata;
    return urn.includes("crate:index:Box") ? [`${op} ${urn.slice(urn.lastIndexOf("::") + 2)}`] : [];
  });
}

/** The logical names of the boxes in state. */
export function boxesOf(state: StackState): string[] {
  return state.resources
    .filter(({ type }) => type === "crate:index:Box")
    .map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2))
    .sort();
}
