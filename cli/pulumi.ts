import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { passphraseFor, UserError } from "./context";
import type { Context } from "./context";
import type { DeployFlags, Verb } from "./flags";

/**
 * What makes the real Pulumi CLI work against the local cloud: its state in the local file backend, its plugins from
 * the home's own folder, and the passphrase.
 */
export function pulumiEnvironment(context: Context): Readonly<Record<string, string>> {
  return {
    MULLION_HOME: context.home.root,
    PULUMI_HOME: context.home.pulumiHome,
    PULUMI_BACKEND_URL: `file://${context.home.backend}`,
    PULUMI_CONFIG_PASSPHRASE: passphraseFor(context.home),
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

/** Where the real Pulumi CLI works. */
export interface PulumiPlace {
  /** As it is called in messages. */
  readonly words: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether a stack that is not there is made; elsewhere than on the local cloud that is its owner's to do. */
  readonly makesStacks: boolean;
}

/** The local cloud. */
export function localPlace(context: Context): PulumiPlace {
  fs.mkdirSync(context.home.backend, { recursive: true });
  const env = { ...process.env, ...pulumiEnvironment(context) };
  return { words: "the local cloud", env, makesStacks: true };
}

/**
 * A backend of the user's own, with the user's logins to clouds.
 *
 * @param backend - address, or `pulumi`: the backend that the CLI is logged in to
 */
export function backendPlace(backend: string): PulumiPlace {
  const quiet = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  return backend === "pulumi"
    ? { words: "the backend that it is logged in to", env: quiet, makesStacks: false }
    : { words: backend, env: { ...quiet, PULUMI_BACKEND_URL: backend }, makesStacks: false };
}

/**
 * Runs a command with the real Pulumi CLI, in its own look.
 *
 * @returns the CLI's exit code
 * @throws UserError when there is no CLI
 */
export async function runPulumi(
  verb: Verb,
  flags: DeployFlags,
  { projectDir }: Pick<Context, "projectDir">,
  place: PulumiPlace,
  say: (line: string) => void,
): Promise<number> {
  const pulumi = findPulumi();
  say(`running ${pulumi} against ${place.words}`);
  const cli = { pulumi, projectDir, env: place.env };
  const selected = await selectStack(cli, flags.stack, place);
  return selected === 0 ? runCli(cli, cliArguments(verb, flags)) : selected;
}

/** The engine's events of a preview, a line of JSON each, and how the CLI ended. */
export interface PulumiPreview {
  readonly exitCode: number;
  readonly events: string;
}

/**
 * Previews a stack with the real Pulumi CLI, for a program to read.
 *
 * @throws UserError when there is no CLI
 */
export async function previewByPulumi(
  flags: DeployFlags,
  { projectDir }: Pick<Context, "projectDir">,
  place: PulumiPlace,
): Promise<PulumiPreview> {
  // Events one by one are all that tells the findings of policies.
  const env = { ...place.env, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };
  const cli = { pulumi: findPulumi(), projectDir, env };
  const selected = await selectStack(cli, flags.stack, place);
  if (selected !== 0) return { exitCode: selected, events: "" };
  const chunks: Buffer[] = [];
  const args = cliArguments("preview", { ...flags, json: true });
  const exitCode = await runCli(cli, args, (chunk) => chunks.push(chunk));
  return { exitCode, events: Buffer.concat(chunks).toString("utf8") };
}

/** What a call of the CLI needs. */
interface Cli {
  readonly pulumi: string;
  readonly projectDir: string;
  readonly env: NodeJS.ProcessEnv;
}

async function selectStack(cli: Cli, stack: string, { makesStacks }: PulumiPlace): Promise<number> {
  return makesStacks ? runCli(cli, ["stack", "select", "--create", stack]) : 0;
}

function cliArguments(verb: string, flags: DeployFlags): string[] {
  const judged = verb === "preview" || verb === "up";
  return [
    verb,
    "--stack",
    flags.stack,
    ...(verb === "preview" ? [] : flags.yes === true ? ["--yes"] : []),
    ...(judged ? flags.policyPack.flatMap((pack) => ["--policy-pack", pack]) : []),
    ...(judged ? (flags.policyPackConfig ?? []).flatMap((file) => ["--policy-pack-config", file]) : []),
    ...(flags.parallel === undefined ? [] : ["--parallel", String(flags.parallel)]),
    ...(flags.target ?? []).flatMap((urn) => ["--target", urn]),
    ...(flags.refresh === true ? ["--refresh"] : []),
    ...(flags.json === true ? ["--json"] : []),
    ...(flags.showSames === true ? ["--show-sames"] : []),
    ...(flags.expectNoChanges === true ? ["--expect-no-changes"] : []),
  ];
}

/** The CLI on PATH, else the one that the npm package `pulumi` downloads at its first use. */
export function findPulumi(): string {
  for (const folder of (process.env["PATH"] ?? "").split(path.delimiter)) {
    const candidate = path.join(folder, process.platform === "win32" ? "pulumi.exe" : "pulumi");
    if (folder !== "" && fs.existsSync(candidate)) return candidate;
  }
  const packaged = path.join(__dirname, "..", "node_modules", ".bin", "pulumi");
  if (fs.existsSync(packaged)) return packaged;
  throw new UserError(
    "--engine pulumi: there is no pulumi on PATH and the npm package is missing: run npm ci, or install the CLI (https://www.pulumi.com/docs/install/)",
  );
}

function runCli(
  { pulumi, projectDir, env }: Cli,
  args: readonly string[],
  onOutput?: (chunk: Buffer) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const stdout = onOutput === undefined ? "inherit" : "pipe";
    const child = spawn(pulumi, args, { cwd: projectDir, env, stdio: ["inherit", stdout, "inherit"] });
    if (onOutput !== undefined) child.stdout?.on("data", onOutput);
    child.on("error", (error) => {
      reject(new UserError(`cannot start ${pulumi}: ${error.message}`));
    });
    child.on("close", (code, signal) => {
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}
