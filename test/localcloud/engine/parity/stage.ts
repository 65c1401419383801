import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as yaml from "yaml";
import { newCrypter } from "../../../../localcloud/engine/state/secrets";
import { RECORDINGS, type Scenario, type ScenarioStep } from "./scenario";

/** The passphrase of every stack that a test makes. */
export const PASSPHRASE = "x";

/** A folder in which one scenario is played. */
export interface Stage {
  readonly root: string;
  readonly program: string;
  readonly backend: string;
  readonly home: string;
  /** The provider's "cloud". */
  readonly store: string;
  /** What the provider was asked. */
  readonly log: string;
  /** What programs and policy packs called and served. */
  readonly trace: string;
}

/** Makes an empty project with the recording provider as its only plugin. */
export async function makeStage(scenario: Scenario, source?: string): Promise<Stage> {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "mullion-parity-")));
  const stage: Stage = {
    root,
    program: path.join(root, "prog"),
    backend: path.join(root, "state"),
    home: path.join(root, "home"),
    store: path.join(root, "store.json"),
    log: path.join(root, "rec.log"),
    trace: path.join(root, "trace.log"),
  };
  fs.mkdirSync(stage.program);
  fs.symlinkSync(path.resolve(__dirname, "../../../../node_modules"), path.join(root, "node_modules"));
  for (const file of ["provider.js", "plain.js", "trace.js"])
    fs.copyFileSync(path.join(RECORDINGS, file), path.join(root, file));
  for (const version of ["1.0.0", "2.0.0"]) installRec(stage, version);
  fs.writeFileSync(
    path.join(stage.program, "Pulumi.yaml"),
    "name: scen\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n",
  );
  fs.writeFileSync(path.join(stage.program, "package.json"), '{"name":"scen","main":"index.js"}\n');
  fs.copyFileSync(path.join(RECORDINGS, "rec.js"), path.join(stage.program, "rec.js"));
  for (const folder of source === undefined ? [] : ["policy", "policy2"]) {
    const from = path.join(source ?? "", folder);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(root, folder), { recursive: true });
  }
  if (scenario.config !== undefined) await writeConfig(stage, scenario.config);
  return stage;
}

/** The environment of the provider and of the programs. */
export function stageEnvironment(
  stage: Stage,
  scenario: Scenario,
  step?: ScenarioStep,
): Record<string, string> {
  return {
    REC_LOG: stage.log,
    REC_STORE: stage.store,
    NODE_OPTIONS: `--require ${path.join(stage.root, "trace.js")}`,
    TRACE_LOG: stage.trace,
    TRACE_BASE_ENV: JSON.stringify(process.env),
    ...scenario.env,
    ...step?.env,
  };
}

/** Removes the folder. */
export function clearStage(stage: Stage): void {
  fs.rmSync(stage.root, { recursive: true, force: true });
}

/** Applies a step's edits to the provider's store. */
export function editStore(stage: Stage, edits: NonNullable<ScenarioStep["store"]>): void {
  const store = readStore(stage);
  for (const [id, edit] of Object.entries(edits)) {
    if (edit === null) store.objects.delete(id);
    else store.objects.set(id, { version: 1, ...store.objects.get(id), ...edit });
  }
  fs.writeFileSync(
    stage.store,
    JSON.stringify({ next: store.next, objects: Object.fromEntries(store.objects) }),
  );
}

/** The objects that the provider holds. */
export function readStore(stage: Stage): { next: number; objects: Map<string, Record<string, unknown>> } {
  if (!fs.existsSync(stage.store)) return { next: 1, objects: new Map() };
  const value = JSON.parse(fs.readFileSync(stage.store, "utf8")) as {
    next: number;
    objects: Record<string, Record<string, unknown>>;
  };
  return { next: value.next, objects: new Map(Object.entries(value.objects)) };
}

/** The lines of a log of JSON lines. */
export function readLines<T>(file: string): T[] {
  if (!fs.existsSync(file)) return [];
  return fs
    .readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

function installRec(stage: Stage, version: string): void {
  const folder = path.join(stage.home, "plugins", `resource-rec-v${version}`);
  fs.mkdirSync(folder, { recursive: true });
  const script = `#!/bin/sh\nNODE_OPTIONS= REC_VERSION=${version} exec "${process.execPath}" "${path.join(stage.root, "provider.js")}" "$@"\n`;
  fs.writeFileSync(path.join(folder, "pulumi-resource-rec"), script, { mode: 0o755 });
}

async function writeConfig(stage: Stage, config: NonNullable<Scenario["config"]>): Promise<void> {
  const crypter = await newCrypter(PASSPHRASE);
  const values = Object.entries(config).map(([key, value]) => [
    key,
    typeof value === "string" ? value : { secure: crypter.encrypt(value.secret) },
  ]);
  const settings = { encryptionsalt: crypter.salt, config: Object.fromEntries(values) as unknown };
  fs.writeFileSync(path.join(stage.program, "Pulumi.dev.yaml"), yaml.stringify(settings));
}
