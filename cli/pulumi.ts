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

/**
 * Runs a command with the real Pulumi CLI against the local cloud, in its own look.
 *
 * @returns the CLI's exit code
 * @throws UserError when there is no CLI
 */
export async function runPulumi(
  verb: Verb,
  flags: DeployFlags,
  context: Context,
  say: (line: string) => void,
): Promise<number> {
  const { pulumi, env } = cliFor(context);
  say(`running ${pulumi} against the local cloud`);
  const selected = await runCli(pulumi, ["stack", "select", "--create", flags.stack], context, env);
  return selected === 0 ? runCli(pulumi, cliArguments(verb, flags), context, env) : selected;
}

/** The engine's events of a preview, a line of JSON each, and how the CLI ended. */
export interface PulumiPreview {
  readonly exitCode: number;
  readonly events: string;
}

/**
 * Previews a stack with the real Pulumi CLI against the local cloud, for a program to read.
 *
 * @throws UserError when there is no CLI
 */
export async function previewByPulumi(flags: DeployFlags, context: Context): Promise<PulumiPreview> {
  const { pulumi, env } = cliFor(context);
  // Events one by one are all that tells the findings of policies.
  const streaming = { ...env, PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };
  const selected = await runCli(pulumi, ["stack", "select", "--create", flags.stack], context, env);
  if (selected !== 0) return { exitCode: selected, events: "" };
  const chunks: Buffer[] = [];
  const args = cliArguments("preview", { ...flags, json: true });
  const exitCode = await runCli(pulumi, args, context, streaming, (chunk) => chunks.push(chunk));
  return { exitCode, events: Buffer.concat(chunks).toString("utf8") };
}

function cliFor(context: Context): { readonly pulumi: string; readonly env: NodeJS.ProcessEnv } {
  fs.mkdirSync(context.home.backend, { recursive: true });
  return { pulumi: findPulumi(), env: { ...process.env, ...pulumiEnvironment(context) } };
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
  file: string,
  args: readonly string[],
  context: Context,
  env: NodeJS.ProcessEnv,
  onOutput?: (chunk: Buffer) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const stdout = onOutput === undefined ? "inherit" : "pipe";
    const child = spawn(file, args, { cwd: context.projectDir, env, stdio: ["inherit", stdout, "inherit"] });
    if (onOutput !== undefined) child.stdout?.on("data", onOutput);
    child.on("error", (error) => {
      reject(new UserError(`cannot start ${file}: ${error.message}`));
    });
    child.on("close", (code, signal) => {
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}
